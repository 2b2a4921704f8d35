package io.tomodrift.fbp;

/**
 * What the spectrum of the ramp is multiplied with, to trade resolution for noise.
 *
 * <p>A window is a function of {@code x = f / (c f_N)}: frequency over the cut-off {@code c} times
 * the Nyquist frequency of the detector sampling at the isocenter. Above the cut-off the filter is
 * zero whatever the window.
 */
public sealed interface FilterWindow permits RampWindow, GaussianWindow, TableWindow {

  /**
   * Gain at a frequency.
   *
   * @param x frequency over the cut-off frequency, 0 to 1
   * @return factor, 1 at x = 0
   */
  double gain(double x);

  /**
   * Gain at a frequency given as a fraction of the Nyquist frequency, cut-off included.
   *
   * @param ofNyquist frequency over the Nyquist frequency, 0 to 1
   * @param cutoff cut-off as a fraction of the Nyquist frequency, in (0, 1]
   */
  default double gain(double ofNyquist, double cutoff) {
    double x = ofNyquist / cutoff;
    return x > 1 + 1e-12 ? 0 : gain(Math.min(x, 1));
  }
}
