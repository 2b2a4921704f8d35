package io.tomodrift.sinograms.check;

import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.StoredScale;

/**
 * Views held in memory. They are read between rows by linear, between columns by cubic
 * interpolation, after a smoothing along the columns by (1, 2, 1) / 4: without it the interpolation
 * would remove more noise halfway between two columns than on one, and the comparison would favour
 * halfway.
 */
final class LoadedViews {

  /** Variance that the smoothing leaves of white noise. */
  static final double SMOOTHED = 6.0 / 16;

  private final int columns;
  private final int rows;
  private final short[][] stored;
  private final float[] slope;
  private final float[] intercept;

  LoadedViews(ConeDetector detector, int views) {
    columns = detector.columns();
    rows = detector.rows();
    stored = new short[views][];
    slope = new float[views];
    intercept = new float[views];
  }

  void set(int view, short[] values, StoredScale scale) {
    slope[view] = (float) scale.slope();
    intercept[view] = (float) scale.intercept();
    stored[view] = values;
  }

  /** True if a view is in memory and holds this position and its neighbours. */
  boolean covers(int view, RayPosition at) {
    return stored[view] != null
        && at.column >= 2
        && at.column < columns - 3
        && (rows == 1 ? Math.abs(at.row) <= 0.5 : at.row >= 0 && at.row < rows - 1);
  }

  /** The smoothed line integral at a position, which must be covered. */
  double value(int view, RayPosition at) {
    int column = (int) at.column;
    double[] taps = taps(at.column - column);
    double sum = 0;
    for (int t = 0; t < taps.length; t++) {
      sum += taps[t] * column(view, column + t - 2, at.row);
    }
    return sum;
  }

  /** Variance of {@link #value} if every element has noise of variance 1. */
  double variance(RayPosition at) {
    double sum = 0;
    for (double tap : taps(at.column - Math.floor(at.column))) {
      sum += tap * tap;
    }
    return sum * rowVariance(at.row);
  }

  /** Cubic interpolation of Lagrange after smoothing by (1, 2, 1) / 4: six columns from -2 to 3. */
  private static double[] taps(double f) {
    double[] cubic = {
      0,
      0,
      -f * (f - 1) * (f - 2) / 6,
      (f + 1) * (f - 1) * (f - 2) / 2,
      -(f + 1) * f * (f - 2) / 2,
      (f + 1) * f * (f - 1) / 6,
      0,
      0
    };
    double[] taps = new double[6];
    for (int t = 0; t < taps.length; t++) {
      taps[t] = (cubic[t] + 2 * cubic[t + 1] + cubic[t + 2]) / 4;
    }
    return taps;
  }

  /** Square of the second difference along the columns, as the variance of the noise behind it. */
  double noise(int view, RayPosition at) {
    int column = (int) at.column;
    double second =
        column(view, column - 1, at.row)
            - 2 * column(view, column, at.row)
            + column(view, column + 1, at.row);
    return second * second / 6 / rowVariance(at.row);
  }

  private double rowVariance(double row) {
    return rows == 1 ? 1 : linear(row - Math.floor(row));
  }

  private static double linear(double f) {
    return f * f + (1 - f) * (1 - f);
  }

  private double column(int view, int column, double row) {
    int base = column * rows;
    if (rows == 1) {
      return intercept[view] + slope[view] * (stored[view][base] & 0xffff);
    }
    int first = (int) row;
    double g = row - first;
    double mixed =
        (1 - g) * (stored[view][base + first] & 0xffff)
            + g * (stored[view][base + first + 1] & 0xffff);
    return intercept[view] + slope[view] * mixed;
  }
}
