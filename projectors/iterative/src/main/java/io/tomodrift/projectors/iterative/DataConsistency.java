package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.projectors.Projector;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Steps that pull an image z, for example one a learned model refined, towards the measured data y.
 * Images handed in are not changed; every step reports {@code |A z - y|} before and after.
 *
 * <p><b>Shape</b>: images {@code [row][column][lane]}, data {@code [view][channel][lane]}, all
 * INTERLEAVED. <b>Accuracy</b>: within 1e-5 of the largest value of dense linear algebra in double
 * precision. <b>Threading</b>: as {@link IterativeSolver}.
 */
public final class DataConsistency {

  private final ViewSubsets operator;
  private final Projector projector;
  private final FloatStack data;
  private final RayWeights weights;
  private final RunContext context;
  private final StackMath math;

  /**
   * Binds the steps to measured data.
   *
   * @param projector A
   * @param data y, finite, not copied
   * @param weights W
   * @param context threads, budget, cancellation
   */
  public DataConsistency(
      Projector projector, FloatStack data, RayWeights weights, RunContext context) {
    operator = ViewSubsets.whole(projector);
    this.projector = projector;
    this.data = data;
    this.weights = Objects.requireNonNull(weights, "weights");
    this.context = Objects.requireNonNull(context, "context");
    math = new StackMath(context);
    var unused = Problem.of(projector, data).withWeights(weights);
  }

  /**
   * One gradient step: {@code z - tau A^T W (A z - y)}.
   *
   * @param z the image
   * @param tau step length in 1/mm^2, the same for all slices; the residual falls for {@code 0 <
   *     tau < 2 / L}, see {@link OperatorNorm}
   * @throws io.tomodrift.geometry.error.ResourceException if the memory budget is too small
   */
  public Consistency gradientStep(FloatStack z, double tau) {
    Problem problem = problem(z);
    if (!(tau > 0 && tau < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("tau must be positive and finite, got " + tau);
    }
    require("a gradient step", 2, 1);
    FloatStack residual = problem.newData();
    List<Double> before = residual(z, residual);
    weights.apply(residual, residual, math);
    FloatStack gradient = problem.newImage();
    projector.adjoint(residual, gradient);
    FloatStack image = z.copy();
    double[] steps = new double[z.slices()];
    Arrays.fill(steps, tau);
    math.axpy(steps, gradient, image);
    return new Consistency(image, before, residual(image, residual));
  }

  /**
   * Adds the change d that {@code steps} conjugate-gradient steps find for {@code (A^T W A + mu I)
   * d = A^T W (y - A z)}: a projection onto the data for small mu, a proximal step for larger.
   *
   * @param z the image
   * @param steps 3 to 5 are usual
   * @param mu weight of the change in mm^2, 0 for none
   * @throws io.tomodrift.geometry.error.ResourceException if the memory budget is too small
   */
  public Consistency conjugateGradients(FloatStack z, int steps, double mu) {
    Problem problem = problem(z);
    if (steps < 1 || !(mu >= 0 && mu < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "steps must be at least 1 and mu not negative, got %d and %s".formatted(steps, mu));
    }
    require("conjugate gradients", mu > 0 ? 4 : 3, 2);
    FloatStack image = z.copy();
    ConjugateGradients gradients =
        new ConjugateGradients(problem, projector, image, false, mu, 0, math);
    List<Double> before = list(gradients.residualNorm());
    for (int k = 0; k < steps && !gradients.finished(); k++) {
      context.checkCancelled();
      gradients.step();
    }
    return new Consistency(image, before, list(gradients.residualNorm()));
  }

  /**
   * Accepts of the change from x to z only what the scan does not see: {@code x + (I - A^+ A)(z -
   * x)}. If x agrees with the data, so does the result, as far as the pseudo-inverse is one.
   *
   * @param x the image that agrees with the data
   * @param z the changed image
   * @param inverse A^+, for example filtered back projection
   * @return image, and the residual of z before, of the result after
   * @throws io.tomodrift.geometry.error.ResourceException if the memory budget is too small
   */
  public Consistency nullSpaceStep(FloatStack x, FloatStack z, PseudoInverse inverse) {
    Problem problem = problem(z);
    var unused = problem(x);
    require("a null-space step", 3, 1);
    FloatStack residual = problem.newData();
    List<Double> before = residual(z, residual);
    FloatStack change = problem.newImage();
    math.subtract(z, x, change);
    projector.forward(change, residual);
    FloatStack seen = inverse.apply(residual).toLayout(SliceLayout.INTERLEAVED);
    if (!seen.sameShape(z)) {
      throw new IllegalArgumentException(
          "the pseudo-inverse gave %s, the image is %s".formatted(seen, z));
    }
    math.subtract(z, seen, change);
    return new Consistency(change, before, residual(change, residual));
  }

  /** {@code |A z - y|} of each slice, without weights. */
  public List<Double> residual(FloatStack z) {
    Problem problem = problem(z);
    require("a residual", 0, 1);
    return residual(z, problem.newData());
  }

  private Problem problem(FloatStack z) {
    return Problem.of(projector, data).withWeights(weights).startingAt(z);
  }

  private void require(String step, int images, int datas) {
    SolverMemory.require(
        step,
        operator,
        data.slices(),
        n -> SolverMemory.stacks(operator, n, images, datas),
        context);
  }

  /** Leaves {@code y - A z} in {@code out} and returns its norms. */
  private List<Double> residual(FloatStack z, FloatStack out) {
    projector.forward(z, out);
    math.subtract(data, out, out);
    double[] norm = math.dot(out, out);
    for (int s = 0; s < norm.length; s++) {
      norm[s] = Math.sqrt(norm[s]);
    }
    return list(norm);
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
