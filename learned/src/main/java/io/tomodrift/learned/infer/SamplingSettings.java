package io.tomodrift.learned.infer;

import io.tomodrift.geometry.error.ModelException;
import io.tomodrift.learned.diffusion.LatentDrift;
import io.tomodrift.learned.model.Sampling;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a result is made where a model leaves a choice. What is empty is chosen by the kind of the
 * model: one step of {@value #FLOW_SOLVER} for a flow, {@value #SAMPLER_STEPS} steps of {@value
 * #SAMPLER} for a diffusion.
 *
 * @param solver solver of the flow, or sampler of the diffusion, by name
 * @param steps number of steps
 * @param direction which way a flow is followed
 * @param seed of the noise of a diffusion
 * @param drift shift of a diffusion's noise and steps; empty for that of the model, in total
 */
public record SamplingSettings(
    Optional<String> solver,
    OptionalInt steps,
    Direction direction,
    long seed,
    Optional<LatentDrift> drift) {

  static final String FLOW_SOLVER = "euler";
  static final String SAMPLER = "dpm-solver++";
  static final int SAMPLER_STEPS = 10;

  /** Everything as usual. */
  public static final SamplingSettings USUAL =
      new SamplingSettings(Optional.empty(), OptionalInt.empty(), Direction.FORWARD, 0);

  /** Without a drift of its own. */
  public SamplingSettings(
      Optional<String> solver, OptionalInt steps, Direction direction, long seed) {
    this(solver, steps, direction, seed, Optional.empty());
  }

  /** Checks the number. */
  public SamplingSettings {
    Objects.requireNonNull(solver, "solver");
    Objects.requireNonNull(direction, "direction");
    Objects.requireNonNull(drift, "drift");
    if (steps.isPresent() && steps.getAsInt() < 1) {
      throw new IllegalArgumentException("steps must be 1 or more, got " + steps.getAsInt());
    }
  }

  /** The same with a drift. */
  public SamplingSettings with(LatentDrift other) {
    return new SamplingSettings(solver, steps, direction, seed, Optional.of(other));
  }

  /** The same the other way. */
  public SamplingSettings reversed() {
    return new SamplingSettings(solver, steps, Direction.REVERSE, seed, drift);
  }

  /**
   * Refuses what a model cannot do.
   *
   * @param name of the model, for the message
   */
  void require(Sampling sampling, String name) {
    boolean both = sampling instanceof Sampling.Flow flow && !flow.sourceGiven();
    if (direction == Direction.REVERSE && !both) {
      throw new ModelException(
          "model %s goes from its input to its target only; for the other direction take a model of the method flow that does not see its source"
              .formatted(name));
    }
    if (sampling instanceof Sampling.OnePass && (solver.isPresent() || steps.isPresent())) {
      throw new ModelException(
          "model %s makes its result in one pass; solver and steps are for models of the methods flow and diffusion"
              .formatted(name));
    }
  }
}
