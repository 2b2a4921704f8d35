package io.tomodrift.formats.binary;

import java.nio.ByteBuffer;
import java.util.Locale;

/** How one number is stored. */
public enum ElementType {
  /** Signed 8-bit integer. */
  INT8(1),
  /** Unsigned 8-bit integer. */
  UINT8(1),
  /** Signed 16-bit integer. */
  INT16(2),
  /** Unsigned 16-bit integer. */
  UINT16(2),
  /** Signed 32-bit integer. */
  INT32(4),
  /** Unsigned 32-bit integer. */
  UINT32(4),
  /** Signed 64-bit integer. */
  INT64(8),
  /** Unsigned 64-bit integer. */
  UINT64(8),
  /** IEEE 754 single precision. */
  FLOAT32(4),
  /** IEEE 754 double precision. */
  FLOAT64(8);

  private static final double TWO_TO_64 = 0x1p64;

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }

  /** True for the two floating point types. */
  public boolean isFloatingPoint() {
    return this == FLOAT32 || this == FLOAT64;
  }

  /** True if every value of this type is a float32 value. */
  public boolean fitsFloat() {
    return bytes <= 2 || this == FLOAT32;
  }

  /** Smallest value of an integer type, negative infinity for a floating point type. */
  public double min() {
    return switch (this) {
      case INT8, INT16, INT32, INT64 -> -Math.scalb(1.0, 8 * bytes - 1);
      case UINT8, UINT16, UINT32, UINT64 -> 0;
      case FLOAT32, FLOAT64 -> Double.NEGATIVE_INFINITY;
    };
  }

  /** Largest value of an integer type (to double precision), infinity for a floating point type. */
  public double max() {
    return switch (this) {
      case INT8, INT16, INT32, INT64 -> Math.scalb(1.0, 8 * bytes - 1) - 1;
      case UINT8, UINT16, UINT32, UINT64 -> Math.scalb(1.0, 8 * bytes) - 1;
      case FLOAT32, FLOAT64 -> Double.POSITIVE_INFINITY;
    };
  }

  /** The element at the buffer's position, which moves on; 64-bit integers are rounded. */
  double next(ByteBuffer buffer) {
    return switch (this) {
      case INT8 -> buffer.get();
      case UINT8 -> Byte.toUnsignedInt(buffer.get());
      case INT16 -> buffer.getShort();
      case UINT16 -> Short.toUnsignedInt(buffer.getShort());
      case INT32 -> buffer.getInt();
      case UINT32 -> Integer.toUnsignedLong(buffer.getInt());
      case INT64 -> (double) buffer.getLong();
      case UINT64 -> unsigned(buffer.getLong());
      case FLOAT32 -> buffer.getFloat();
      case FLOAT64 -> buffer.getDouble();
    };
  }

  /** Puts a value that fits the type (integers are rounded to nearest) at the buffer's position. */
  void put(ByteBuffer buffer, double value) {
    switch (this) {
      case INT8, UINT8 -> buffer.put((byte) Math.round(value));
      case INT16, UINT16 -> buffer.putShort((short) Math.round(value));
      case INT32, UINT32 -> buffer.putInt((int) Math.round(value));
      case INT64 -> buffer.putLong(Math.round(value));
      case UINT64 -> buffer.putLong(fromUnsigned(value));
      case FLOAT32 -> buffer.putFloat((float) value);
      case FLOAT64 -> buffer.putDouble(value);
    }
  }

  /** The value of 64 bits read as an unsigned integer, rounded to double. */
  public static double unsigned(long bits) {
    return bits >= 0 ? bits : 2 * (double) ((bits >>> 1) | (bits & 1));
  }

  private static long fromUnsigned(double value) {
    double whole = Math.rint(value);
    return whole < TWO_TO_64 / 2 ? (long) whole : (long) (whole - TWO_TO_64);
  }

  /** Name for messages, for example {@code int16}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
