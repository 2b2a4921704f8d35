package io.tomodrift.formats.npy;

import io.tomodrift.formats.binary.ElementType;
import io.tomodrift.geometry.error.FormatException;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code descr} of an array: kind, size and byte order of an element.
 *
 * @param kind NumPy's letter: f float, i signed, u unsigned, b boolean, U unicode, S bytes
 * @param size bytes of an element; characters for U
 * @param order byte order of the file
 */
record NpyType(char kind, int size, ByteOrder order) {

  static final NpyType FLOAT32 = new NpyType('f', 4, ByteOrder.LITTLE_ENDIAN);

  private static final Pattern DESCR = Pattern.compile("([<>|=])?([a-zA-Z])(\\d{0,9})");

  private static final Map<String, ElementType> NUMBERS =
      Map.ofEntries(
          Map.entry("f4", ElementType.FLOAT32),
          Map.entry("f8", ElementType.FLOAT64),
          Map.entry("i1", ElementType.INT8),
          Map.entry("i2", ElementType.INT16),
          Map.entry("i4", ElementType.INT32),
          Map.entry("i8", ElementType.INT64),
          Map.entry("u1", ElementType.UINT8),
          Map.entry("u2", ElementType.UINT16),
          Map.entry("u4", ElementType.UINT32),
          Map.entry("u8", ElementType.UINT64),
          Map.entry("b1", ElementType.UINT8));

  static NpyType parse(String where, String descr) {
    Matcher matcher = DESCR.matcher(descr);
    if (!matcher.matches()) {
      throw unsupported(where, descr);
    }
    char kind = matcher.group(2).charAt(0);
    if (kind == 'O') {
      throw new FormatException(
          where
              + ": holds pickled Python objects, which can run code when loaded and are refused;"
              + " save a plain numeric array instead, for example np.save(path, np.asarray(x, dtype=np.float32))");
    }
    int size = matcher.group(3).isEmpty() ? 0 : Integer.parseInt(matcher.group(3));
    ByteOrder order = ">".equals(matcher.group(1)) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    NpyType type = new NpyType(kind, size, order);
    if (!type.isText() && !NUMBERS.containsKey(type.code())) {
      throw unsupported(where, descr);
    }
    return type;
  }

  static NpyType of(ElementType element) {
    char kind =
        switch (element) {
          case FLOAT32, FLOAT64 -> 'f';
          case INT8, INT16, INT32, INT64 -> 'i';
          case UINT8, UINT16, UINT32, UINT64 -> 'u';
        };
    return new NpyType(kind, element.bytes(), ByteOrder.LITTLE_ENDIAN);
  }

  private static FormatException unsupported(String where, String descr) {
    return new FormatException(
        "%s: element type %s is not supported; convert in Python with .astype('float32')"
            .formatted(where, descr));
  }

  private String code() {
    return kind + Integer.toString(size);
  }

  boolean isText() {
    return kind == 'U' || kind == 'S';
  }

  boolean isBoolean() {
    return kind == 'b';
  }

  int elementBytes() {
    return kind == 'U' ? Math.multiplyExact(4, size) : size;
  }

  ElementType element() {
    return NUMBERS.get(code());
  }

  /** NumPy's notation. */
  String descr() {
    boolean single = kind == 'S' || kind == 'b' || (size == 1 && kind != 'U');
    return (single ? "|" : order == ByteOrder.BIG_ENDIAN ? ">" : "<") + kind + size;
  }
}
