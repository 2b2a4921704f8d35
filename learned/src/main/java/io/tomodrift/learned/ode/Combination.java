package io.tomodrift.learned.ode;

import java.util.List;

/** {@code x + h sum_i w_i k_i}. */
final class Combination {

  private Combination() {}

  /** A fresh array; weights of 0 are passed over, and {@code stages} may have more than weights. */
  static double[] of(double[] x, double h, List<Double> weights, List<double[]> stages) {
    double[] sum = x.clone();
    for (int i = 0; i < weights.size(); i++) {
      double factor = h * weights.get(i);
      if (factor != 0) {
        double[] k = stages.get(i);
        for (int n = 0; n < sum.length; n++) {
          sum[n] += factor * k[n];
        }
      }
    }
    return sum;
  }
}
