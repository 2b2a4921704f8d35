package io.tomodrift.metrics;

import java.util.Arrays;

/**
 * Which spatial frequencies an error has: the radial mean of {@code |FFT(test - reference)|^2 /
 * (rows columns)}, in bins of equal width from 0 to the Nyquist frequency; corners beyond it are
 * left out. Multiply by the pixel area for the units of a noise power spectrum.
 *
 * @param radial mean power (unit of the image squared) over bin centres in cycles/mm
 * @param lowBand mean of the lower half of the bins
 * @param highBand mean of the upper half of the bins
 */
public record ResidualSpectrum(Curve radial, double lowBand, double highBand) {

  /**
   * Spectrum of one slice, or the mean of the spectra of all slices.
   *
   * @param pixelMm side of the square pixels, mm
   * @param bins number of bins, even
   */
  public static ResidualSpectrum of(Samples reference, Samples test, double pixelMm, int bins) {
    Shapes.requireSame(reference, test);
    if (bins < 2 || bins % 2 != 0 || !(pixelMm > 0)) {
      throw new IllegalArgumentException(
          "needs an even number of bins and a positive pixel size, got %d and %s mm"
              .formatted(bins, pixelMm));
    }
    double[] power = meanPower(reference, test);
    double[] sum = new double[bins];
    int[] count = new int[bins];
    for (int r = 0; r < reference.rows(); r++) {
      double v = PowerSpectrum.frequency(r, reference.rows());
      for (int c = 0; c < reference.columns(); c++) {
        double f = Math.hypot(v, PowerSpectrum.frequency(c, reference.columns()));
        int bin = (int) Math.floor(f / 0.5 * bins);
        if (bin < bins) {
          sum[bin] += power[r * reference.columns() + c];
          count[bin]++;
        }
      }
    }
    double[] frequency = new double[bins];
    for (int k = 0; k < bins; k++) {
      if (count[k] == 0) {
        throw new IllegalArgumentException(
            "%d bins are too many for slices of %d x %d pixels: bin %d is empty"
                .formatted(bins, reference.rows(), reference.columns(), k));
      }
      sum[k] /= count[k];
      frequency[k] = (k + 0.5) * 0.5 / bins / pixelMm;
    }
    return new ResidualSpectrum(
        new Curve(frequency, sum, "frequency (cycles/mm)", "mean |FFT|^2 / pixels"),
        Arrays.stream(sum, 0, bins / 2).average().orElseThrow(),
        Arrays.stream(sum, bins / 2, bins).average().orElseThrow());
  }

  private static double[] meanPower(Samples reference, Samples test) {
    double[] power = new double[reference.plane()];
    double[] a = new double[power.length];
    double[] b = new double[power.length];
    PowerSpectrum spectrum = new PowerSpectrum(reference.rows(), reference.columns());
    for (int s = 0; s < reference.slices(); s++) {
      reference.loadSlice(s, a);
      test.loadSlice(s, b);
      for (int i = 0; i < a.length; i++) {
        b[i] -= a[i];
      }
      spectrum.addTo(power, b);
    }
    for (int i = 0; i < power.length; i++) {
      power[i] /= reference.slices();
    }
    return power;
  }
}
