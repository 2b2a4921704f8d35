package io.tomodrift.pipeline.cli;

import io.tomodrift.sinograms.TransmissionNoise;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of simulated measurement noise. */
final class NoiseOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--noise-photons",
      paramLabel = "N0",
      description =
          "Add noise: quanta a ray detects without an object, 1 to 1e12; clinical scans have 1e4 to 1e6. Default: no noise.")
  private Double photons;

  @Option(
      names = "--electronic-variance",
      paramLabel = "V",
      defaultValue = "0",
      description =
          "Variance of the read-out noise, quanta^2, 0 or more. Default: ${DEFAULT-VALUE}.")
  private double electronicVariance;

  Optional<TransmissionNoise> noise() {
    if (photons == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new TransmissionNoise(photons, electronicVariance));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  void describe(Map<String, Object> configuration) {
    configuration.put("noisePhotons", photons == null ? "none" : photons);
    configuration.put("electronicVariance", electronicVariance);
  }
}
