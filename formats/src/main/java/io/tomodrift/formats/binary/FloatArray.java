package io.tomodrift.formats.binary;

import java.util.List;

/**
 * Float32 values of any number of dimensions, last index fastest. The array is not copied: whoever
 * holds the values may change them.
 */
public final class FloatArray {

  private final List<Integer> shape;
  private final float[] values;

  /** Combines shape and values; the product of the shape must be the number of values. */
  public FloatArray(List<Integer> shape, float[] values) {
    long count = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    if (count != values.length) {
      throw new IllegalArgumentException(
          "%d values do not have the shape %s".formatted(values.length, shape));
    }
    this.shape = List.copyOf(shape);
    this.values = values;
  }

  /** Sizes, outermost first; empty for a single number. */
  public List<Integer> shape() {
    return shape;
  }

  /** The values themselves, not a copy. */
  public float[] values() {
    return values;
  }

  @Override
  public String toString() {
    return "FloatArray" + shape;
  }
}
