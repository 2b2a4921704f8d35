package io.tomodrift.pipeline.cli;

import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.pipeline.run.UsageFailure;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The attenuation of water, which ties HU to attenuation. */
final class WaterOption {

  @Option(
      names = "--mu-water-per-mm",
      paramLabel = "MU",
      description =
          "Attenuation of water, 1/mm, between 0.015 and 0.03 for clinical X-rays. Default: that of the raw data, else 0.0192.")
  private Double muWaterPerMm;

  /** The stated attenuation, or the usual one. */
  HounsfieldScale scale() {
    return stated().orElse(HounsfieldScale.DEFAULT);
  }

  /** The attenuation, if one was stated. */
  Optional<HounsfieldScale> stated() {
    try {
      return Optional.ofNullable(muWaterPerMm).map(HounsfieldScale::new);
    } catch (GeometryException e) {
      throw new UsageFailure("--mu-water-per-mm: " + e.getMessage());
    }
  }
}
