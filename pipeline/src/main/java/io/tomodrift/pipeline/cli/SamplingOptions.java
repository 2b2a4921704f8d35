package io.tomodrift.pipeline.cli;

import io.tomodrift.learned.infer.Direction;
import io.tomodrift.learned.infer.SamplingSettings;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** How models of the methods flow and diffusion make their results. */
final class SamplingOptions {

  @Option(
      names = "--solver",
      paramLabel = "NAME",
      description =
          "How a flow is followed: euler (the default), midpoint, rk2, rk3, rk4, ab2, dopri5 and others; or the sampler of a diffusion: ddpm, ddim, dpm-solver++ (the default), unipc.")
  private String solver;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description =
          "Steps of it, 1 or more. One step of euler is the estimate of least error; more follow the distribution and are sharper. Default: 1, of a sampler 10.")
  private Integer steps;

  void requireRanges() {
    Ranges.atLeastOne("--steps", steps);
  }

  SamplingSettings settings(Direction direction, long seed) {
    return new SamplingSettings(
        Optional.ofNullable(solver),
        steps == null ? OptionalInt.empty() : OptionalInt.of(steps),
        direction,
        seed);
  }

  void describe(Map<String, Object> configuration) {
    configuration.put("solver", solver == null ? "default" : solver);
    configuration.put("steps", steps == null ? "default" : steps);
  }
}
