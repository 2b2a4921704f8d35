package io.tomodrift.tests.science;

/**
 * How well an image agrees with a reference over some pixels, summed in double.
 *
 * @param correlation Pearson's
 * @param mean mean of the image
 * @param referenceMean mean of the reference
 * @param rms root mean square difference
 */
record Agreement(double correlation, double mean, double referenceMean, double rms) {

  /** Over the pixels where the mask is true. */
  static Agreement of(float[] image, float[] reference, boolean[] mask) {
    double n = 0;
    double sum = 0;
    double referenceSum = 0;
    for (int i = 0; i < mask.length; i++) {
      if (mask[i]) {
        n++;
        sum += image[i];
        referenceSum += reference[i];
      }
    }
    double mean = sum / n;
    double referenceMean = referenceSum / n;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    double squares = 0;
    for (int i = 0; i < mask.length; i++) {
      if (mask[i]) {
        double x = image[i] - mean;
        double y = reference[i] - referenceMean;
        double difference = (double) image[i] - reference[i];
        xx += x * x;
        yy += y * y;
        xy += x * y;
        squares += difference * difference;
      }
    }
    return new Agreement(xy / Math.sqrt(xx * yy), mean, referenceMean, Math.sqrt(squares / n));
  }

  /** Mean of the image over that of the reference. */
  double levelRatio() {
    return mean / referenceMean;
  }

  /** Standard deviation of an image over the pixels where the mask is true. */
  static double deviation(float[] image, boolean[] mask) {
    float[] zero = new float[image.length];
    Agreement toZero = of(image, zero, mask);
    return Math.sqrt(toZero.rms() * toZero.rms() - toZero.mean() * toZero.mean());
  }
}
