package io.tomodrift.learned.ode;

import io.tomodrift.geometry.error.ModelException;

/** A field on one integration: counts its evaluations and refuses what no solver can go on from. */
final class CountedField {

  private final String solver;
  private final VelocityField field;
  private int evaluations;

  CountedField(String solver, VelocityField field) {
    this.solver = solver;
    this.field = field;
  }

  static void requireSteps(String solver, double from, double to, int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException(
          "%s needs at least 1 step, got %d".formatted(solver, steps));
    }
    if (!Double.isFinite(to - from) || from == to) {
      throw new IllegalArgumentException(
          "%s integrates between two different finite times, got %s and %s"
              .formatted(solver, from, to));
    }
  }

  double[] at(double[] x, double t) {
    evaluations++;
    double[] velocity = field.at(x, t);
    if (velocity.length != x.length) {
      throw new ModelException(
          "the velocity at time %s has %d values for a state of %d: the field does not fit it"
              .formatted(t, velocity.length, x.length));
    }
    requireFinite("velocity", velocity, t);
    return velocity;
  }

  /** The state, if it is made of numbers. */
  double[] checked(double[] state, double t) {
    requireFinite("state", state, t);
    return state;
  }

  int evaluations() {
    return evaluations;
  }

  private void requireFinite(String what, double[] values, double t) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new ModelException(
            "%s: the %s at time %s is %s at index %d (evaluation %d): check the input and the model, or take more steps"
                .formatted(solver, what, t, values[i], i, evaluations));
      }
    }
  }
}
