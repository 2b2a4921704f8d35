package io.tomodrift.metrics;

import io.tomodrift.geometry.error.FormatException;

/**
 * MTF from the image of a thin wire perpendicular to the slice.
 *
 * <p>The Hankel transform of the pixels around the sub-pixel centroid, {@code sum p_j J0(2 pi f
 * r_j) / sum p_j}: the mean over all directions of the point spread function's spectrum, without
 * binning; divided by that of the wire, {@code 2 J1(pi f d) / (pi f d)} for diameter d.
 *
 * <p><b>Accuracy</b>: 7e-4 for a Gaussian of sigma 1.1 pixels without noise; aliasing of sharper
 * images is part of what is measured.
 *
 * <p><b>Reference</b>: Nickoloff, Riley 1985, Med. Phys. 12:437; Boone 2001, Med. Phys. 28:356.
 */
public final class WireMtf {

  private WireMtf() {}

  /**
   * Measures the MTF up to the Nyquist frequency of the pixels.
   *
   * @param row approximate row of the wire
   * @param column approximate column of the wire
   * @param radiusPixels radius that holds the whole point spread function; the ring from there to
   *     1.5 times as far is background
   * @param pixelMm side of the square pixels, mm
   * @param wireDiameterMm diameter of the wire, 0 for a point
   * @throws FormatException if there is no wire
   */
  public static Mtf measure(
      Samples image,
      int slice,
      double row,
      double column,
      double radiusPixels,
      double pixelMm,
      double wireDiameterMm) {
    if (!(radiusPixels >= 2 && pixelMm > 0 && wireDiameterMm >= 0)) {
      throw new IllegalArgumentException(
          "radius %s pixels (2 or more), pixel %s mm, wire %s mm"
              .formatted(radiusPixels, pixelMm, wireDiameterMm));
    }
    DiscPatch wire = DiscPatch.find(image, slice, row, column, radiusPixels, 1.5 * radiusPixels);
    double[] frequency = Mtf.frequencies(pixelMm);
    double[] modulation = new double[frequency.length];
    int reach = (int) Math.ceil(radiusPixels);
    for (int r = (int) wire.row() - reach; r <= (int) wire.row() + reach + 1; r++) {
      for (int c = (int) wire.column() - reach; c <= (int) wire.column() + reach + 1; c++) {
        double distance = Math.hypot(r - wire.row(), c - wire.column());
        if (distance <= radiusPixels) {
          double value = image.at(slice, r, c) - wire.background();
          for (int i = 0; i < frequency.length; i++) {
            modulation[i] += value * Bessel.j0(2 * Math.PI * frequency[i] * distance * pixelMm);
          }
        }
      }
    }
    for (int i = 1; i < frequency.length; i++) {
      modulation[i] /= discSpectrum(Math.PI * frequency[i] * wireDiameterMm, frequency[i]);
    }
    return Mtf.of(frequency, modulation);
  }

  private static double discSpectrum(double x, double frequencyPerMm) {
    if (x == 0) {
      return 1;
    }
    // 2 J1(x)/x is 0 at x = 3.83; beyond a modulation of a tenth the division is noise.
    double value = 2 * Bessel.j1(x) / x;
    if (x > 3.3) {
      throw new IllegalArgumentException(
          "the wire is too thick to measure %.3f cycles/mm; use smaller pixels or a thinner wire"
              .formatted(frequencyPerMm));
    }
    return value;
  }
}
