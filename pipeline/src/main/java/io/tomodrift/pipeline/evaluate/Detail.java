package io.tomodrift.pipeline.evaluate;

import io.tomodrift.formats.png.DisplayWindow;
import io.tomodrift.pipeline.report.SliceImage;

/**
 * A square of a slice that is worth enlarging: where the most structure can be seen in a window.
 *
 * @param row first row
 * @param column first column
 * @param size side, pixels
 */
record Detail(int row, int column, int size) {

  private static final double SHARE = 0.28;
  private static final int SMALLEST = 8;
  private static final int STEPS = 8;

  /** Finds the square with the largest sum of grey differences of neighbours. */
  static Detail of(SliceImage slice, DisplayWindow window) {
    int shorter = Math.min(slice.rows(), slice.columns());
    int size = Math.min(shorter, Math.max(SMALLEST, (int) Math.round(SHARE * shorter)));
    double[] sums = sums(slice, window);
    int step = Math.max(1, size / STEPS);
    Detail best = new Detail((slice.rows() - size) / 2, (slice.columns() - size) / 2, size);
    double most = best.sum(sums, slice.columns());
    for (int r = 0; r + size <= slice.rows(); r += step) {
      for (int c = 0; c + size <= slice.columns(); c += step) {
        Detail one = new Detail(r, c, size);
        double sum = one.sum(sums, slice.columns());
        if (sum > most) {
          most = sum;
          best = one;
        }
      }
    }
    return best;
  }

  /** The part of a slice. */
  SliceImage of(SliceImage slice) {
    return slice.crop(row, column, size, size);
  }

  /** Row through the middle. */
  int middleRow() {
    return row + size / 2;
  }

  /** Sums of grey differences over all pixels above and left, with a margin of zeros. */
  private static double[] sums(SliceImage slice, DisplayWindow window) {
    int columns = slice.columns();
    float[] values = slice.values();
    double[] sums = new double[(slice.rows() + 1) * (columns + 1)];
    for (int r = 0; r < slice.rows(); r++) {
      for (int c = 0; c < columns; c++) {
        int i = r * columns + c;
        double grey = window.fraction(values[i]);
        double right = c + 1 < columns ? window.fraction(values[i + 1]) : grey;
        double below = r + 1 < slice.rows() ? window.fraction(values[i + columns]) : grey;
        // Steps over the whole window, skin and bone, would win everywhere else.
        double change =
            Math.min(0.3, Math.abs(right - grey)) + Math.min(0.3, Math.abs(below - grey));
        int at = (r + 1) * (columns + 1) + c + 1;
        sums[at] = change + sums[at - 1] + sums[at - columns - 1] - sums[at - columns - 2];
      }
    }
    return sums;
  }

  private double sum(double[] sums, int columns) {
    int stride = columns + 1;
    return sums[(row + size) * stride + column + size]
        - sums[row * stride + column + size]
        - sums[(row + size) * stride + column]
        + sums[row * stride + column];
  }
}
