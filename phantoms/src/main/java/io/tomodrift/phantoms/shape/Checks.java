package io.tomodrift.phantoms.shape;

/** Checks shared by the shapes. */
final class Checks {

  private Checks() {}

  static void positive(String shape, String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "%s: %s must be positive and finite, got %s".formatted(shape, name, value));
    }
  }

  static void finite(String shape, String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "%s: %s must be finite, got %s".formatted(shape, name, value));
    }
  }
}
