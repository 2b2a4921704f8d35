package io.tomodrift.metrics;

import io.tomodrift.geometry.error.FormatException;
import java.util.Arrays;
import java.util.List;

/**
 * The two-dimensional noise power spectrum {@code NPS(fx, fy) = dx dy / (Nx Ny) <|DFT(ROI -
 * quadratic fit)|^2>}, averaged over regions of interest.
 *
 * <p><b>Units</b>: HU^2 mm^2 for images in HU. The integral over all frequencies is {@link
 * #variance()}. The fit takes 6 degrees of freedom, i.e. 6/N^2 of the power of white noise, all of
 * it below 2 bins.
 *
 * <p><b>Reference</b>: Boone et al. 2012, ICRU Report 87; Siewerdsen, Cunningham, Jaffray 2002,
 * Med. Phys. 29:2655.
 */
public final class NoisePower {

  private final double[] power;
  private final int size;
  private final double pixelMm;
  private final int regionCount;
  private final Curve radial;

  private NoisePower(double[] power, int size, double pixelMm, int regionCount) {
    this.power = power;
    this.size = size;
    this.pixelMm = pixelMm;
    this.regionCount = regionCount;
    this.radial = radialMean();
  }

  /**
   * Measures the spectrum; 64 to 128 pixels a side and 30 regions or more are usual.
   *
   * @param regions squares of one size, inside the image
   * @param pixelMm side of the square pixels, mm
   * @throws FormatException if a region holds a value that is not finite
   */
  public static NoisePower measure(Samples image, List<RegionOfInterest> regions, double pixelMm) {
    if (regions.isEmpty() || !(pixelMm > 0)) {
      throw new IllegalArgumentException(
          "needs regions and a positive pixel size, got %d regions and %s mm"
              .formatted(regions.size(), pixelMm));
    }
    int size = regions.get(0).size();
    if (size < 4) {
      throw new IllegalArgumentException("regions of %d pixels are too small".formatted(size));
    }
    double[] power = new double[size * size];
    QuadraticDetrend detrend = new QuadraticDetrend(size, size);
    PowerSpectrum spectrum = new PowerSpectrum(size, size);
    for (RegionOfInterest region : regions) {
      if (region.size() != size) {
        throw new IllegalArgumentException(
            "regions of different sizes: %d and %d".formatted(size, region.size()));
      }
      double[] values = region.load(image);
      if (!Arrays.stream(values).allMatch(Double::isFinite)) {
        throw new FormatException(region + " holds a value that is not finite; move it");
      }
      detrend.apply(values);
      spectrum.addTo(power, values);
    }
    for (int i = 0; i < power.length; i++) {
      power[i] *= pixelMm * pixelMm / regions.size();
    }
    return new NoisePower(power, size, pixelMm, regions.size());
  }

  /** The spectrum, {@code [fy][fx]} in DFT order (zero frequency first), unit^2 mm^2; a copy. */
  public double[] spectrum() {
    return power.clone();
  }

  /** Pixels a side of the regions and of the spectrum. */
  public int size() {
    return size;
  }

  /** Number of regions averaged. */
  public int regionCount() {
    return regionCount;
  }

  /** Width of a frequency bin, cycles/mm. */
  public double binPerMm() {
    return 1 / (size * pixelMm);
  }

  /** Integral over both frequencies: the variance of the noise, unit^2. */
  public double variance() {
    return Arrays.stream(power).sum() * binPerMm() * binPerMm();
  }

  /**
   * Mean over rings one bin wide, over the mean frequency of the ring's bins, up to the Nyquist
   * frequency of the axes.
   */
  public Curve radial() {
    return radial;
  }

  /** Frequency of the largest radial value, cycles/mm. */
  public double peakPerMm() {
    return radial.x(radial.peak());
  }

  /**
   * First moment of the radial curve, {@code sum f NPS(f) / sum NPS(f)}, cycles/mm (Solomon,
   * Christianson, Samei 2012, Med. Phys. 39:6048).
   */
  public double meanFrequencyPerMm() {
    double moment = 0;
    double sum = 0;
    for (int k = 0; k < radial.size(); k++) {
      moment += radial.x(k) * radial.y(k);
      sum += radial.y(k);
    }
    return moment / sum;
  }

  private Curve radialMean() {
    int rings = size / 2 + 1;
    double[] sum = new double[rings];
    double[] frequency = new double[rings];
    int[] count = new int[rings];
    for (int r = 0; r < size; r++) {
      for (int c = 0; c < size; c++) {
        double f =
            Math.hypot(PowerSpectrum.frequency(r, size), PowerSpectrum.frequency(c, size)) * size;
        int ring = (int) Math.round(f);
        if (ring < rings) {
          sum[ring] += power[r * size + c];
          frequency[ring] += f * binPerMm();
          count[ring]++;
        }
      }
    }
    for (int k = 0; k < rings; k++) {
      sum[k] /= count[k];
      frequency[k] /= count[k];
    }
    return new Curve(frequency, sum, "frequency (cycles/mm)", "NPS (unit^2 mm^2)");
  }
}
