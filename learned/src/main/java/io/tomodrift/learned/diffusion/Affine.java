package io.tomodrift.learned.diffusion;

/** Weighted sums of images. */
final class Affine {

  private Affine() {}

  /** {@code a x + b y}, a fresh array. */
  static double[] sum(double a, double[] x, double b, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "images of %d and %d values cannot be added".formatted(x.length, y.length));
    }
    double[] sum = new double[x.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = a * x[i] + b * y[i];
    }
    return sum;
  }

  /** {@code x <- x + b y}. */
  static void add(double[] x, double b, double[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] += b * y[i];
    }
  }
}
