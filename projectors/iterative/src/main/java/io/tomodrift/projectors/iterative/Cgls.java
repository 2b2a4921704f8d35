package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;

/**
 * Conjugate gradients on the (weighted) normal equations {@code A^T W A x = A^T W y}, with step
 * lengths of their own for every slice. The residual is computed afresh every 50 iterations.
 *
 * <p>Objective: {@code 1/2 <y - A x, W (y - A x)>}, which never rises. A slice whose gradient has
 * fallen to the tolerance stands still while the others go on. The image takes up noise as the
 * iterations go on: their number is the regulariser. <b>Accuracy</b>: the first iterates within
 * 1e-5 of the largest value of the same recurrence in double precision. Takes ray weights.
 *
 * <p><b>Reference</b>: Hestenes and Stiefel 1952, J. Res. NBS 49:409; Bjorck 1996, Numerical
 * Methods for Least Squares Problems, algorithm 7.4.1.
 *
 * @param iterations most iterations, at least 1
 * @param tolerance a slice stops once {@code |A^T W r|} is at most this part of its first value; 0
 *     to stop only at exact zero
 */
public record Cgls(int iterations, double tolerance) implements IterativeSolver {

  /** Checks the values. */
  public Cgls {
    if (iterations < 1) {
      throw new IllegalArgumentException("iterations must be at least 1, got " + iterations);
    }
    if (!(tolerance >= 0 && tolerance < 1)) {
      throw new IllegalArgumentException("tolerance must be in [0, 1), got " + tolerance);
    }
  }

  /** Stops at a gradient of 1e-6 of the first, where float32 has nothing more to give. */
  public Cgls(int iterations) {
    this(iterations, 1e-6);
  }

  @Override
  public String name() {
    return "CGLS";
  }

  @Override
  public long memoryBytes(ViewSubsets operator, int slices, RunContext context) {
    return SolverMemory.stacks(operator, slices, 1, 0)
        + ConjugateGradients.memoryBytes(operator, slices, 0)
        + operator.workspaceBytes(slices);
  }

  @Override
  public Solution solve(Problem problem, RunContext context) {
    var projector = problem.whole(name());
    SolverMemory.require(
        name(),
        problem.operator(),
        problem.slices(),
        n -> memoryBytes(problem.operator(), n, context),
        context);
    FloatStack x = problem.firstImage();
    Logbook log = new Logbook();
    ConjugateGradients steps =
        new ConjugateGradients(
            problem, projector, x, problem.start().isEmpty(), 0, tolerance, new StackMath(context));
    log.add(0, steps.objective());
    for (int k = 1; k <= iterations && !steps.finished(); k++) {
      context.checkCancelled();
      steps.step();
      log.add(k, steps.objective());
      context.progress().progress(name(), k, iterations);
    }
    return new Solution(x, log.entries());
  }
}
