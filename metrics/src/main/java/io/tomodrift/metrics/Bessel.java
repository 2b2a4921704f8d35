package io.tomodrift.metrics;

/**
 * Bessel functions of the first kind by the trapezoidal rule on {@code J_n(x) = 1/pi integral_0^pi
 * cos(n t - x sin t) dt} (Bessel 1824), which converges exponentially once there are more points
 * than x; absolute error below 1e-13 for |x| up to 1000.
 */
final class Bessel {

  private Bessel() {}

  static double j0(double x) {
    int points = points(x);
    double sum = 0;
    for (int k = 0; k < points; k++) {
      sum += Math.cos(x * Math.sin(Math.PI * (k + 0.5) / points));
    }
    return sum / points;
  }

  static double j1(double x) {
    int points = points(x);
    double sum = 0;
    for (int k = 0; k < points; k++) {
      double t = Math.PI * (k + 0.5) / points;
      sum += Math.sin(x * Math.sin(t)) * Math.sin(t);
    }
    return sum / points;
  }

  private static int points(double x) {
    return 20 + (int) (0.75 * Math.abs(x));
  }
}
