package io.tomodrift.formats.hdf5;

import io.tomodrift.formats.binary.SizeGuard;
import io.tomodrift.geometry.error.FormatException;
import java.lang.reflect.Array;

/** Flat arrays of any number type, or single numbers, as float32. */
final class HdfNumbers {

  private HdfNumbers() {}

  static float[] toFloats(String where, Object flat, long count) {
    if (flat instanceof float[] floats) {
      return floats;
    }
    if (flat instanceof Number number) {
      return new float[] {number.floatValue()};
    }
    Class<?> element = flat == null ? null : flat.getClass().getComponentType();
    if (element == null || !element.isPrimitive() || element == boolean.class) {
      throw new FormatException(where + ": its elements are not numbers");
    }
    float[] out = SizeGuard.floats(where, count);
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) Array.getDouble(flat, i);
    }
    return out;
  }
}
