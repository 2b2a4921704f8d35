package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.run.RunContext;

/**
 * SIRT over ordered subsets of the views: for each subset s in bit-reversed order {@code x +=
 * relaxation C_s A_s^T R_s (y_s - A_s x)} with the sums of the subset alone. About as many times
 * faster than {@link Sirt} as there are subsets; on inconsistent data it settles only because the
 * relaxation decays.
 *
 * <p>Logged objective: {@code 1/2 <y - A x, R (y - A x)>}. Entry k before the last adds what each
 * subset saw just before its own step of iteration k + 1; the last entry is evaluated at the
 * result. It may rise. Takes no ray weights.
 *
 * <p><b>Reference</b>: Wang and Jiang 2004, J. X-Ray Sci. Technol. 12:169 (OS-SART).
 *
 * @param iterations passes over all views, at least 1
 * @param relaxation of the first pass, between 0 and 2, exclusive
 * @param decay factor on the relaxation from pass to pass, above 0, at most 1
 * @param nonNegative replace negative values by 0 after every subset
 */
public record OsSart(int iterations, double relaxation, double decay, boolean nonNegative)
    implements IterativeSolver {

  /** Checks the values. */
  public OsSart {
    SartIteration.requireSettings(iterations, relaxation, decay);
  }

  /** Relaxation 0.9 falling by 5 % a pass, no constraint. */
  public OsSart(int iterations) {
    this(iterations, 0.9, 0.95, false);
  }

  @Override
  public String name() {
    return "OS-SART";
  }

  @Override
  public long memoryBytes(ViewSubsets operator, int slices, RunContext context) {
    return SartIteration.memoryBytes(operator, slices);
  }

  @Override
  public Solution solve(Problem problem, RunContext context) {
    SolverMemory.require(
        name(),
        problem.operator(),
        problem.slices(),
        n -> memoryBytes(problem.operator(), n, context),
        context);
    return new SartIteration(name(), problem, nonNegative, context)
        .run(iterations, relaxation, decay);
  }
}
