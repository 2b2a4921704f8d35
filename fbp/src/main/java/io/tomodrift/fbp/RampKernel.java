package io.tomodrift.fbp;

import io.tomodrift.geometry.error.GeometryException;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * The ramp filter sampled in space, where it is exact for band-limited projections:
 *
 * <pre>
 * h[0] = 1 / (4 T^2)     h[n] = -1 / (pi n T)^2 for odd n     h[n] = 0 for even n
 * </pre>
 *
 * with sample pitch T; for an arc detector {@code T = dgamma} and {@code h[n]} is multiplied by
 * {@code (n dgamma / sin(n dgamma))^2}. Sampling |f| in frequency instead loses the value at zero
 * frequency and with it the absolute scale.
 *
 * <p><b>Shape</b>: symmetric, {@code 2 reach - 1} taps, zero beyond. <b>Units</b>: 1/rad^2 (arc) or
 * 1/mm^2. <b>Threading</b>: immutable.
 *
 * <p><b>Reference</b>: Ramachandran and Lakshminarayanan 1971, PNAS 68(9):2236; Kak and Slaney
 * 1988, Principles of Computerized Tomographic Imaging, sec. 3.3 (parallel), 3.4.1 (arc), 3.4.2
 * (flat).
 */
public final class RampKernel {

  private final double[] taps;
  private final double pitch;

  private RampKernel(double[] taps, double pitch) {
    this.taps = taps;
    this.pitch = pitch;
  }

  /**
   * The kernel of equidistant samples: a parallel beam, or a flat detector scaled to the isocenter.
   *
   * @param pitchMm distance of neighbouring rays at the isocenter (not at the detector), mm
   * @param reach taps n = -reach + 1 to reach - 1 are kept: at least the number of channels
   */
  public static RampKernel equidistant(double pitchMm, int reach) {
    check(pitchMm, reach);
    double[] taps = new double[reach];
    taps[0] = 1 / (4 * pitchMm * pitchMm);
    for (int n = 1; n < reach; n += 2) {
      double x = Math.PI * n * pitchMm;
      taps[n] = -1 / (x * x);
    }
    return new RampKernel(taps, pitchMm);
  }

  /**
   * The kernel of equiangular samples.
   *
   * @param pitchRad fan angle between neighbouring channels, rad
   * @param reach taps n = -reach + 1 to reach - 1 are kept: at least the number of channels
   * @throws GeometryException if the kernel would reach half a turn, where it is singular
   */
  public static RampKernel equiangular(double pitchRad, int reach) {
    check(pitchRad, reach);
    if ((reach - 1) * pitchRad >= Math.PI) {
      throw new GeometryException(
          "the ramp of an arc detector is singular at 180 degrees; %d channels of %.4f degrees reach %.1f"
              .formatted(reach, Math.toDegrees(pitchRad), Math.toDegrees((reach - 1) * pitchRad)));
    }
    double[] taps = new double[reach];
    taps[0] = 1 / (4 * pitchRad * pitchRad);
    for (int n = 1; n < reach; n += 2) {
      double x = Math.PI * Math.sin(n * pitchRad);
      taps[n] = -1 / (x * x);
    }
    return new RampKernel(taps, pitchRad);
  }

  private static void check(double pitch, int reach) {
    if (!(pitch > 0) || Double.isInfinite(pitch) || reach < 1) {
      throw new IllegalArgumentException(
          "a ramp needs a positive pitch and reach, got %s and %d".formatted(pitch, reach));
    }
  }

  /** Distance of the taps: rad (arc) or mm. */
  public double pitch() {
    return pitch;
  }

  /** Taps n = -reach + 1 to reach - 1 may differ from zero. */
  public int reach() {
    return taps.length;
  }

  /** The tap at distance n, which may be negative or beyond the reach. */
  public double tap(int n) {
    int distance = Math.abs(n);
    return distance < taps.length ? taps[distance] : 0;
  }

  /** Length of transform with which a convolution does not wrap around: 2^a 3^b 5^c. */
  public int transformSize() {
    return FftSizes.atLeast(2 * taps.length - 1);
  }

  /**
   * The transform of the kernel times a window. The kernel is even, so it is real and even; the
   * value at zero frequency is the kernel's own sum, which no window changes.
   *
   * @param size length of the transform, at least {@code 2 reach - 1}
   * @param window multiplied to the spectrum
   * @param cutoff frequency above which the spectrum is zero, as a fraction of Nyquist, in (0, 1]
   * @return {@code size} values, frequency k at index k
   */
  public double[] spectrum(int size, FilterWindow window, double cutoff) {
    if (size < 2 * taps.length - 1) {
      throw new IllegalArgumentException(
          "a transform of %d values is too short for a kernel of %d taps"
              .formatted(size, 2 * taps.length - 1));
    }
    double[] complex = new double[2 * size];
    for (int n = 1 - taps.length; n < taps.length; n++) {
      complex[2 * Math.floorMod(n, size)] = tap(n);
    }
    new DoubleFFT_1D(size).complexForward(complex);
    double[] spectrum = new double[size];
    for (int k = 0; k < size; k++) {
      double ofNyquist = 2.0 * Math.min(k, size - k) / size;
      spectrum[k] = complex[2 * k] * window.gain(ofNyquist, cutoff);
    }
    return spectrum;
  }
}
