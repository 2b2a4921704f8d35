package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.Projector;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The largest eigenvalue of {@code A^T W A}, which bounds the steps of gradient methods: {@code tau
 * < 2 / L}. <b>Units</b>: mm squared.
 *
 * <p>Power iterations from a positive random image, the same for every slice: A holds no negative
 * weights, so that the wanted eigenvector is positive and never orthogonal to the start. The
 * estimate is from below.
 */
public final class OperatorNorm {

  /** Enough for three digits on scans of any kind. */
  public static final int ITERATIONS = 20;

  private OperatorNorm() {}

  /**
   * Estimates the eigenvalue for every slice.
   *
   * @param projector A
   * @param weights W; with none, one slice serves for all
   * @param slices number of slices
   * @param iterations power iterations, at least 1
   * @param context its seed draws the start
   */
  public static double[] squared(
      Projector projector, RayWeights weights, int slices, int iterations, RunContext context) {
    int different = weights.areNone() ? 1 : slices;
    StackMath math = new StackMath(context);
    FloatStack image =
        FloatStack.interleaved(different, projector.grid().rows(), projector.grid().columns());
    FloatStack data =
        FloatStack.interleaved(
            different, projector.geometry().views(), projector.geometry().channels());
    weights.requireShapeOf(data);
    start(image, context.seed());
    double[] eigenvalue = new double[different];
    for (int k = 0; k < iterations; k++) {
      context.checkCancelled();
      normalise(image, math);
      projector.forward(image, data);
      eigenvalue = weights.norm2(data, math);
      weights.apply(data, data, math);
      projector.adjoint(data, image);
    }
    if (different == slices) {
      return eigenvalue;
    }
    double[] all = new double[slices];
    Arrays.fill(all, eigenvalue[0]);
    return all;
  }

  /** Bytes held while estimating. */
  static long memoryBytes(ViewSubsets operator, int slices) {
    return SolverMemory.stacks(operator, slices, 1, 1);
  }

  private static void start(FloatStack image, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int lanes = image.lanes();
    for (int k = 0; k < image.data().length; k += lanes) {
      Arrays.fill(image.data(), k, k + lanes, (float) (0.5 + random.nextDouble()));
    }
  }

  private static void normalise(FloatStack image, StackMath math) {
    double[] norm = math.dot(image, image);
    for (int s = 0; s < norm.length; s++) {
      norm[s] = norm[s] > 0 ? 1 / Math.sqrt(norm[s]) : 0;
    }
    math.scale(norm, image);
  }
}
