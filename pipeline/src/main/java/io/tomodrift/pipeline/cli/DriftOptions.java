package io.tomodrift.pipeline.cli;

import io.tomodrift.learned.diffusion.LatentDrift;
import io.tomodrift.pipeline.run.UsageFailure;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The drift of sampling. */
final class DriftOptions {

  @Option(
      names = "--delta",
      paramLabel = "D",
      description =
          "Drift that moves the noise and the steps, in the model's units: those of 1000 HU"
              + " usually, of latent images their standard deviation. Default: that of the"
              + " training, in total.")
  private Double delta;

  @Option(
      names = "--delta-mode",
      paramLabel = "MODE",
      defaultValue = "total",
      description =
          "per-step (each step adds delta, as published) or total (all steps together do). Default:"
              + " ${DEFAULT-VALUE}.")
  private String mode;

  void requireRanges() {
    if (delta != null && !Double.isFinite(delta)) {
      throw new UsageFailure("--delta must be finite, got " + delta);
    }
    mode();
  }

  /** What steps add. */
  LatentDrift.Mode mode() {
    return switch (mode) {
      case "per-step" -> LatentDrift.Mode.PER_STEP;
      case "total" -> LatentDrift.Mode.TOTAL;
      default ->
          throw new UsageFailure("--delta-mode is per-step or total, got '%s'".formatted(mode));
    };
  }

  /** The drift asked for. */
  Optional<LatentDrift> drift() {
    return delta == null ? Optional.empty() : Optional.of(new LatentDrift(delta, mode()));
  }

  void describe(Map<String, Object> configuration) {
    configuration.put("delta", delta == null ? "default" : delta);
    configuration.put("deltaMode", mode().name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
