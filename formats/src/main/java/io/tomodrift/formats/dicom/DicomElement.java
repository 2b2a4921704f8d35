package io.tomodrift.formats.dicom;

import io.tomodrift.geometry.error.FormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One data element: a tag, its value representation, and either the encoded value or the items of a
 * sequence. Values are decoded when asked for; private and unknown elements keep their bytes.
 *
 * <p><b>Threading</b>: immutable as long as callers leave the arrays alone that they gave to it.
 */
public final class DicomElement {

  private final int tag;
  private final Vr vr;
  private final byte[] data;
  private final int offset;
  private final int length;
  private final ByteOrder order;
  private final CharacterSet characters;
  private final List<DicomObject> items;

  private DicomElement(
      int tag,
      Vr vr,
      byte[] data,
      int offset,
      int length,
      ByteOrder order,
      CharacterSet characters,
      List<DicomObject> items) {
    this.tag = tag;
    this.vr = Objects.requireNonNull(vr, "vr");
    this.data = data;
    this.offset = offset;
    this.length = length;
    this.order = order;
    this.characters = characters;
    this.items = items;
  }

  /**
   * An element over encoded bytes, which are not copied.
   *
   * @param order byte order of binary values
   * @param characters character set of text
   */
  public static DicomElement encoded(
      int tag, Vr vr, byte[] data, int from, int count, ByteOrder order, CharacterSet characters) {
    Objects.checkFromIndexSize(from, count, data.length);
    return new DicomElement(tag, vr, data, from, count, order, characters, List.of());
  }

  /** A sequence of items. */
  public static DicomElement sequence(int tag, List<DicomObject> items) {
    return new DicomElement(
        tag,
        Vr.SQ,
        new byte[0],
        0,
        0,
        ByteOrder.LITTLE_ENDIAN,
        CharacterSet.ASCII,
        List.copyOf(items));
  }

  /** The tag as {@code group << 16 | element}. */
  public int tag() {
    return tag;
  }

  /** The value representation. */
  public Vr vr() {
    return vr;
  }

  /** Length of the encoded value in bytes; 0 for a sequence. */
  public int lengthBytes() {
    return length;
  }

  /** True if there is no value: zero length, or a sequence without items. */
  public boolean isEmpty() {
    return vr == Vr.SQ ? items.isEmpty() : length == 0;
  }

  /** Byte order of the encoded value. */
  public ByteOrder order() {
    return order;
  }

  /** A copy of the encoded value, padding included. */
  public byte[] bytes() {
    return Arrays.copyOfRange(data, offset, offset + length);
  }

  /** The items; empty if this is no sequence. */
  public List<DicomObject> items() {
    return items;
  }

  /**
   * The same bytes under another value representation: how an element of representation UN is read
   * by somebody who knows what it is.
   */
  public DicomElement as(Vr known) {
    if (vr == Vr.SQ || known == Vr.SQ) {
      throw new IllegalArgumentException(
          Tag.describe(tag) + " cannot be read as " + known + ", it is " + vr);
    }
    return new DicomElement(tag, known, data, offset, length, order, characters, items);
  }

  /**
   * The values as strings without padding; empty values between separators are kept, an element
   * without value gives an empty list. Numbers are printed.
   */
  public List<String> strings() {
    if (vr.isText()) {
      return TextValues.decode(vr, text());
    }
    return switch (vr) {
      case FL, FD, OF, OD -> Arrays.stream(doubles()).mapToObj(Double::toString).toList();
      case AT, US, SS, UL, SL, SV, UV -> Arrays.stream(longs()).mapToObj(Long::toString).toList();
      default -> throw notOf("text");
    };
  }

  private String text() {
    return (vr.usesCharacterSet() ? characters : CharacterSet.ASCII).decode(data, offset, length);
  }

  /**
   * The values as 64-bit integers; decimal strings count if they are whole numbers.
   *
   * @throws FormatException if the value is not made of integers
   */
  public long[] longs() {
    if (vr == Vr.IS || vr == Vr.DS) {
      return TextValues.longs(tag, strings());
    }
    ByteBuffer buffer = buffer();
    return switch (vr) {
      case US, OW -> collect(i -> Short.toUnsignedLong(buffer.getShort(2 * i)));
      case SS -> collect(i -> buffer.getShort(2 * i));
      case UL, OL -> collect(i -> Integer.toUnsignedLong(buffer.getInt(4 * i)));
      case SL -> collect(i -> buffer.getInt(4 * i));
      case SV, UV, OV -> collect(i -> buffer.getLong(8 * i));
      case AT -> tags(buffer);
      case OB -> collect(i -> Byte.toUnsignedLong(buffer.get(i)));
      default -> throw notOf("integers");
    };
  }

  /**
   * The values as integers.
   *
   * @throws FormatException if the value is not made of integers or one needs more than 32 bits
   */
  public int[] ints() {
    return Arrays.stream(longs()).mapToInt(this::narrow).toArray();
  }

  private int narrow(long value) {
    if (value != (int) value) {
      throw new FormatException(Tag.describe(tag) + " is " + value + ", which exceeds 32 bits");
    }
    return (int) value;
  }

  /**
   * The values as doubles.
   *
   * @throws FormatException if the value is not made of numbers
   */
  public double[] doubles() {
    ByteBuffer buffer = buffer();
    return switch (vr) {
      case DS, IS -> TextValues.doubles(tag, strings());
      case FL, OF -> collectDoubles(i -> buffer.getFloat(4 * i));
      case FD, OD -> collectDoubles(i -> buffer.getDouble(8 * i));
      default -> Arrays.stream(longs()).asDoubleStream().toArray();
    };
  }

  /** The values as floats; see {@link #doubles()}. */
  public float[] floats() {
    double[] values = doubles();
    float[] result = new float[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }

  private long[] tags(ByteBuffer buffer) {
    long[] result = new long[length / 4];
    for (int i = 0; i < result.length; i++) {
      int group = Short.toUnsignedInt(buffer.getShort(4 * i));
      int element = Short.toUnsignedInt(buffer.getShort(4 * i + 2));
      result[i] = Integer.toUnsignedLong(Tag.of(group, element));
    }
    return result;
  }

  private ByteBuffer buffer() {
    return ByteBuffer.wrap(data, offset, length).slice().order(order);
  }

  private long[] collect(java.util.function.IntToLongFunction value) {
    long[] result = new long[count()];
    Arrays.setAll(result, value);
    return result;
  }

  private double[] collectDoubles(java.util.function.IntToDoubleFunction value) {
    double[] result = new double[count()];
    Arrays.setAll(result, value);
    return result;
  }

  private int count() {
    if (length % vr.unitBytes() != 0) {
      throw new FormatException(
          "%s has %d bytes, which is no multiple of the %d bytes of a value of representation %s"
              .formatted(Tag.describe(tag), length, vr.unitBytes(), vr));
    }
    return length / vr.unitBytes();
  }

  private FormatException notOf(String wanted) {
    return new FormatException(
        "%s has value representation %s, %s expected".formatted(Tag.describe(tag), vr, wanted));
  }

  @Override
  public String toString() {
    return Tag.describe(tag) + " " + vr + (vr == Vr.SQ ? " x" + items.size() : " #" + length);
  }
}
