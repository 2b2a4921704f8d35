package io.tomodrift.metrics;

import java.util.Locale;

/**
 * Conventions of the structural similarity index. Published numbers differ in these, so they are
 * part of every result.
 *
 * @param window shape of the window
 * @param size side of the window, pixels, odd
 * @param sigmaPixels standard deviation of a Gaussian window, pixels; ignored for UNIFORM
 * @param k1 stabilises the luminance term: C1 = (k1 L)^2
 * @param k2 stabilises the contrast term: C2 = (k2 L)^2
 * @param covariance divisor of variances and covariance
 */
public record SsimSettings(
    Window window, int size, double sigmaPixels, double k1, double k2, Covariance covariance) {

  /** Shape of the window. */
  public enum Window {
    /** Separable Gaussian, cut at the window's side and normalised. */
    GAUSSIAN,
    /** All weights equal. */
    UNIFORM
  }

  /** Divisor of the second moments. */
  public enum Covariance {
    /** Weighted mean of squares minus squared mean. */
    POPULATION,
    /** The same times n/(n - 1), n being the number of pixels in the window. */
    SAMPLE
  }

  /** Checks the values. */
  public SsimSettings {
    if (size < 3 || size % 2 == 0) {
      throw new IllegalArgumentException(
          "an SSIM window has an odd side of 3 or more, got " + size);
    }
    if (window == Window.GAUSSIAN && !(sigmaPixels > 0)) {
      throw new IllegalArgumentException("sigmaPixels must be positive, got " + sigmaPixels);
    }
    if (!(k1 > 0 && k2 > 0)) {
      throw new IllegalArgumentException(
          "k1 and k2 must be positive, got %s, %s".formatted(k1, k2));
    }
    if (window == Window.GAUSSIAN && covariance == Covariance.SAMPLE) {
      throw new IllegalArgumentException("sample covariance is defined for uniform windows only");
    }
  }

  /** Gaussian 11, sigma 1.5, K = (0.01, 0.03), population covariance (Wang et al. 2004). */
  public static SsimSettings standard() {
    return gaussian(11, 1.5);
  }

  /** As {@link #standard()} with another Gaussian window. */
  public static SsimSettings gaussian(int size, double sigmaPixels) {
    return new SsimSettings(Window.GAUSSIAN, size, sigmaPixels, 0.01, 0.03, Covariance.POPULATION);
  }

  /**
   * Uniform window with sample covariance, K = (0.01, 0.03): scikit-image's default with size 7.
   */
  public static SsimSettings uniform(int size) {
    return new SsimSettings(Window.UNIFORM, size, 0, 0.01, 0.03, Covariance.SAMPLE);
  }

  /** The same with other constants. */
  public SsimSettings withConstants(double newK1, double newK2) {
    return new SsimSettings(window, size, sigmaPixels, newK1, newK2, covariance);
  }

  /** One-dimensional window weights, sum 1. */
  double[] weights() {
    double[] weights = new double[size];
    double sum = 0;
    for (int i = 0; i < size; i++) {
      double x = i - size / 2;
      weights[i] =
          window == Window.UNIFORM ? 1 : Math.exp(-x * x / (2 * sigmaPixels * sigmaPixels));
      sum += weights[i];
    }
    for (int i = 0; i < size; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  /** In words, for tables. */
  public String describe() {
    return window == Window.GAUSSIAN
        ? String.format(
            Locale.ROOT,
            "Gaussian %d sigma %s, K %s/%s, %s covariance, valid region",
            size,
            sigmaPixels,
            k1,
            k2,
            covariance.name().toLowerCase(Locale.ROOT))
        : String.format(
            Locale.ROOT,
            "uniform %d, K %s/%s, %s covariance, valid region",
            size,
            k1,
            k2,
            covariance.name().toLowerCase(Locale.ROOT));
  }
}
