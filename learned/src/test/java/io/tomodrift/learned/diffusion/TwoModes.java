package io.tomodrift.learned.diffusion;

import java.util.Arrays;

/**
 * A mixture of two normal distributions on a line, with its exact noise: {@code eps = -sigma d/dx
 * log p_t(x)}, where {@code p_t} is the mixture of {@code N(signal m_i, abar s_i^2 + sigma^2)}.
 * Each element of an image is a sample of its own.
 *
 * @param weight share of the left mode
 * @param left its mean
 * @param leftDeviation its standard deviation
 * @param right mean of the right mode
 * @param rightDeviation its standard deviation
 */
record TwoModes(
    double weight, double left, double leftDeviation, double right, double rightDeviation)
    implements NoisePredictor {

  @Override
  public double[] noise(double[] x, NoiseLevel level) {
    double[] noise = new double[x.length];
    double leftVariance = variance(leftDeviation, level);
    double rightVariance = variance(rightDeviation, level);
    for (int i = 0; i < x.length; i++) {
      double toLeft = x[i] - level.signal() * left;
      double toRight = x[i] - level.signal() * right;
      double logOdds =
          Math.log(weight / (1 - weight))
              + 0.5 * Math.log(rightVariance / leftVariance)
              - toLeft * toLeft / (2 * leftVariance)
              + toRight * toRight / (2 * rightVariance);
      double share = 1 / (1 + Math.exp(-logOdds));
      noise[i] =
          level.sigma() * (share * toLeft / leftVariance + (1 - share) * toRight / rightVariance);
    }
    return noise;
  }

  private static double variance(double deviation, NoiseLevel level) {
    return level.alphaBar() * deviation * deviation + level.sigma() * level.sigma();
  }

  /** Distribution function of the clean data. */
  double distribution(double x) {
    return weight * normal((x - left) / leftDeviation)
        + (1 - weight) * normal((x - right) / rightDeviation);
  }

  /** Largest difference of the distribution of samples from that of the data. */
  double kolmogorovSmirnov(double[] samples) {
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    double largest = 0;
    for (int i = 0; i < sorted.length; i++) {
      double expected = distribution(sorted[i]);
      double below = Math.abs(expected - (double) i / sorted.length);
      double above = Math.abs(expected - (double) (i + 1) / sorted.length);
      largest = Math.max(largest, Math.max(below, above));
    }
    return largest;
  }

  /** Largest difference of the distributions of two sets of samples of equal size. */
  static double kolmogorovSmirnov(double[] first, double[] second) {
    double[] a = first.clone();
    double[] b = second.clone();
    Arrays.sort(a);
    Arrays.sort(b);
    int largest = 0;
    for (int i = 0, j = 0; i < a.length && j < b.length; ) {
      if (a[i] <= b[j]) {
        i++;
      } else {
        j++;
      }
      largest = Math.max(largest, Math.abs(i - j));
    }
    return (double) largest / a.length;
  }

  /** Normal numbers at the quantiles {@code (i + 1/2) / n}. */
  static double[] quantiles(int n) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      double below = -9;
      double above = 9;
      for (int k = 0; k < 55; k++) {
        double middle = (below + above) / 2;
        if (normal(middle) < (i + 0.5) / n) {
          below = middle;
        } else {
          above = middle;
        }
      }
      values[i] = (below + above) / 2;
    }
    return values;
  }

  /** Normal distribution function (Abramowitz and Stegun 1964, 26.2.17), exact to 7.5e-8. */
  static double normal(double x) {
    double t = 1 / (1 + 0.2316419 * Math.abs(x));
    double polynomial =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    double tail = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * polynomial;
    return x < 0 ? tail : 1 - tail;
  }
}
