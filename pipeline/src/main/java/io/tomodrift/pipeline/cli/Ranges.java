package io.tomodrift.pipeline.cli;

import io.tomodrift.pipeline.run.UsageFailure;

/** Checks of numbers on the command line; absent ones pass. */
final class Ranges {

  private Ranges() {}

  static void atLeastOne(String option, Integer value) {
    if (value != null && value < 1) {
      throw new UsageFailure("%s must be 1 or more, got %d".formatted(option, value));
    }
  }

  static void within(String option, Integer value, int least, int most) {
    if (value != null && (value < least || value > most)) {
      throw new UsageFailure(
          "%s must be between %d and %d, got %d".formatted(option, least, most, value));
    }
  }

  static void positive(String option, Double value) {
    if (value != null && (!(value > 0) || value.isInfinite())) {
      throw new UsageFailure("%s must be above 0 and finite, got %s".formatted(option, value));
    }
  }

  static void notNegative(String option, Double value) {
    if (value != null && (!(value >= 0) || value.isInfinite())) {
      throw new UsageFailure("%s must be 0 or more and finite, got %s".formatted(option, value));
    }
  }
}
