package io.tomodrift.sinograms;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** What the dose simulations of multi-row scans share. */
final class DoseChecks {

  private DoseChecks() {}

  static void fraction(double value, double largest) {
    if (!(value > 0 && value <= largest)) {
      throw new IllegalArgumentException(
          "dose fraction must be positive%s, got %s"
              .formatted(largest == 1 ? " and at most 1" : "", value));
    }
  }

  static void variance(double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "electronic variance must be 0 or more quanta^2, got " + value);
    }
  }

  static long sum(AtomicIntegerArray counts) {
    long sum = 0;
    for (int i = 0; i < counts.length(); i++) {
      sum += counts.get(i);
    }
    return sum;
  }
}
