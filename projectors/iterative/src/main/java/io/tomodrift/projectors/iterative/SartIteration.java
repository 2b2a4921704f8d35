package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.Projector;

/** The iteration shared by {@link Sirt}, which is the case of one subset, and {@link OsSart}. */
final class SartIteration {

  private final Problem problem;
  private final boolean nonNegative;
  private final RunContext context;
  private final StackMath math;
  private final Logbook log;
  private final String name;
  private final SubsetResidual residuals;

  SartIteration(String name, Problem problem, boolean nonNegative, RunContext context) {
    problem.requireNoWeights(name);
    this.name = name;
    this.problem = problem;
    this.nonNegative = nonNegative;
    this.context = context;
    math = new StackMath(context);
    log = new Logbook();
    residuals = new SubsetResidual(problem);
  }

  static void requireSettings(int iterations, double relaxation, double decay) {
    if (iterations < 1) {
      throw new IllegalArgumentException("iterations must be at least 1, got " + iterations);
    }
    if (!(relaxation > 0 && relaxation < 2)) {
      throw new IllegalArgumentException(
          "relaxation must be between 0 and 2, exclusive, got " + relaxation);
    }
    if (!(decay > 0 && decay <= 1)) {
      throw new IllegalArgumentException("decay must be above 0 and at most 1, got " + decay);
    }
  }

  /** Image, update and residual, and the weights, which have one value for all slices. */
  static long memoryBytes(ViewSubsets operator, int slices) {
    return SolverMemory.stacks(operator, slices, 2, 0)
        + SubsetResidual.bytes(operator, slices)
        + operator.sumsBytes()
        + operator.workspaceBytes(slices);
  }

  Solution run(int iterations, double relaxation, double decay) {
    int[] order = problem.operator().visitingOrder();
    FloatStack x = problem.firstImage();
    FloatStack update = problem.newImage();
    double step = relaxation;
    boolean zero = problem.start().isEmpty();
    for (int k = 0; k < iterations; k++) {
      double[] objective = new double[problem.slices()];
      for (int subset : order) {
        context.checkCancelled();
        add(residual(subset, x, zero), objective);
        zero = false;
        problem.operator().projector(subset).adjoint(residuals.buffer(subset), update);
        step(x, update, problem.operator().sums(subset).perPixel(), (float) step);
      }
      log(k, iterations, objective);
      step *= decay;
    }
    double[] objective = new double[problem.slices()];
    for (int subset : order) {
      add(residual(subset, x, false), objective);
    }
    log(iterations, iterations, objective);
    return new Solution(x, log.entries());
  }

  private void log(int iteration, int iterations, double[] objective) {
    log.add(iteration, objective);
    context.progress().progress(name, iteration, iterations);
  }

  /**
   * Leaves {@code R (y - A x)} in the subset's buffer and returns its product with the residual.
   */
  private double[] residual(int subset, FloatStack x, boolean xIsZero) {
    FloatStack r = residuals.buffer(subset);
    Projector projector = problem.operator().projector(subset);
    if (xIsZero) {
      r.fill(0);
    } else {
      projector.forward(x, r);
    }
    float[] rays = problem.operator().sums(subset).perRay();
    float[] y = problem.data().data();
    float[] v = r.data();
    int lanes = r.lanes();
    return math.sums(
        r,
        (from, to, sums) -> {
          for (int k = from; k < to; k++) {
            float weight = rays[k];
            int at = residuals.wholePosition(subset, k) * lanes;
            for (int s = 0, i = k * lanes; s < lanes; s++, i++) {
              float difference = y[at + s] - v[i];
              v[i] = weight * difference;
              sums[s] += 0.5 * (double) v[i] * difference;
            }
          }
        });
  }

  private void step(FloatStack x, FloatStack update, float[] pixels, float relaxation) {
    float[] u = x.data();
    float[] v = update.data();
    int lanes = x.lanes();
    float floor = nonNegative ? 0 : Float.NEGATIVE_INFINITY;
    if (lanes == 1) {
      math.each(
          x,
          (from, to) -> {
            for (int k = from; k < to; k++) {
              u[k] = Math.max(floor, u[k] + relaxation * pixels[k] * v[k]);
            }
          });
      return;
    }
    math.each(
        x,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            float weight = relaxation * pixels[k];
            for (int i = k * lanes; i < (k + 1) * lanes; i++) {
              u[i] = Math.max(floor, u[i] + weight * v[i]);
            }
          }
        });
  }

  private static void add(double[] part, double[] sum) {
    for (int s = 0; s < sum.length; s++) {
      sum[s] += part[s];
    }
  }
}
