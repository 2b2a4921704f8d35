package io.tomodrift.formats.dicom.series;

import io.tomodrift.formats.dicom.DicomObject;
import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.formats.dicom.Vr;
import io.tomodrift.geometry.error.FormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * How the pixels of one grey frame are stored.
 *
 * @param rows number of rows
 * @param columns number of columns
 * @param bitsAllocated 8, 16 or 32
 * @param bitsStored bits of the value
 * @param highBit position of its top bit
 * @param signed two's complement if true
 * @param order byte order
 * @param padding values outside the field of view, or null if the file names none
 */
record PixelFormat(
    int rows,
    int columns,
    int bitsAllocated,
    int bitsStored,
    int highBit,
    boolean signed,
    ByteOrder order,
    Padding padding) {

  /**
   * Range of stored values that mean "no data", both ends included.
   *
   * @param low lowest
   * @param high highest
   */
  record Padding(long low, long high) {
    boolean covers(long word) {
      return word >= low && word <= high;
    }
  }

  static PixelFormat of(DicomObject header, ByteOrder order) {
    int samples = header.intValue(Tag.SAMPLES_PER_PIXEL).orElse(1);
    String photometric = header.string(Tag.PHOTOMETRIC_INTERPRETATION).orElse("MONOCHROME2");
    if (samples != 1 || !photometric.startsWith("MONOCHROME")) {
      throw new FormatException(
          "colour image (PhotometricInterpretation %s, SamplesPerPixel %d); only grey images are read"
              .formatted(photometric, samples));
    }
    int allocated = header.requireInt(Tag.BITS_ALLOCATED);
    int stored = header.intValue(Tag.BITS_STORED).orElse(allocated);
    int high = header.intValue(Tag.HIGH_BIT).orElse(stored - 1);
    if ((allocated != 8 && allocated != 16 && allocated != 32)
        || stored < 1
        || high >= allocated
        || high + 1 < stored) {
      throw new FormatException(
          "BitsAllocated %d, BitsStored %d, HighBit %d; 8, 16 or 32 bits with the value inside are read"
              .formatted(allocated, stored, high));
    }
    int rows = header.requireInt(Tag.ROWS);
    int columns = header.requireInt(Tag.COLUMNS);
    if (rows < 1 || columns < 1) {
      throw new FormatException("Rows %d, Columns %d".formatted(rows, columns));
    }
    boolean signed = header.intValue(Tag.PIXEL_REPRESENTATION).orElse(0) == 1;
    return new PixelFormat(
        rows, columns, allocated, stored, high, signed, order, padding(header, allocated, signed));
  }

  private static Padding padding(DicomObject header, int bits, boolean signed) {
    OptionalInt value = word(header, Tag.PIXEL_PADDING_VALUE, bits, signed);
    if (value.isEmpty()) {
      return null;
    }
    long first = unsignedUnless(signed, value.getAsInt());
    OptionalInt limit = word(header, Tag.PIXEL_PADDING_RANGE_LIMIT, bits, signed);
    long second = limit.isPresent() ? unsignedUnless(signed, limit.getAsInt()) : first;
    return new Padding(Math.min(first, second), Math.max(first, second));
  }

  // Scanners write the value as US or SS without regard to PixelRepresentation: only its bits
  // count.
  private static OptionalInt word(DicomObject header, int tag, int bits, boolean signed) {
    var element = header.find(tag).filter(e -> e.lengthBytes() >= 2);
    if (element.isEmpty()) {
      return OptionalInt.empty();
    }
    boolean wide = element.get().vr().unitBytes() == 4 && element.get().lengthBytes() >= 4;
    boolean text = element.get().vr().isText();
    Vr vr = text ? element.get().vr() : wide ? Vr.SL : Vr.SS;
    int wordBits = Math.min(bits, wide ? 32 : 16);
    return Arrays.stream(element.get().as(vr).longs())
        .mapToInt(value -> extend((int) value, wordBits, signed))
        .findFirst();
  }

  private static int extend(int value, int bits, boolean signed) {
    int shift = 32 - bits;
    return signed ? value << shift >> shift : value << shift >>> shift;
  }

  private static long unsignedUnless(boolean signed, int value) {
    return signed ? value : Integer.toUnsignedLong(value);
  }

  /** Bytes of one frame. */
  long frameBytes() {
    return (long) rows * columns * (bitsAllocated / 8);
  }

  /** True if two frames may stand in one volume. */
  boolean sameSize(PixelFormat other) {
    return rows == other.rows && columns == other.columns;
  }

  /**
   * Decodes one frame. Padding is recognised in the stored word, before bits are masked and values
   * rescaled.
   *
   * @param fill value of padding pixels, in the unit after rescaling
   * @return how many pixels were padding
   */
  long decode(byte[] frame, Rescale rescale, float fill, float[] target, int at) {
    ByteBuffer buffer = ByteBuffer.wrap(frame).order(order);
    int count = rows * columns;
    int shift = highBit + 1 - bitsStored;
    double slope = rescale.slope();
    double intercept = rescale.intercept();
    long padded = 0;
    for (int i = 0; i < count; i++) {
      int word = word(buffer, i);
      if (padding != null && padding.covers(unsignedUnless(signed, word))) {
        target[at + i] = fill;
        padded++;
      } else {
        long stored = unsignedUnless(signed, extend(word >> shift, bitsStored, signed));
        target[at + i] = (float) (slope * stored + intercept);
      }
    }
    return padded;
  }

  private int word(ByteBuffer buffer, int index) {
    return switch (bitsAllocated) {
      case 8 -> signed ? buffer.get(index) : buffer.get(index) & 0xFF;
      case 16 -> signed ? buffer.getShort(2 * index) : buffer.getShort(2 * index) & 0xFFFF;
      default -> buffer.getInt(4 * index);
    };
  }
}
