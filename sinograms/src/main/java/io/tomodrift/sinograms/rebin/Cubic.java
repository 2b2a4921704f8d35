package io.tomodrift.sinograms.rebin;

/** Cubic convolution, Keys 1981 with a = -1/2. */
final class Cubic {

  private Cubic() {}

  /** Weights of the samples at -1, 0, 1 and 2 for a value at t, 0 to 1. */
  static void weights(double t, double[] weights) {
    double s = 1 - t;
    weights[0] = -0.5 * t * s * s;
    weights[1] = 1 + t * t * (1.5 * t - 2.5);
    weights[2] = 1 + s * s * (1.5 * s - 2.5);
    weights[3] = -0.5 * s * t * t;
  }
}
