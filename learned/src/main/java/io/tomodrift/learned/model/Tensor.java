package io.tomodrift.learned.model;

import java.util.Arrays;

/**
 * Numbers with a shape.
 *
 * @param shape lengths of the axes; none for a single number
 * @param values in C order, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // compared with sameAs, bit by bit
public record Tensor(long[] shape, float[] values) {

  /** Checks that shape and values agree. */
  public Tensor {
    long size = 1;
    for (long side : shape) {
      size = side < 0 ? -1 : Math.multiplyExact(size, side);
    }
    if (size != values.length) {
      throw new IllegalArgumentException(
          "shape %s needs %d values, got %d"
              .formatted(Arrays.toString(shape), size, values.length));
    }
  }

  /** Whether shape and every bit of every value are the same. */
  public boolean sameAs(Tensor other) {
    if (!Arrays.equals(shape, other.shape)) {
      return false;
    }
    for (int i = 0; i < values.length; i++) {
      if (Float.floatToRawIntBits(values[i]) != Float.floatToRawIntBits(other.values[i])) {
        return false;
      }
    }
    return true;
  }
}
