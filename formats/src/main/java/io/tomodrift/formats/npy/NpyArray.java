package io.tomodrift.formats.npy;

import io.tomodrift.formats.binary.ElementType;
import io.tomodrift.geometry.error.FormatException;
import java.util.Arrays;
import java.util.List;

/**
 * An array of numbers or text with NumPy's shape and element type, in C order (last index fastest)
 * whatever order the file has.
 *
 * <p>Factories and accessors of the natural type ({@link #floats()} of a float32 array, {@link
 * #doubles()} of a float64 array) do not copy; other accessors convert.
 */
public final class NpyArray {

  private final NpyType type;
  private final int[] shape;

  /**
   * float[] if float32 holds every value of the type, long[] for 64-bit integers, else double[].
   */
  private final Object values;

  NpyArray(NpyType type, int[] shape, Object values) {
    this.type = type;
    this.shape = shape.clone();
    this.values = values;
  }

  /** A float32 array; no shape means one dimension. */
  public static NpyArray ofFloats(float[] values, int... shape) {
    return new NpyArray(NpyType.FLOAT32, checked(values.length, shape), values);
  }

  /** A float64 array; no shape means one dimension. */
  public static NpyArray ofDoubles(double[] values, int... shape) {
    return new NpyArray(NpyType.of(ElementType.FLOAT64), checked(values.length, shape), values);
  }

  /** An int64 array; no shape means one dimension. */
  public static NpyArray ofLongs(long[] values, int... shape) {
    return new NpyArray(NpyType.of(ElementType.INT64), checked(values.length, shape), values);
  }

  /**
   * Numbers to be stored as the given type.
   *
   * @throws FormatException when written, if a value does not fit an integer type
   */
  public static NpyArray of(ElementType element, float[] values, int... shape) {
    int[] sizes = checked(values.length, shape);
    if (element.fitsFloat()) {
      return new NpyArray(NpyType.of(element), sizes, values);
    }
    NpyArray floats = ofFloats(values, shape);
    Object wide =
        element.bytes() == 8 && !element.isFloatingPoint() ? floats.longs() : floats.doubles();
    return new NpyArray(NpyType.of(element), sizes, wide);
  }

  /** One piece of text, as a unicode array without dimensions: {@code str(array)} in Python. */
  public static NpyArray ofText(String text) {
    NpyType type = NpyTexts.typeFor(text);
    return new NpyArray(type, new int[0], new String[] {text});
  }

  private static int[] checked(int count, int... shape) {
    int[] sizes = shape.length == 0 ? new int[] {count} : shape;
    long product = Arrays.stream(sizes).asLongStream().reduce(1, Math::multiplyExact);
    if (product != count || Arrays.stream(sizes).anyMatch(size -> size < 0)) {
      throw new IllegalArgumentException(
          "%d values do not have the shape %s".formatted(count, Arrays.toString(sizes)));
    }
    return sizes;
  }

  /** Sizes, outermost first; empty for a single value. */
  public List<Integer> shape() {
    return Arrays.stream(shape).boxed().toList();
  }

  /** Number of dimensions. */
  public int dimensions() {
    return shape.length;
  }

  /** Number of elements. */
  public int count() {
    return java.lang.reflect.Array.getLength(values);
  }

  /** NumPy's name of the element type, for example {@code <f4}. */
  public String dtype() {
    return type.descr();
  }

  /** True for unicode and byte strings. */
  public boolean isText() {
    return type.isText();
  }

  /** The values as float32, rounded where necessary; not a copy if they are float32 or narrower. */
  public float[] floats() {
    if (values instanceof float[] floats) {
      return floats;
    }
    double[] doubles = doubles();
    float[] out = new float[doubles.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) doubles[i];
    }
    return out;
  }

  /** The values as float64; 64-bit integers are rounded. Not a copy if they are float64. */
  public double[] doubles() {
    if (values instanceof double[] doubles) {
      return doubles;
    }
    double[] out = new double[count()];
    if (values instanceof float[] floats) {
      for (int i = 0; i < out.length; i++) {
        out[i] = floats[i];
      }
      return out;
    }
    long[] longs = requireNumbers();
    for (int i = 0; i < out.length; i++) {
      out[i] = type.kind() == 'u' ? ElementType.unsigned(longs[i]) : (double) longs[i];
    }
    return out;
  }

  /**
   * The values as integers; uint64 keeps its bits.
   *
   * @throws FormatException if a value is not a whole number
   */
  public long[] longs() {
    if (values instanceof long[] longs) {
      return longs;
    }
    double[] doubles = doubles();
    long[] out = new long[doubles.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (long) doubles[i];
      if (out[i] != doubles[i]) {
        throw new FormatException(
            "value %s at position %d is not a whole number".formatted(doubles[i], i));
      }
    }
    return out;
  }

  /**
   * The text of a text array with one element.
   *
   * @throws FormatException if this is not text or has more elements
   */
  public String text() {
    if (!(values instanceof String[] texts) || texts.length != 1) {
      throw new FormatException(
          "one piece of text expected, found an array of %s with shape %s"
              .formatted(dtype(), shape()));
    }
    return texts[0];
  }

  private long[] requireNumbers() {
    if (values instanceof long[] longs) {
      return longs;
    }
    throw new FormatException("numbers expected, found text (" + dtype() + ")");
  }

  NpyType type() {
    return type;
  }

  int[] sizes() {
    return shape.clone();
  }

  Object values() {
    return values;
  }

  @Override
  public String toString() {
    return "NpyArray[" + dtype() + ", " + shape() + "]";
  }
}
