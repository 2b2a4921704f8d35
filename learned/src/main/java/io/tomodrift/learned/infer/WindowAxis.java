package io.tomodrift.learned.infer;

import java.util.ArrayList;
import java.util.List;

/**
 * The windows along one axis. Starts grow by {@code max(1, floor(window (1 - overlap)))}, the last
 * is moved back so that it ends with the axis; an axis shorter than the window is padded on both
 * sides. Weights are {@code exp(-(i - c)^2 / (2 (0.125 window)^2))}, c the middle, divided by the
 * largest and at least 1e-3.
 */
final class WindowAxis {

  private static final double SIGMA_OF_WINDOW = 0.125;
  private static final double FLOOR = 1e-3;

  private final int length;
  private final int window;
  private final int before;
  private final int[] starts;
  private final double[] weights;
  private final double[] sums;
  private final Padding padding;

  WindowAxis(int length, WindowSide side, Padding padding) {
    this.length = length;
    this.padding = padding;
    window = side.lengthOn(length);
    int padded = Math.max(length, window);
    before = (padded - length) / 2;
    starts = starts(padded, window, side.overlap());
    weights = weights(window);
    sums = new double[padded];
    for (int start : starts) {
      for (int i = 0; i < window; i++) {
        sums[start + i] += weights[i];
      }
    }
  }

  private static int[] starts(int padded, int window, double overlap) {
    int stride = Math.max(1, (int) Math.floor(window * (1 - overlap)));
    List<Integer> found = new ArrayList<>();
    int start = 0;
    while (start < padded - window) {
      found.add(start);
      start += stride;
    }
    found.add(padded - window);
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  private static double[] weights(int window) {
    double sigma = SIGMA_OF_WINDOW * window;
    double middle = (window - 1) / 2.0;
    double[] weights = new double[window];
    double largest = 0;
    for (int i = 0; i < window; i++) {
      double distance = (i - middle) / sigma;
      weights[i] = Math.exp(-0.5 * distance * distance);
      largest = Math.max(largest, weights[i]);
    }
    for (int i = 0; i < window; i++) {
      weights[i] = Math.max(FLOOR, weights[i] / largest);
    }
    return weights;
  }

  /** Voxels of the volume along this axis. */
  int length() {
    return length;
  }

  /** Voxels of the axis with its padding. */
  int padded() {
    return sums.length;
  }

  /** Voxels of a window. */
  int window() {
    return window;
  }

  /** Number of windows. */
  int count() {
    return starts.length;
  }

  /** First padded position of a window. */
  int start(int index) {
    return starts[index];
  }

  /** Weight of a position within a window. */
  double weight(int offset) {
    return weights[offset];
  }

  /** Weights of all windows at a padded position, added. */
  double sum(int paddedPosition) {
    return sums[paddedPosition];
  }

  /** The voxel at a padded position, {@link Padding#NONE} if it is padding without one. */
  int source(int paddedPosition) {
    return padding.source(paddedPosition - before, length);
  }

  /** Padded position of a voxel. */
  int paddedPosition(int voxel) {
    return voxel + before;
  }
}
