package io.tomodrift.formats.npy;

import io.tomodrift.formats.binary.SizeGuard;
import java.util.function.IntUnaryOperator;

/** Turns arrays whose first index is fastest into arrays whose last index is fastest. */
final class FortranOrder {

  private FortranOrder() {}

  static Object toRowMajor(String where, Object values, int[] shape) {
    IntUnaryOperator source = sourceIndex(shape);
    if (values instanceof float[] in) {
      float[] out = SizeGuard.floats(where, in.length);
      for (int i = 0; i < out.length; i++) {
        out[i] = in[source.applyAsInt(i)];
      }
      return out;
    }
    if (values instanceof double[] in) {
      double[] out = SizeGuard.doubles(where, in.length);
      for (int i = 0; i < out.length; i++) {
        out[i] = in[source.applyAsInt(i)];
      }
      return out;
    }
    long[] in = (long[]) values;
    long[] out = SizeGuard.longs(where, in.length);
    for (int i = 0; i < out.length; i++) {
      out[i] = in[source.applyAsInt(i)];
    }
    return out;
  }

  /** Position in first-index-fastest order of the element at a last-index-fastest position. */
  private static IntUnaryOperator sourceIndex(int[] shape) {
    int[] strides = new int[shape.length];
    int stride = 1;
    for (int d = 0; d < shape.length; d++) {
      strides[d] = stride;
      stride *= shape[d];
    }
    return position -> {
      int rest = position;
      int source = 0;
      for (int d = shape.length - 1; d >= 0; d--) {
        source += rest % shape[d] * strides[d];
        rest /= shape[d];
      }
      return source;
    };
  }
}
