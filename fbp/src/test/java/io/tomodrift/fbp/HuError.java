package io.tomodrift.fbp;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.stack.FloatStack;

/**
 * Differences in HU (1000 HU = 0.02 / mm) within a circle.
 *
 * @param mean mean difference
 * @param max largest absolute difference
 * @param rms root mean square difference
 */
record HuError(double mean, double max, double rms) {

  /** Against a constant. */
  static HuError of(
      FloatStack image, ImageGrid grid, double muPerMm, double xMm, double yMm, double radiusMm) {
    FloatStack truth = FloatStack.planar(1, grid.rows(), grid.columns());
    truth.fill((float) muPerMm);
    return of(image, truth, grid, xMm, yMm, radiusMm);
  }

  /** Against the sum of some bumps, over the whole grid. */
  static HuError of(FloatStack image, ImageGrid grid, Bump... bumps) {
    FloatStack truth = FloatStack.planar(1, grid.rows(), grid.columns());
    for (int j = 0; j < grid.rows(); j++) {
      for (int i = 0; i < grid.columns(); i++) {
        double sum = 0;
        for (Bump bump : bumps) {
          sum += bump.value(grid.xMm(i), grid.yMm(j));
        }
        truth.set(0, j, i, (float) sum);
      }
    }
    return of(image, truth, grid, 0, 0, Double.POSITIVE_INFINITY);
  }

  /** Against another image. */
  static HuError of(
      FloatStack image, FloatStack other, ImageGrid grid, double xMm, double yMm, double radiusMm) {
    double sum = 0;
    double squares = 0;
    double max = 0;
    int count = 0;
    for (int j = 0; j < grid.rows(); j++) {
      for (int i = 0; i < grid.columns(); i++) {
        if (Math.hypot(grid.xMm(i) - xMm, grid.yMm(j) - yMm) <= radiusMm) {
          double hu = ((double) image.get(0, j, i) - other.get(0, j, i)) / 0.02 * 1000;
          sum += hu;
          squares += hu * hu;
          max = Math.max(max, Math.abs(hu));
          count++;
        }
      }
    }
    return new HuError(sum / count, max, Math.sqrt(squares / count));
  }
}
