package io.tomodrift.fbp;

/**
 * {@code 2^-(x / halfGainAt)^2}: falls to one half at {@code halfGainAt} and leaves no ringing.
 *
 * @param halfGainAt frequency of gain 0.5, as a fraction of the cut-off frequency, positive
 */
public record GaussianWindow(double halfGainAt) implements FilterWindow {

  /** Checks the value. */
  public GaussianWindow {
    if (!(halfGainAt > 0) || Double.isInfinite(halfGainAt)) {
      throw new IllegalArgumentException(
          "halfGainAt must be positive and finite, got " + halfGainAt);
    }
  }

  @Override
  public double gain(double x) {
    double ratio = x / halfGainAt;
    return Math.exp(-Math.log(2) * ratio * ratio);
  }
}
