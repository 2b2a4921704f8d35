package io.tomodrift.learned.ode;

/** The right side of {@code dx/dt = v(x, t)}, such as a network that predicts velocities. */
@FunctionalInterface
public interface VelocityField {

  /**
   * The velocity at a state and time.
   *
   * @param x state in C order; must be neither changed nor kept
   * @param t time, between the two ends of the integration
   * @return a fresh array as long as {@code x}; the solver keeps it
   */
  double[] at(double[] x, double t);
}
