package io.tomodrift.metrics;

/**
 * Moments of the difference test - reference over the voxels of a mask, and what follows from them.
 *
 * <p><b>Units</b>: those of the images, squared for {@code mse}; correlation has none.
 *
 * @param count number of voxels
 * @param bias mean of test - reference
 * @param mae mean of |test - reference|
 * @param mse mean of (test - reference)^2
 * @param maxAbs largest |test - reference|
 * @param correlation Pearson's coefficient, NaN if one of the images is constant
 * @param referenceMean mean of the reference
 * @param referenceMeanSquare mean of reference^2
 * @param referenceMin smallest value of the reference
 * @param referenceMax largest value of the reference
 */
public record DifferenceStatistics(
    long count,
    double bias,
    double mae,
    double mse,
    double maxAbs,
    double correlation,
    double referenceMean,
    double referenceMeanSquare,
    double referenceMin,
    double referenceMax) {

  /** What a root mean square error is divided by. */
  public enum Normalisation {
    /** The root mean square of the reference: |test - reference|_2 / |reference|_2. */
    EUCLIDEAN,
    /** The reference's max - min. */
    MIN_MAX,
    /** The reference's mean. */
    MEAN
  }

  /** Root mean square error. */
  public double rmse() {
    return Math.sqrt(mse);
  }

  /** {@code 10 log10(L^2 / MSE)} in dB; +infinity for equal images. */
  public double psnrDb(DataRange range) {
    return mse == 0
        ? Double.POSITIVE_INFINITY
        : 20 * Math.log10(range.length()) - 10 * Math.log10(mse);
  }

  /** RMSE over the RMS of the reference. */
  public double nrmse() {
    return nrmse(Normalisation.EUCLIDEAN);
  }

  /** RMSE over a property of the reference. */
  public double nrmse(Normalisation normalisation) {
    return rmse()
        / switch (normalisation) {
          case EUCLIDEAN -> Math.sqrt(referenceMeanSquare);
          case MIN_MAX -> referenceMax - referenceMin;
          case MEAN -> referenceMean;
        };
  }
}
