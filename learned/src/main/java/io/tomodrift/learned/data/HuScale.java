package io.tomodrift.learned.data;

import io.tomodrift.geometry.stack.FloatStack;

/**
 * HU clipped to a range and divided by a number.
 *
 * @param lowHu values below are clipped
 * @param highHu values above are clipped
 * @param huPerUnit HU that become 1, usually 1000
 */
public record HuScale(double lowHu, double highHu, double huPerUnit) implements Normalisation {

  /** Checks the values. */
  public HuScale {
    if (!(lowHu < highHu) || !(huPerUnit > 0) || !Double.isFinite(highHu - lowHu + huPerUnit)) {
      throw new IllegalArgumentException(
          "HU must rise from low to high and be divided by a positive number, got %s to %s by %s"
              .formatted(lowHu, highHu, huPerUnit));
    }
  }

  @Override
  public Scale fit(FloatStack values) {
    return new Fitted(this);
  }

  private record Fitted(HuScale range) implements Scale {

    @Override
    public float toNetwork(float value) {
      return (float) (Math.min(Math.max(value, range.lowHu), range.highHu) / range.huPerUnit);
    }

    @Override
    public float fromNetwork(float value) {
      return (float) (value * range.huPerUnit);
    }

    @Override
    public boolean clips(float value) {
      return value < range.lowHu || value > range.highHu;
    }
  }
}
