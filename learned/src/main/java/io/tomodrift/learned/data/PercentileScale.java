package io.tomodrift.learned.data;

import io.tomodrift.geometry.stack.FloatStack;
import java.util.Arrays;

/**
 * Values of arbitrary unit, such as MR, clipped to percentiles of the body and mapped to -1 and 1.
 * The body is what lies above a tenth of the 99th percentile of the whole volume: air of an MR
 * image is dark but not zero.
 *
 * @param lowPercent percentile that becomes -1, usually 0.5
 * @param highPercent percentile that becomes 1, usually 99.5
 */
public record PercentileScale(double lowPercent, double highPercent) implements Normalisation {

  private static final double BODY_FRACTION = 0.1;

  /** Checks the values. */
  public PercentileScale {
    if (!(0 <= lowPercent && lowPercent < highPercent && highPercent <= 100)) {
      throw new IllegalArgumentException(
          "percentiles must rise within 0 and 100, got %s to %s"
              .formatted(lowPercent, highPercent));
    }
  }

  @Override
  public Scale fit(FloatStack values) {
    float[] sorted = values.toLayout(io.tomodrift.geometry.stack.SliceLayout.PLANAR).data().clone();
    Arrays.sort(sorted);
    float threshold = (float) (BODY_FRACTION * percentile(sorted, 0, 99));
    int first = 0;
    while (first < sorted.length && !(sorted[first] > threshold)) {
      first++;
    }
    double low = percentile(sorted, first, lowPercent);
    double high = percentile(sorted, first, highPercent);
    if (!(low < high)) {
      throw new IllegalArgumentException(
          "the image has no contrast: percentiles %s and %s of the body are %s and %s"
              .formatted(lowPercent, highPercent, low, high));
    }
    return new Fitted(low, high);
  }

  /** With linear interpolation between the two nearest of the values from {@code first} on. */
  private static double percentile(float[] sorted, int first, double percent) {
    int count = sorted.length - first;
    if (count == 0) {
      return Double.NaN;
    }
    double place = first + percent / 100 * (count - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * ((double) sorted[above] - sorted[below]);
  }

  private record Fitted(double low, double high) implements Scale {

    @Override
    public float toNetwork(float value) {
      double clipped = Math.min(Math.max(value, low), high);
      return (float) (2 * (clipped - low) / (high - low) - 1);
    }

    @Override
    public float fromNetwork(float value) {
      return (float) (low + (value + 1.0) / 2 * (high - low));
    }

    @Override
    public boolean clips(float value) {
      return value < low || value > high;
    }
  }
}
