package io.tomodrift.projectors;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.stack.FloatStack;
import java.util.SplittableRandom;

/**
 * Measures whether the two halves of a projector are transposes of each other: {@code |<A x, y> -
 * <x, A^T y>| / (|A x| |y|)} for random x and y, all sums in double precision.
 *
 * <p>The norms, not the inner product, are the scale: the inner product of random signs may be
 * nearly zero. A matched float32 pair stays below 1e-6 on the CPU and below 1e-5 on a GPU; an
 * unmatched one is at 1e-3 or more.
 */
public final class DotTest {

  private DotTest() {}

  /**
   * Outcome of a test.
   *
   * @param relativeError {@code |forwardInner - adjointInner| / (|A x| |y|)}
   * @param forwardNorm |A x|
   * @param adjointNorm |A^T y|
   * @param forwardInner {@code <A x, y>}
   * @param adjointInner {@code <x, A^T y>}
   */
  public record Result(
      double relativeError,
      double forwardNorm,
      double adjointNorm,
      double forwardInner,
      double adjointInner) {}

  /**
   * Runs the test twice, with values in [0, 1] and with values in [-1, 1], and returns the worse
   * result.
   *
   * @param projector the pair
   * @param slices number of slices, at least 1
   * @param seed seed of x and y
   */
  public static Result run(Projector projector, int slices, long seed) {
    Result positive = run(projector, slices, seed, false);
    Result signed = run(projector, slices, seed + 1, true);
    // Not a plain maximum: a NaN must win.
    return positive.relativeError() <= signed.relativeError()
            || Double.isNaN(signed.relativeError())
        ? signed
        : positive;
  }

  /**
   * Runs the test once.
   *
   * @param projector the pair
   * @param slices number of slices, at least 1
   * @param seed seed of x and y
   * @param signed values in [-1, 1] instead of [0, 1]
   */
  public static Result run(Projector projector, int slices, long seed, boolean signed) {
    ImageGrid grid = projector.grid();
    ScanGeometry geometry = projector.geometry();
    SplittableRandom random = new SplittableRandom(seed);
    FloatStack x = FloatStack.interleaved(slices, grid.rows(), grid.columns());
    FloatStack y = FloatStack.interleaved(slices, geometry.views(), geometry.channels());
    fill(x, random, signed);
    fill(y, random, signed);
    FloatStack forward = FloatStack.interleaved(slices, y.rows(), y.columns());
    FloatStack adjoint = FloatStack.interleaved(slices, x.rows(), x.columns());
    projector.forward(x, forward);
    projector.adjoint(y, adjoint);
    double forwardInner = inner(forward, y);
    double adjointInner = inner(x, adjoint);
    double forwardNorm = Math.sqrt(inner(forward, forward));
    double scale = forwardNorm * Math.sqrt(inner(y, y));
    double difference = Math.abs(forwardInner - adjointInner);
    return new Result(
        difference == 0 ? 0 : difference / scale,
        forwardNorm,
        Math.sqrt(inner(adjoint, adjoint)),
        forwardInner,
        adjointInner);
  }

  private static void fill(FloatStack stack, SplittableRandom random, boolean signed) {
    for (int row = 0; row < stack.rows(); row++) {
      for (int column = 0; column < stack.columns(); column++) {
        for (int slice = 0; slice < stack.slices(); slice++) {
          double value = random.nextDouble();
          stack.set(slice, row, column, (float) (signed ? 2 * value - 1 : value));
        }
      }
    }
  }

  private static double inner(FloatStack a, FloatStack b) {
    double sum = 0;
    for (int row = 0; row < a.rows(); row++) {
      for (int column = 0; column < a.columns(); column++) {
        for (int slice = 0; slice < a.slices(); slice++) {
          sum += (double) a.get(slice, row, column) * b.get(slice, row, column);
        }
      }
    }
    return sum;
  }
}
