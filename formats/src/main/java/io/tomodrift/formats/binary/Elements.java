package io.tomodrift.formats.binary;

import io.tomodrift.geometry.error.FormatException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.ZipException;

/**
 * Streams of numbers of one {@link ElementType}, read into and written from Java arrays through a
 * buffer of fixed size. Readers take the name of the file for messages.
 */
public final class Elements {

  private static final int BUFFER_BYTES = 1 << 18;

  private Elements() {}

  /** Receives element {@code index}. */
  @FunctionalInterface
  private interface Sink {
    void take(int index, ByteBuffer buffer);
  }

  /** Puts element {@code index}. */
  @FunctionalInterface
  private interface Source {
    void put(int index, ByteBuffer buffer);
  }

  /**
   * Reads {@code count} elements as float32; types wider than 24 bits are rounded.
   *
   * @throws FormatException if the stream ends early or is not what its compression promises
   */
  public static float[] readFloats(
      String where, InputStream in, ElementType type, ByteOrder order, long count)
      throws IOException {
    return readScaledFloats(where, in, type, order, count, 1, 0);
  }

  /**
   * Reads {@code count} elements as {@code slope * stored + intercept}, computed in double, rounded
   * once to float32.
   *
   * @throws FormatException if the stream ends early or is not what its compression promises
   */
  public static float[] readScaledFloats(
      String where,
      InputStream in,
      ElementType type,
      ByteOrder order,
      long count,
      double slope,
      double intercept)
      throws IOException {
    float[] out = SizeGuard.floats(where, count);
    boolean plain = slope == 1 && intercept == 0;
    Sink sink =
        plain
            ? (i, b) -> out[i] = (float) type.next(b)
            : (i, b) -> out[i] = (float) (slope * type.next(b) + intercept);
    read(where, in, type, order, out.length, sink);
    return out;
  }

  /** Reads {@code count} elements as double; 64-bit integers are rounded. */
  public static double[] readDoubles(
      String where, InputStream in, ElementType type, ByteOrder order, long count)
      throws IOException {
    double[] out = SizeGuard.doubles(where, count);
    read(where, in, type, order, out.length, (i, b) -> out[i] = type.next(b));
    return out;
  }

  /** Reads {@code count} 64-bit integers; unsigned ones keep their bits. */
  public static long[] readLongs(String where, InputStream in, ByteOrder order, long count)
      throws IOException {
    long[] out = SizeGuard.longs(where, count);
    read(where, in, ElementType.INT64, order, out.length, (i, b) -> out[i] = b.getLong());
    return out;
  }

  private static void read(
      String where, InputStream in, ElementType type, ByteOrder order, int count, Sink sink)
      throws IOException {
    byte[] bytes = new byte[BUFFER_BYTES];
    int perBuffer = BUFFER_BYTES / type.bytes();
    for (int done = 0; done < count; ) {
      int now = Math.min(perBuffer, count - done);
      int wanted = now * type.bytes();
      int got = readUpTo(where, in, bytes, wanted);
      if (got < wanted) {
        throw truncated(where, done + got / type.bytes(), count);
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, wanted).order(order);
      for (int i = done; i < done + now; i++) {
        sink.take(i, buffer);
      }
      done += now;
    }
  }

  private static int readUpTo(String where, InputStream in, byte[] bytes, int wanted)
      throws IOException {
    try {
      return in.readNBytes(bytes, 0, wanted);
    } catch (EOFException | ZipException e) {
      throw new FormatException(where + ": the compressed values are damaged or cut off", e);
    }
  }

  private static FormatException truncated(String where, int got, int wanted) {
    return new FormatException(
        "%s: ends after %d of %d values; it was not copied or written completely"
            .formatted(where, got, wanted));
  }

  /**
   * Skips exactly {@code bytes} bytes.
   *
   * @throws FormatException if the stream is shorter
   */
  public static void skip(String where, InputStream in, long bytes) throws IOException {
    try {
      in.skipNBytes(bytes);
    } catch (EOFException | ZipException e) {
      throw new FormatException(where + ": ends before its values begin", e);
    }
  }

  /**
   * Writes values as {@code type}; for integer types they are rounded to nearest.
   *
   * @throws FormatException if a value does not fit the type
   */
  public static void write(OutputStream out, float[] values, ElementType type, ByteOrder order)
      throws IOException {
    if (type == ElementType.FLOAT32) {
      write(out, type, order, values.length, (i, b) -> b.putFloat(values[i]));
      return;
    }
    write(out, type, order, values.length, (i, b) -> putChecked(type, b, i, values[i]));
  }

  /**
   * Writes values as {@code type}; for integer types they are rounded to nearest.
   *
   * @throws FormatException if a value does not fit the type
   */
  public static void write(OutputStream out, double[] values, ElementType type, ByteOrder order)
      throws IOException {
    write(out, type, order, values.length, (i, b) -> putChecked(type, b, i, values[i]));
  }

  /** Writes 64-bit integers bit by bit. */
  public static void write(OutputStream out, long[] values, ByteOrder order) throws IOException {
    write(out, ElementType.INT64, order, values.length, (i, b) -> b.putLong(values[i]));
  }

  private static void putChecked(ElementType type, ByteBuffer buffer, int index, double value) {
    double stored = type.isFloatingPoint() ? value : Math.rint(value);
    if (!type.isFloatingPoint() && !(stored >= type.min() && stored <= type.max())) {
      throw new FormatException(
          "value %s at position %d does not fit %s (%.0f to %.0f); write float32 instead"
              .formatted(value, index, type.label(), type.min(), type.max()));
    }
    type.put(buffer, stored);
  }

  private static void write(
      OutputStream out, ElementType type, ByteOrder order, int count, Source source)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(order);
    for (int i = 0; i < count; i++) {
      if (buffer.remaining() < type.bytes()) {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
      }
      source.put(i, buffer);
    }
    out.write(buffer.array(), 0, buffer.position());
  }
}
