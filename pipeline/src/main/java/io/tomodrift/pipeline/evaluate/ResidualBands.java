package io.tomodrift.pipeline.evaluate;

import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.metrics.Curve;
import io.tomodrift.metrics.ResidualSpectrum;
import io.tomodrift.metrics.Samples;

/**
 * Power of the residual test - reference by spatial frequency: the radial mean of {@code
 * |FFT(residual)|^2 / pixels} over whole slices, averaged over slices, and its means over three
 * bands.
 *
 * @param radial power (HU^2) over frequency (cycles/mm), up to the Nyquist frequency
 * @param low mean of the bins below a quarter of the Nyquist frequency, HU^2
 * @param middle from a quarter to a half
 * @param high from a half to all
 */
record ResidualBands(Curve radial, double low, double middle, double high) {

  /** The definition in a sentence. */
  static final String RULE =
      "radial mean of |FFT(test - reference)|^2 / pixels over whole slices, averaged over slices; low, middle, high = mean of the bins from 0 to 1/4, 1/4 to 1/2, 1/2 to 1 of the Nyquist frequency";

  private static final int MOST_BINS = 64;

  /** Measures the difference of two volumes of one shape. */
  static ResidualBands of(Volume reference, Volume test) {
    int side = Math.min(reference.stack().rows(), reference.stack().columns());
    int bins = Math.min(MOST_BINS, Math.max(4, side / 16 * 4));
    Curve radial =
        ResidualSpectrum.of(
                Samples.of(reference), Samples.of(test), reference.frame().columnSpacingMm(), bins)
            .radial();
    return new ResidualBands(
        radial,
        mean(radial, 0, bins / 4),
        mean(radial, bins / 4, bins / 2),
        mean(radial, bins / 2, bins));
  }

  private static double mean(Curve curve, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += curve.y(i);
    }
    return sum / (to - from);
  }
}
