package io.tomodrift.formats.metaimage;

import io.tomodrift.formats.binary.ElementType;
import io.tomodrift.formats.binary.SizeGuard;
import io.tomodrift.geometry.error.FormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The lines {@code Key = Value} of a MetaImage header, up to and including {@code ElementDataFile}.
 *
 * @param where file name for messages
 * @param entries values by key
 * @param length bytes of the header
 */
record MetaHeader(String where, Map<String, String> entries, int length) {

  private static final int MAX_BYTES = 1 << 20;

  private static final Map<String, ElementType> TYPES =
      Map.ofEntries(
          Map.entry("MET_CHAR", ElementType.INT8),
          Map.entry("MET_UCHAR", ElementType.UINT8),
          Map.entry("MET_SHORT", ElementType.INT16),
          Map.entry("MET_USHORT", ElementType.UINT16),
          Map.entry("MET_INT", ElementType.INT32),
          Map.entry("MET_UINT", ElementType.UINT32),
          Map.entry("MET_LONG", ElementType.INT32),
          Map.entry("MET_ULONG", ElementType.UINT32),
          Map.entry("MET_LONG_LONG", ElementType.INT64),
          Map.entry("MET_ULONG_LONG", ElementType.UINT64),
          Map.entry("MET_FLOAT", ElementType.FLOAT32),
          Map.entry("MET_DOUBLE", ElementType.FLOAT64));

  static MetaHeader read(String where, InputStream in) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    int length = 0;
    while (!entries.containsKey("ElementDataFile")) {
      byte[] line = readLine(where, in, MAX_BYTES - length);
      length += line.length;
      String text = new String(line, StandardCharsets.UTF_8).strip();
      int equals = text.indexOf('=');
      if (equals < 0 && !text.isEmpty()) {
        throw new FormatException(
            where + ": not a MetaImage header: a line without '=': " + shortened(text));
      }
      if (equals >= 0) {
        entries.put(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
      }
    }
    return new MetaHeader(where, Map.copyOf(entries), length);
  }

  /** One line with its line feed; the data begin right after the last one. */
  private static byte[] readLine(String where, InputStream in, int limit) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b;
    do {
      b = in.read();
      if ((b < 0 && line.size() == 0) || line.size() >= limit) {
        throw new FormatException(where + ": not a MetaImage header: no line 'ElementDataFile'");
      }
      if (b >= 0) {
        line.write(b);
      }
    } while (b >= 0 && b != '\n');
    return line.toByteArray();
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(40, text.length())).replaceAll("[^ -~]", "?");
  }

  String required(String key) {
    String value = entries.get(key);
    if (value == null) {
      throw new FormatException(where + ": the header has no '" + key + "'");
    }
    return value;
  }

  String first(String otherwise, String... keys) {
    return Arrays.stream(keys)
        .filter(entries::containsKey)
        .findFirst()
        .map(entries::get)
        .orElse(otherwise);
  }

  boolean flag(boolean otherwise, String... keys) {
    return first(Boolean.toString(otherwise), keys).toLowerCase(Locale.ROOT).startsWith("t");
  }

  long whole(String key, long otherwise) {
    String text = first(Long.toString(otherwise), key);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new FormatException(where + ": " + key + " is no whole number: " + text, e);
    }
  }

  /** Numbers of an entry, which must be {@code count}. */
  double[] numbers(int count, String text, String key) {
    try {
      double[] numbers =
          Arrays.stream(text.split("\\s+", -1)).mapToDouble(Double::parseDouble).toArray();
      if (numbers.length == count) {
        return numbers;
      }
    } catch (NumberFormatException e) {
      throw new FormatException(where + ": " + key + " has something not a number: " + text, e);
    }
    throw new FormatException(
        "%s: %s needs %d numbers, found '%s'".formatted(where, key, count, shortened(text)));
  }

  int axes() {
    long axes = whole("NDims", -1);
    if (axes < 2 || axes > 4) {
      throw new FormatException("%s: NDims = %d; 2, 3 or 4 are supported".formatted(where, axes));
    }
    return (int) axes;
  }

  /** Columns, rows, slices. */
  int[] sizes() {
    double[] given = numbers(axes(), required("DimSize"), "DimSize");
    int[] sizes = {1, 1, 1, 1};
    for (int i = 0; i < given.length; i++) {
      if (!(given[i] >= 1 && given[i] <= Integer.MAX_VALUE && given[i] == Math.rint(given[i]))) {
        throw new FormatException(where + ": unusable DimSize " + required("DimSize"));
      }
      sizes[i] = (int) given[i];
    }
    if (sizes[3] != 1) {
      throw new FormatException(
          "%s: %d frames; only single volumes are supported".formatted(where, sizes[3]));
    }
    return Arrays.copyOf(sizes, 3);
  }

  long count() {
    return SizeGuard.product(where, sizes());
  }

  ElementType element() {
    String name = required("ElementType");
    ElementType type = TYPES.get(name);
    if (type == null) {
      throw new FormatException(where + ": ElementType " + name + " is not supported");
    }
    if (whole("ElementNumberOfChannels", 1) != 1) {
      throw new FormatException(
          "%s: %s channels a voxel; only one is supported"
              .formatted(where, required("ElementNumberOfChannels")));
    }
    return type;
  }

  ByteOrder order() {
    return flag(false, "BinaryDataByteOrderMSB", "ElementByteOrderMSB")
        ? ByteOrder.BIG_ENDIAN
        : ByteOrder.LITTLE_ENDIAN;
  }
}
