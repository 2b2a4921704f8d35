package io.tomodrift.metrics;

import java.util.OptionalDouble;

/**
 * A modulation transfer function, 1 at frequency 0.
 *
 * @param curve modulation over frequency in cycles/mm, starting at 0
 */
public record Mtf(Curve curve) {

  /** The lowest frequency at which the modulation falls below {@code level}, cycles/mm. */
  public OptionalDouble frequencyPerMm(double level) {
    return curve.fallsBelow(level, 0);
  }

  /** Frequency of modulation 0.5, cycles/mm; empty beyond the end of the curve. */
  public OptionalDouble f50PerMm() {
    return frequencyPerMm(0.5);
  }

  /** Frequency of modulation 0.1, cycles/mm; empty beyond the end of the curve. */
  public OptionalDouble f10PerMm() {
    return frequencyPerMm(0.1);
  }

  static Mtf of(double[] frequencyPerMm, double[] modulation) {
    double[] normalised = modulation.clone();
    for (int i = 0; i < normalised.length; i++) {
      normalised[i] /= modulation[0];
    }
    return new Mtf(new Curve(frequencyPerMm, normalised, "frequency (cycles/mm)", "MTF"));
  }

  /** Frequencies 0 to the Nyquist frequency of the pixels, in steps of a hundredth of it. */
  static double[] frequencies(double pixelMm) {
    double[] frequency = new double[101];
    for (int i = 0; i < frequency.length; i++) {
      frequency[i] = i * 0.5 / pixelMm / 100;
    }
    return frequency;
  }
}
