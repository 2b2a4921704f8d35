package io.tomodrift.geometry.helical;

import io.tomodrift.geometry.error.GeometryException;

/**
 * What unsigned 16 bit values mean: {@code line integral = intercept + slope stored}.
 *
 * @param slope line integral of one step, positive
 * @param intercept line integral of 0
 */
public record StoredScale(double slope, double intercept) {

  /** Checks the values. */
  public StoredScale {
    if (!(slope > 0) || Double.isInfinite(slope) || !Double.isFinite(intercept)) {
      throw new GeometryException(
          "a scale needs a positive slope and a finite intercept, got %s and %s"
              .formatted(slope, intercept));
    }
  }

  /** The line integral of a stored value. */
  public double lineIntegral(short stored) {
    return intercept + slope * Short.toUnsignedInt(stored);
  }

  /** The stored value nearest to a line integral, within the range of 16 bits. */
  public short stored(double lineIntegral) {
    double steps = Math.rint((lineIntegral - intercept) / slope);
    return (short) (int) Math.min(65535, Math.max(0, steps));
  }
}
