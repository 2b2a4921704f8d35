package io.tomodrift.projectors.cpu;

/**
 * The low-pass filter over views that lets one view stand for several: a sinc with a Kaiser window,
 * cut off at half the rate of the views that remain.
 */
final class ViewDecimation {
  /** Most views that one stands for. */
  static final int LARGEST_FACTOR = 16;

  /** Length of the filter in views that remain. */
  private static final double LENGTH = 6;

  private static final double KAISER_BETA = 4.5;

  private ViewDecimation() {}

  /** Views on either side of its middle that the filter of a factor reaches. */
  static int reach(int factor) {
    return factor == 1 ? 0 : (int) Math.ceil(LENGTH * factor / 2) - 1;
  }

  /**
   * Weights of views {@code -reach} to {@code reach}. Those of the views a whole number of steps
   * apart add up to one, so that every view counts once, whichever the views that remain.
   */
  static double[] filter(int factor) {
    int reach = reach(factor);
    double[] weights = new double[2 * reach + 1];
    for (int k = -reach; k <= reach; k++) {
      double part = (double) k / (reach + 1);
      double window = bessel(KAISER_BETA * Math.sqrt(1 - part * part)) / bessel(KAISER_BETA);
      weights[k + reach] = sinc((double) k / factor) * window;
    }
    for (int phase = 0; phase < factor; phase++) {
      double sum = 0;
      for (int k = phase; k < weights.length; k += factor) {
        sum += weights[k];
      }
      for (int k = phase; k < weights.length; k += factor) {
        weights[k] /= sum;
      }
    }
    return weights;
  }

  /**
   * The largest factor not above a limit that divides the number of views.
   *
   * @param limit largest factor wanted; 1 is always possible
   */
  static int factor(double limit, int views) {
    int factor = (int) Math.max(1, Math.min(limit, LARGEST_FACTOR));
    while (views % factor != 0) {
      factor--;
    }
    return factor;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  /** The modified Bessel function I0 by its series, for arguments below 10. */
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; k < 40; k++) {
      term *= x / (2 * k) * (x / (2 * k));
      sum += term;
    }
    return sum;
  }
}
