package io.tomodrift.formats.npy;

import io.tomodrift.formats.binary.SizeGuard;
import io.tomodrift.geometry.error.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The header of a NumPy array: magic, version, length, and one line of Python dictionary (format
 * versions 1.0 to 3.0; numpy.lib.format).
 *
 * @param type element type
 * @param fortranOrder true if the first index is fastest
 * @param sizes shape, outermost first
 * @param length bytes of the header
 */
record NpyHeader(NpyType type, boolean fortranOrder, List<Integer> sizes, int length) {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MAX_TEXT = 1 << 16;
  private static final int ALIGNMENT = 64;

  private static final Pattern DESCR =
      Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]*)['\"]");
  private static final Pattern RECORDS = Pattern.compile("['\"]descr['\"]\\s*:\\s*\\[");
  private static final Pattern ORDER =
      Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([^)]*)\\)");
  private static final Pattern SIZE = Pattern.compile("\\d{1,10}L?");

  static boolean hasMagic(byte[] start) {
    return start.length >= MAGIC.length && Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, 6);
  }

  static NpyHeader read(String where, InputStream in) throws IOException {
    byte[] start = in.readNBytes(8);
    if (!hasMagic(start) || start.length < 8) {
      throw new FormatException(where + ": not a NumPy array (.npy): the magic bytes are missing");
    }
    int version = start[6];
    if (version < 1 || version > 3) {
      throw new FormatException("%s: unknown .npy version %d".formatted(where, version));
    }
    int lengthBytes = version == 1 ? 2 : 4;
    byte[] lengthField = Arrays.copyOf(in.readNBytes(lengthBytes), 4);
    long length =
        Integer.toUnsignedLong(
            ByteBuffer.wrap(lengthField).order(ByteOrder.LITTLE_ENDIAN).getInt());
    if (length > MAX_TEXT) {
      throw new FormatException(
          "%s: a header of %d bytes is not plausible".formatted(where, length));
    }
    byte[] text = in.readNBytes((int) length);
    if (text.length < length) {
      throw new FormatException(where + ": ends inside its header");
    }
    Charset charset = version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    return parse(where, new String(text, charset), 8 + lengthBytes + (int) length);
  }

  private static NpyHeader parse(String where, String text, int length) {
    if (RECORDS.matcher(text).find()) {
      throw new FormatException(
          where + ": structured arrays are not supported; save one plain array per field");
    }
    NpyType type = NpyType.parse(where, entry(where, DESCR, text, "descr"));
    boolean fortran = entry(where, ORDER, text, "fortran_order").equals("True");
    List<Integer> sizes = sizes(where, entry(where, SHAPE, text, "shape"));
    return new NpyHeader(type, fortran, sizes, length);
  }

  private static String entry(String where, Pattern pattern, String text, String name) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new FormatException(where + ": the header has no readable entry '" + name + "'");
    }
    return matcher.group(1);
  }

  private static List<Integer> sizes(String where, String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(size -> !size.isEmpty())
        .map(size -> size(where, size))
        .toList();
  }

  private static int size(String where, String text) {
    long size = SIZE.matcher(text).matches() ? Long.parseLong(text.replace("L", "")) : -1;
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw new FormatException(where + ": unusable size '" + text + "' in the shape");
    }
    return (int) size;
  }

  int[] shape() {
    return sizes.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Number of elements. */
  long count(String where) {
    return SizeGuard.product(where, shape());
  }

  /** The bytes of a version 1.0 header in C order. */
  static byte[] encode(NpyType type, int[] shape) {
    String sizes =
        Arrays.stream(shape).mapToObj(size -> size + ",").collect(Collectors.joining(" "));
    if (shape.length > 1) {
      sizes = sizes.substring(0, sizes.length() - 1);
    }
    String text =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type.descr(), sizes);
    int unpadded = 10 + text.length() + 1;
    int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
    byte[] line = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(10 + line.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .put((byte) 1)
        .put((byte) 0)
        .putShort((short) line.length)
        .put(line)
        .array();
  }
}
