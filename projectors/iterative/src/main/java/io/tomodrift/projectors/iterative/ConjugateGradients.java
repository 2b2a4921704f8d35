package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.Projector;
import java.util.Arrays;

/**
 * Conjugate gradients on {@code (A^T W A + mu I) d = A^T W (y - A x)} for each slice, starting at d
 * = 0, with the residual {@code y - A (x + d)} kept. The change d has a stack of its own only where
 * mu is not 0.
 */
final class ConjugateGradients {

  /** Iterations after which the residual is computed afresh, because updates let it drift. */
  private static final int REFRESH = 50;

  private final Problem problem;
  private final Projector projector;
  private final StackMath math;
  private final double mu;
  private final double tolerance;
  private final FloatStack x;
  private final FloatStack d;
  private final FloatStack residual;
  private final FloatStack scratch;
  private final FloatStack direction;
  private final FloatStack gradient;
  private double[] gamma;
  private final double[] firstGamma;
  private final boolean[] stopped;
  private int steps;

  /**
   * Prepares the first direction.
   *
   * @param x starting image, becomes the solution
   * @param xIsZero saves a projection
   * @param mu damping of the change, 0 for none
   * @param tolerance a slice stops once its gradient norm is below this part of the first
   */
  ConjugateGradients(
      Problem problem,
      Projector projector,
      FloatStack x,
      boolean xIsZero,
      double mu,
      double tolerance,
      StackMath math) {
    this.problem = problem;
    this.projector = projector;
    this.math = math;
    this.mu = mu;
    this.tolerance = tolerance;
    this.x = x;
    d = mu > 0 ? problem.newImage() : null;
    residual = problem.newData();
    scratch = problem.newData();
    direction = problem.newImage();
    gradient = problem.newImage();
    stopped = new boolean[problem.slices()];
    if (xIsZero) {
      System.arraycopy(problem.data().data(), 0, residual.data(), 0, residual.data().length);
    } else {
      refreshResidual();
    }
    computeGradient();
    System.arraycopy(gradient.data(), 0, direction.data(), 0, direction.data().length);
    gamma = math.dot(gradient, gradient);
    firstGamma = gamma.clone();
    stopFinished();
  }

  /** Stacks allocated by the constructor. */
  static long memoryBytes(ViewSubsets operator, int slices, double mu) {
    return SolverMemory.stacks(operator, slices, mu > 0 ? 3 : 2, 2);
  }

  private void refreshResidual() {
    projector.forward(x, residual);
    math.subtract(problem.data(), residual, residual);
  }

  private void computeGradient() {
    problem.weights().apply(residual, scratch, math);
    projector.adjoint(scratch, gradient);
    if (d != null) {
      math.axpy(all(-mu), d, gradient);
    }
  }

  private double[] all(double value) {
    double[] values = new double[problem.slices()];
    Arrays.fill(values, value);
    return values;
  }

  private void stopFinished() {
    for (int s = 0; s < stopped.length; s++) {
      stopped[s] |= gamma[s] <= tolerance * tolerance * firstGamma[s];
    }
  }

  /** True if every slice has met the tolerance. */
  boolean finished() {
    for (boolean slice : stopped) {
      if (!slice) {
        return false;
      }
    }
    return true;
  }

  /** One step of every slice that goes on. */
  void step() {
    projector.forward(direction, scratch);
    double[] curvature = problem.weights().norm2(scratch, math);
    double[] damping = d == null ? null : math.dot(direction, direction);
    double[] slope = math.dot(gradient, direction);
    double[] alpha = new double[curvature.length];
    double[] minusAlpha = new double[curvature.length];
    for (int s = 0; s < alpha.length; s++) {
      double total = curvature[s] + (damping == null ? 0 : mu * damping[s]);
      if (!(total > 0)) {
        stopped[s] = true;
      }
      // The slope equals gamma until rounding rules; then only the slope keeps the step downhill.
      alpha[s] = stopped[s] ? 0 : Math.max(slope[s], 0) / total;
      minusAlpha[s] = -alpha[s];
    }
    math.axpy(alpha, direction, x);
    if (d != null) {
      math.axpy(alpha, direction, d);
    }
    steps++;
    if (steps % REFRESH == 0) {
      refreshResidual();
    } else {
      math.axpy(minusAlpha, scratch, residual);
    }
    computeGradient();
    turn(alpha);
  }

  private void turn(double[] alpha) {
    double[] next = math.dot(gradient, gradient);
    double[] beta = new double[next.length];
    for (int s = 0; s < beta.length; s++) {
      beta[s] = stopped[s] || alpha[s] == 0 ? 0 : next[s] / gamma[s];
    }
    math.xpby(gradient, beta, direction);
    gamma = next;
    stopFinished();
  }

  /** {@code 1/2 <r, W r> + mu/2 |d|^2} of every slice. */
  double[] objective() {
    double[] value = problem.weights().norm2(residual, math);
    double[] change = d == null ? null : math.dot(d, d);
    for (int s = 0; s < value.length; s++) {
      value[s] = 0.5 * (value[s] + (change == null ? 0 : mu * change[s]));
    }
    return value;
  }

  /** {@code |y - A x|} of every slice, unweighted, from the kept residual. */
  double[] residualNorm() {
    double[] norm = math.dot(residual, residual);
    for (int s = 0; s < norm.length; s++) {
      norm[s] = Math.sqrt(norm[s]);
    }
    return norm;
  }
}
