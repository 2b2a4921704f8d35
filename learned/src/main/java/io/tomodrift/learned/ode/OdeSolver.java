package io.tomodrift.learned.ode;

import io.tomodrift.geometry.error.ModelException;

/**
 * Integrates {@code dx/dt = v(x, t)} from one time to another, forwards or backwards. Solvers are
 * values without state: one may serve several threads, if the field may.
 */
public sealed interface OdeSolver permits RungeKutta, AdamsBashforth, DormandPrince {

  /** Name in configurations. */
  String id();

  /** Order of the formula: the error of a step of length {@code h} is of order {@code h^(p+1)}. */
  int order();

  /** Evaluations of the field in a step that is accepted. */
  int evaluationsPerStep();

  /**
   * Integrates.
   *
   * @param field the velocity
   * @param start state at {@code from}, in C order; it stays as it is
   * @param from first time
   * @param to last time, before or after the first one
   * @param steps number of equal steps, or the first guess of it if the solver adapts its steps
   * @throws IllegalArgumentException for fewer than one step, or times that are not finite or equal
   * @throws ModelException if the field gives an infinite value or no number, or one too few; the
   *     message names the time
   */
  Solution solve(VelocityField field, double[] start, double from, double to, int steps);
}
