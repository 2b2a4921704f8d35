package io.tomodrift.metrics;

import io.tomodrift.geometry.error.FormatException;

/**
 * MTF from the edge of a uniform disc.
 *
 * <p>Pixels around the edge are sorted by their distance from the disc's centre of gravity into
 * bins of a tenth of a pixel: the edge spread function. Its derivative (least-squares slope over 5
 * bins), under a window with cosine flanks (Tukey), is the line spread function, the modulus of
 * whose Fourier transform is the MTF. The known spectra of bin and slope filter are divided out.
 *
 * <p><b>Accuracy</b>: 2e-3 without noise for a Gaussian blur of 0.9 to 1.5 pixels, a disc of 60
 * pixels radius and a half width of 15; 10 sigma of half width are needed, since the window narrows
 * wider lines. The edge's curvature adds an error of the order of (blur / radius)^2.
 *
 * <p><b>Reference</b>: Richard, Husarik, Yadava, Murphy, Samei 2012, Med. Phys. 39:4115.
 */
public final class EdgeMtf {

  private static final double BIN_PIXELS = 0.1;
  private static final int SLOPE_REACH = 2;

  private EdgeMtf() {}

  /**
   * Measures the MTF up to the Nyquist frequency of the pixels.
   *
   * @param row approximate row of the disc's centre
   * @param column approximate column of the disc's centre
   * @param discRadiusPixels radius of the disc, pixels
   * @param halfWidthPixels distance from the edge that holds the whole edge spread function; the
   *     slice must be uniform to 1.5 times as far
   * @param pixelMm side of the square pixels, mm
   * @throws FormatException if there is no edge
   */
  public static Mtf measure(
      Samples image,
      int slice,
      double row,
      double column,
      double discRadiusPixels,
      double halfWidthPixels,
      double pixelMm) {
    if (!(halfWidthPixels >= 3 && discRadiusPixels > 2 * halfWidthPixels && pixelMm > 0)) {
      throw new IllegalArgumentException(
          "disc radius %s pixels (more than twice the half width), half width %s (3 or more), pixel %s mm"
              .formatted(discRadiusPixels, halfWidthPixels, pixelMm));
    }
    DiscPatch disc =
        DiscPatch.find(
            image,
            slice,
            row,
            column,
            discRadiusPixels + halfWidthPixels,
            discRadiusPixels + 1.5 * halfWidthPixels);
    double[] spread = edgeSpread(image, slice, disc, discRadiusPixels, halfWidthPixels);
    return transform(lineSpread(spread), pixelMm);
  }

  private static double[] edgeSpread(
      Samples image, int slice, DiscPatch disc, double radius, double halfWidth) {
    int bins = 2 * (int) Math.round(halfWidth / BIN_PIXELS) + 1;
    double[] sum = new double[bins];
    int[] count = new int[bins];
    int reach = (int) Math.ceil(radius + halfWidth);
    for (int r = (int) disc.row() - reach; r <= (int) disc.row() + reach + 1; r++) {
      for (int c = (int) disc.column() - reach; c <= (int) disc.column() + reach + 1; c++) {
        double offset = Math.hypot(r - disc.row(), c - disc.column()) - radius;
        long bin = Math.round(offset / BIN_PIXELS) + bins / 2;
        if (bin >= 0 && bin < bins) {
          sum[(int) bin] += image.at(slice, r, c);
          count[(int) bin]++;
        }
      }
    }
    return means(sum, count);
  }

  /** Bin means; empty bins are interpolated between their neighbours. */
  private static double[] means(double[] sum, int[] count) {
    int last = -1;
    for (int i = 0; i < sum.length; i++) {
      if (count[i] > 0) {
        sum[i] /= count[i];
        for (int k = last + 1; k < i; k++) {
          sum[k] = last < 0 ? sum[i] : sum[last] + (sum[i] - sum[last]) * (k - last) / (i - last);
        }
        last = i;
      }
    }
    for (int k = last + 1; k < sum.length; k++) {
      sum[k] = sum[last];
    }
    return sum;
  }

  private static double[] lineSpread(double[] edge) {
    double[] line = new double[edge.length];
    double total = 0;
    double moment = 0;
    for (int i = SLOPE_REACH; i < edge.length - SLOPE_REACH; i++) {
      for (int k = 1; k <= SLOPE_REACH; k++) {
        line[i] += k * (edge[i + k] - edge[i - k]);
      }
      total += line[i];
      moment += line[i] * i;
    }
    double middle = moment / total;
    if (!(Math.abs(middle - edge.length / 2.0) < edge.length / 4.0)) {
      throw new FormatException(
          "no edge within a quarter of the range of distances; check radius and centre of the disc");
    }
    double reach = Math.min(middle, edge.length - 1 - middle);
    for (int i = 0; i < line.length; i++) {
      line[i] *= window(Math.abs(i - middle) / reach);
    }
    return line;
  }

  /** Flat over the inner half: a window round at its top narrows the line and raises the MTF. */
  private static double window(double x) {
    if (x <= 0.5) {
      return 1;
    }
    return x < 1 ? 0.5 - 0.5 * Math.cos(2 * Math.PI * x) : 0;
  }

  private static Mtf transform(double[] line, double pixelMm) {
    double[] frequency = Mtf.frequencies(pixelMm);
    double[] modulation = new double[frequency.length];
    for (int i = 0; i < frequency.length; i++) {
      double step = 2 * Math.PI * frequency[i] * pixelMm * BIN_PIXELS;
      double real = 0;
      double imaginary = 0;
      for (int k = 0; k < line.length; k++) {
        real += line[k] * Math.cos(step * k);
        imaginary += line[k] * Math.sin(step * k);
      }
      modulation[i] = Math.hypot(real, imaginary) / filterSpectrum(step);
    }
    return Mtf.of(frequency, modulation);
  }

  /** Spectrum of binning and of the slope filter relative to an ideal derivative. */
  private static double filterSpectrum(double step) {
    if (step == 0) {
      return 1;
    }
    double slope = 0;
    double norm = 0;
    for (int k = 1; k <= SLOPE_REACH; k++) {
      slope += k * Math.sin(step * k);
      norm += k * k * step;
    }
    return slope / norm * Math.sin(step / 2) / (step / 2);
  }
}
