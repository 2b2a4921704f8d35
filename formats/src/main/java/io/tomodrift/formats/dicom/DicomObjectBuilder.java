package io.tomodrift.formats.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Collects the elements of a new {@link DicomObject}. Value representations come from {@link
 * DataDictionary#standard()} unless given; values are checked against them, so that what is written
 * is valid DICOM. Text is encoded as UTF-8 where it is not plain ASCII, so such an object must say
 * {@code ISO_IR 192} in (0008,0005).
 */
public final class DicomObjectBuilder {

  private final TreeMap<Integer, DicomElement> elements = new TreeMap<>(Integer::compareUnsigned);

  DicomObjectBuilder(List<DicomElement> start) {
    start.forEach(this::put);
  }

  /** Adds an element or replaces the one with its tag. */
  public DicomObjectBuilder put(DicomElement element) {
    elements.put(element.tag(), element);
    return this;
  }

  /** Removes an element if it is there. */
  public DicomObjectBuilder remove(int tag) {
    elements.remove(tag);
    return this;
  }

  /** Puts an element without value. */
  public DicomObjectBuilder empty(int tag) {
    return vrOf(tag) == Vr.SQ ? sequence(tag, List.of()) : bytes(tag, vrOf(tag), new byte[0]);
  }

  /**
   * Puts text values.
   *
   * @throws IllegalArgumentException if a value is not possible in the representation of the tag
   */
  public DicomObjectBuilder text(int tag, String... values) {
    return text(tag, vrOf(tag), values);
  }

  /** As {@link #text(int, String...)}, for tags the dictionary lacks. */
  public DicomObjectBuilder text(int tag, Vr vr, String... values) {
    if (!vr.isText()) {
      throw new IllegalArgumentException(Tag.describe(tag) + " is " + vr + ", not text");
    }
    for (String value : values) {
      TextRules.check(tag, vr, value);
    }
    return bytes(tag, vr, String.join("\\", values).getBytes(StandardCharsets.UTF_8));
  }

  /** Puts integers as US, SS, UL, SL or IS. */
  public DicomObjectBuilder ints(int tag, long... values) {
    return ints(tag, vrOf(tag), values);
  }

  /**
   * As {@link #ints(int, long...)}, for tags the dictionary lacks.
   *
   * @throws IllegalArgumentException if a value does not fit the representation
   */
  public DicomObjectBuilder ints(int tag, Vr vr, long... values) {
    if (vr == Vr.IS) {
      return text(tag, vr, Arrays.stream(values).mapToObj(Long::toString).toArray(String[]::new));
    }
    byte[] encoded = new byte[values.length * vr.unitBytes()];
    ByteBuffer buffer = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      putInt(buffer, tag, vr, value);
    }
    return bytes(tag, vr, encoded);
  }

  private static void putInt(ByteBuffer buffer, int tag, Vr vr, long value) {
    long low = vr == Vr.US || vr == Vr.UL ? 0 : vr == Vr.SS ? Short.MIN_VALUE : Integer.MIN_VALUE;
    long high =
        switch (vr) {
          case US -> 0xFFFF;
          case SS -> Short.MAX_VALUE;
          case UL -> 0xFFFF_FFFFL;
          case SL -> Integer.MAX_VALUE;
          default ->
              throw new IllegalArgumentException(Tag.describe(tag) + " is " + vr + ", no integer");
        };
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          "%s is %s and cannot hold %d".formatted(Tag.describe(tag), vr, value));
    }
    if (vr.unitBytes() == 2) {
      buffer.putShort((short) value);
    } else {
      buffer.putInt((int) value);
    }
  }

  /** Puts numbers as DS (rounded to 16 characters), FL or FD. */
  public DicomObjectBuilder doubles(int tag, double... values) {
    return doubles(tag, vrOf(tag), values);
  }

  /**
   * As {@link #doubles(int, double...)}, for tags the dictionary lacks.
   *
   * @throws IllegalArgumentException if DS is asked for a value that is not finite
   */
  public DicomObjectBuilder doubles(int tag, Vr vr, double... values) {
    byte[] encoded = new byte[values.length * vr.unitBytes()];
    ByteBuffer buffer = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
    switch (vr) {
      case DS -> {
        return bytes(
            tag,
            vr,
            DoubleStream.of(values)
                .mapToObj(TextValues::decimalString)
                .collect(Collectors.joining("\\"))
                .getBytes(StandardCharsets.US_ASCII));
      }
      case FL -> DoubleStream.of(values).forEach(v -> buffer.putFloat((float) v));
      case FD -> DoubleStream.of(values).forEach(buffer::putDouble);
      default ->
          throw new IllegalArgumentException(Tag.describe(tag) + " is " + vr + ", no decimal");
    }
    return bytes(tag, vr, encoded);
  }

  /** Puts an encoded value, binary values in little endian; the array is not copied. */
  public DicomObjectBuilder bytes(int tag, Vr vr, byte[] value) {
    return put(
        DicomElement.encoded(
            tag, vr, value, 0, value.length, ByteOrder.LITTLE_ENDIAN, CharacterSet.UTF_8));
  }

  /** Puts a sequence. */
  public DicomObjectBuilder sequence(int tag, List<DicomObject> items) {
    return put(DicomElement.sequence(tag, items));
  }

  /** The finished object. */
  public DicomObject build() {
    return DicomObject.of(elements.values());
  }

  private static Vr vrOf(int tag) {
    return DataDictionary.standard()
        .vr(tag, false)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Tag.format(tag) + " is not in the dictionary; give its value representation"));
  }
}
