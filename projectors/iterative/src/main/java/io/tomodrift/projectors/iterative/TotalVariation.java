package io.tomodrift.projectors.iterative;

import java.util.Arrays;

/**
 * Isotropic total variation of a planar image, {@code sum sqrt(dx^2 + dy^2)} over forward
 * differences with none across the border, and its proximal map.
 *
 * <p><b>Reference</b>: Rudin, Osher and Fatemi 1992, Physica D 60:259; proximal map by the fast
 * gradient projection of Beck and Teboulle 2009, IEEE TIP 18(11):2419.
 */
final class TotalVariation {

  /** Bound on the squared norm of the differences of a two-dimensional image. */
  private static final float NORM2 = 8;

  private final int rows;
  private final int columns;
  private final int steps;
  private final boolean nonNegative;
  private final float[] image;
  private final float[] down;
  private final float[] right;
  private final float[] downAhead;
  private final float[] rightAhead;

  /** Scratch for images of one size. */
  TotalVariation(int rows, int columns, int steps, boolean nonNegative) {
    this.rows = rows;
    this.columns = columns;
    this.steps = steps;
    this.nonNegative = nonNegative;
    image = new float[rows * columns];
    down = new float[rows * columns];
    right = new float[rows * columns];
    downAhead = new float[rows * columns];
    rightAhead = new float[rows * columns];
  }

  /** Bytes of one object. */
  static long bytes(int rows, int columns) {
    return 5L * Float.BYTES * rows * columns;
  }

  static double of(float[] values, int rows, int columns) {
    double sum = 0;
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i < columns; i++) {
        int k = j * columns + i;
        double dy = j + 1 < rows ? values[k + columns] - values[k] : 0;
        double dx = i + 1 < columns ? values[k + 1] - values[k] : 0;
        sum += Math.sqrt(dx * dx + dy * dy);
      }
    }
    return sum;
  }

  /**
   * Replaces values by the minimiser u of {@code 1/2 |u - values|^2 + strength TV(u)}, over u not
   * negative if asked, as far as the steps reach.
   */
  void proximal(float[] values, float strength) {
    if (!(strength > 0)) {
      clip(values);
      return;
    }
    Arrays.fill(down, 0);
    Arrays.fill(right, 0);
    Arrays.fill(downAhead, 0);
    Arrays.fill(rightAhead, 0);
    double t = 1;
    for (int k = 0; k < steps; k++) {
      primal(values, downAhead, rightAhead, strength);
      double next = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
      ascend(1 / (NORM2 * strength), (float) ((t - 1) / next));
      t = next;
    }
    primal(values, down, right, strength);
    System.arraycopy(image, 0, values, 0, values.length);
  }

  /** {@code image = values + strength div(p, q)}, clipped. */
  private void primal(float[] values, float[] p, float[] q, float strength) {
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i < columns; i++) {
        int k = j * columns + i;
        float divergence = p[k] - (j > 0 ? p[k - columns] : 0) + q[k] - (i > 0 ? q[k - 1] : 0);
        image[k] = values[k] + strength * divergence;
      }
    }
    clip(image);
  }

  private void clip(float[] values) {
    if (nonNegative) {
      for (int k = 0; k < values.length; k++) {
        values[k] = Math.max(values[k], 0);
      }
    }
  }

  /** A projected gradient step of the dual and its extrapolation. */
  private void ascend(float step, float momentum) {
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i < columns; i++) {
        int k = j * columns + i;
        // Differences across the border stay 0, so that no flow crosses it.
        float p = j + 1 < rows ? downAhead[k] + step * (image[k + columns] - image[k]) : 0;
        float q = i + 1 < columns ? rightAhead[k] + step * (image[k + 1] - image[k]) : 0;
        float scale = 1 / Math.max(1, (float) Math.sqrt(p * p + q * q));
        p *= scale;
        q *= scale;
        downAhead[k] = p + momentum * (p - down[k]);
        rightAhead[k] = q + momentum * (q - right[k]);
        down[k] = p;
        right[k] = q;
      }
    }
  }
}
