package io.tomodrift.metrics;

import java.util.Arrays;

/** Checks of array shapes. */
final class Shapes {

  private Shapes() {}

  /** The shape as {slices, rows, columns}, after comparing it with the length of the array. */
  static int[] checked(int length, int... shape) {
    if (shape.length != 2 && shape.length != 3) {
      throw new IllegalArgumentException(
          "a shape is (rows, columns) or (slices, rows, columns), got " + Arrays.toString(shape));
    }
    long count = 1;
    for (int size : shape) {
      if (size < 1) {
        throw new IllegalArgumentException(
            "a shape needs positive sizes, got " + Arrays.toString(shape));
      }
      count = Math.multiplyExact(count, size);
    }
    if (count != length) {
      throw new IllegalArgumentException(
          "%d values do not fill the shape %s, which has %d"
              .formatted(length, Arrays.toString(shape), count));
    }
    return shape.length == 3 ? shape.clone() : new int[] {1, shape[0], shape[1]};
  }

  static void requireSame(Samples reference, Samples test) {
    if (reference.slices() != test.slices()
        || reference.rows() != test.rows()
        || reference.columns() != test.columns()) {
      throw new IllegalArgumentException(
          "the reference has %s but the test image has %s; resample one onto the other's grid"
              .formatted(reference, test));
    }
  }

  static void requireSame(Samples values, Mask mask) {
    if (mask.slices() != values.slices()
        || mask.rows() != values.rows()
        || mask.columns() != values.columns()) {
      throw new IllegalArgumentException(
          "a mask of %s does not fit an image of %s".formatted(mask, values));
    }
  }
}
