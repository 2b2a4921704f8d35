package io.tomodrift.pipeline.learned;

import io.tomodrift.learned.physics.ConsistencyStep;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How a refined image is pulled towards the data it came from.
 *
 * @param steps number of steps; 0 for not at all
 * @param method what a step is
 * @param lambdaMm weight of total variation, mm; empty for one in proportion to the views
 */
public record Consistency(int steps, Method method, OptionalDouble lambdaMm) {

  /** Not at all. */
  public static final Consistency NONE = new Consistency(0, Method.TV, OptionalDouble.empty());

  /** What a step is. */
  public enum Method {
    /** Conjugate gradients for a change where the image has edges. */
    CG,
    /** Least squares with total variation, from the refined image on. */
    TV;

    /** Name on the command line. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks the number. */
  public Consistency {
    if (steps < 0) {
      throw new IllegalArgumentException("steps must not be negative, got " + steps);
    }
  }

  /** For a scan of a number of views. */
  ConsistencyStep step(int views) {
    return switch (method) {
      case CG -> ConsistencyStep.standard(steps);
      case TV ->
          lambdaMm.isPresent()
              ? new ConsistencyStep.Variation(steps, lambdaMm.getAsDouble())
              : ConsistencyStep.Variation.usual(steps, views);
    };
  }
}
