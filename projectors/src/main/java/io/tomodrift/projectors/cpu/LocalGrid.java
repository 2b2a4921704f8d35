package io.tomodrift.projectors.cpu;

/**
 * Reads a projection at points closer than its channels, so that linear interpolation between these
 * points repeats linear interpolation between the channels: a linear interpolation followed by
 * {@code (-a, 1 + 2 a, -a)} over the points, which gives back what the second one takes from high
 * frequencies.
 */
final class LocalGrid {
  /** Points in a channel. */
  static final int POINTS = 3;

  /** Channels that a point is read from, the second of which is at or before it. */
  static final int TAPS = 4;

  /** a: the gain is right to second order for 1/12; this is best at frequencies of Hann's peak. */
  private static final double EMPHASIS = 0.09;

  private LocalGrid() {}

  /**
   * Weights of the channels around a point.
   *
   * @param fraction of a channel that the point lies beyond the second of its channels, in [0, 1)
   * @param weights receives {@link #TAPS} values
   */
  static void weights(double fraction, float[] weights) {
    double step = 1.0 / POINTS;
    for (int k = 0; k < TAPS; k++) {
      double x = k - 1 - fraction;
      double beside = triangle(x - step) + triangle(x + step);
      weights[k] = (float) ((1 + 2 * EMPHASIS) * triangle(x) - EMPHASIS * beside);
    }
  }

  private static double triangle(double x) {
    return Math.max(0, 1 - Math.abs(x));
  }
}
