package io.tomodrift.pipeline.cli;

import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.pipeline.run.UsageFailure;
import picocli.CommandLine.Option;

/** The attenuation of water, which ties HU to attenuation. */
final class WaterOption {

  @Option(
      names = "--mu-water-per-mm",
      paramLabel = "MU",
      defaultValue = "0.0192",
      description =
          "Attenuation of water, 1/mm, between 0.015 and 0.03 for clinical X-rays. Default: ${DEFAULT-VALUE}.")
  private double muWaterPerMm;

  HounsfieldScale scale() {
    try {
      return new HounsfieldScale(muWaterPerMm);
    } catch (GeometryException e) {
      throw new UsageFailure("--mu-water-per-mm: " + e.getMessage());
    }
  }
}
