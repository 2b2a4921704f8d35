package io.tomodrift.metrics;

import io.tomodrift.geometry.run.RunContext;

/**
 * Contrast of two regions over their noise: {@code CNR = |m1 - m2| / sqrt((s1^2 + s2^2) / 2)}.
 *
 * @param first mean and noise of one region
 * @param second mean and noise of the other
 */
public record ContrastToNoise(Region first, Region second) {

  /**
   * A uniform region.
   *
   * @param count number of voxels
   * @param mean mean value
   * @param standardDeviation with divisor n - 1
   */
  public record Region(long count, double mean, double standardDeviation) {

    /** Measures the voxels of a mask, of which there must be two or more. */
    public static Region of(Samples image, Mask mask) {
      DifferenceSums sums =
          DifferenceSums.joined(
              DifferenceSums.perSlice(
                  image, image, mask, RunContext.defaults().withParallelism(1)));
      if (sums.count() < 2) {
        throw new IllegalArgumentException(
            "a region needs 2 voxels or more, the mask has " + sums.count());
      }
      return new Region(sums.count(), sums.referenceMean(), Math.sqrt(sums.referenceVariance()));
    }
  }

  /** Measures two regions of an image. */
  public static ContrastToNoise of(Samples image, Mask first, Mask second) {
    return new ContrastToNoise(Region.of(image, first), Region.of(image, second));
  }

  /** Contrast over noise; infinity without noise, NaN with neither. */
  public double cnr() {
    double s1 = first.standardDeviation;
    double s2 = second.standardDeviation;
    return Math.abs(first.mean - second.mean) / Math.sqrt((s1 * s1 + s2 * s2) / 2);
  }
}
