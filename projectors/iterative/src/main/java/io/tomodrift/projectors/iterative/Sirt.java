package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.run.RunContext;

/**
 * Simultaneous iterative reconstruction: {@code x += relaxation C A^T R (y - A x)} with {@code R =
 * 1 / (A 1)} and {@code C = 1 / (A^T 1)}; rays and pixels that meet nothing get weight 0.
 *
 * <p>Objective: {@code 1/2 <y - A x, R (y - A x)>}, which never rises, with the constraint or
 * without. <b>Accuracy</b>: every iterate within 1e-5 of the largest value of dense linear algebra
 * in double precision. Takes no ray weights.
 *
 * <p><b>Reference</b>: Gilbert 1972, J. Theor. Biol. 36:105; convergence: Gregor and Benson 2008,
 * IEEE TMI 27(7):918.
 *
 * @param iterations number of iterations, at least 1
 * @param relaxation between 0 and 2, exclusive
 * @param nonNegative replace negative values by 0 after every iteration
 */
public record Sirt(int iterations, double relaxation, boolean nonNegative)
    implements IterativeSolver {

  /** Checks the values. */
  public Sirt {
    SartIteration.requireSettings(iterations, relaxation, 1);
  }

  /** Relaxation 1, no constraint. */
  public Sirt(int iterations) {
    this(iterations, 1, false);
  }

  @Override
  public String name() {
    return "SIRT";
  }

  @Override
  public long memoryBytes(ViewSubsets operator, int slices, RunContext context) {
    return SartIteration.memoryBytes(operator, slices);
  }

  @Override
  public Solution solve(Problem problem, RunContext context) {
    problem.whole(name());
    SolverMemory.require(
        name(),
        problem.operator(),
        problem.slices(),
        n -> memoryBytes(problem.operator(), n, context),
        context);
    return new SartIteration(name(), problem, nonNegative, context).run(iterations, relaxation, 1);
  }
}
