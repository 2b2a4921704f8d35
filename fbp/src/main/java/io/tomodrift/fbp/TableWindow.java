package io.tomodrift.fbp;

import java.util.List;

/**
 * A window given by its values, joined by straight lines.
 *
 * @param gains gain at evenly spaced frequencies, the first at 0 and the last at the cut-off; at
 *     least 2, finite, the first 1
 */
public record TableWindow(List<Double> gains) implements FilterWindow {

  /** Checks and copies the values. */
  public TableWindow {
    gains = List.copyOf(gains);
    if (gains.size() < 2) {
      throw new IllegalArgumentException(
          "a window table needs at least 2 values, got " + gains.size());
    }
    for (int i = 0; i < gains.size(); i++) {
      if (!Double.isFinite(gains.get(i))) {
        throw new IllegalArgumentException(
            "value %d of the window table is %s".formatted(i, gains.get(i)));
      }
    }
    if (Math.abs(gains.get(0) - 1) > 1e-6) {
      throw new IllegalArgumentException(
          "the window table starts with %s; it must start with 1, or every HU value is scaled"
              .formatted(gains.get(0)));
    }
  }

  @Override
  public double gain(double x) {
    double position = x * (gains.size() - 1);
    int index = Math.min((int) position, gains.size() - 2);
    double fraction = position - index;
    return (1 - fraction) * gains.get(index) + fraction * gains.get(index + 1);
  }
}
