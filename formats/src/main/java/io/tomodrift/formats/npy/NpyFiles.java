package io.tomodrift.formats.npy;

import io.tomodrift.formats.AtomicOutput;
import io.tomodrift.formats.binary.ElementType;
import io.tomodrift.formats.binary.Elements;
import io.tomodrift.formats.binary.SizeGuard;
import io.tomodrift.geometry.error.FormatException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads and writes {@code .npy} files, format versions 1.0 to 3.0 (written: 1.0), of float32,
 * float64, signed and unsigned integers, booleans (read as 0 and 1) and text, in both byte orders
 * and both index orders.
 */
public final class NpyFiles {

  private NpyFiles() {}

  /** True if the file begins like a NumPy array. */
  public static boolean accepts(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      return NpyHeader.hasMagic(in.readNBytes(8));
    }
  }

  /**
   * Reads an array.
   *
   * @throws FormatException if the file is no NumPy array, is cut off, or holds Python objects
   */
  public static NpyArray read(Path path) throws IOException {
    long length = Files.size(path);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      String where = path.toString();
      NpyHeader header = NpyHeader.read(where, in);
      SizeGuard.requireBytes(where, bodyBytes(where, header), length - header.length());
      return readBody(where, in, header);
    }
  }

  /** Reads an array from a deflated stream of {@code compressedBytes} bytes. */
  static NpyArray readInflated(String where, InputStream in, long compressedBytes)
      throws IOException {
    NpyHeader header = NpyHeader.read(where, in);
    SizeGuard.requireInflatable(where, bodyBytes(where, header), compressedBytes);
    return readBody(where, in, header);
  }

  private static long bodyBytes(String where, NpyHeader header) {
    return SizeGuard.multiply(where, header.count(where), header.type().elementBytes());
  }

  private static NpyArray readBody(String where, InputStream in, NpyHeader header)
      throws IOException {
    NpyType type = header.type();
    long count = header.count(where);
    if (type.isText()) {
      return new NpyArray(type, header.shape(), NpyTexts.read(where, in, type, count));
    }
    Object values = readNumbers(where, in, type, count);
    if (header.fortranOrder() && header.shape().length > 1) {
      values = FortranOrder.toRowMajor(where, values, header.shape());
    }
    return new NpyArray(type, header.shape(), values);
  }

  private static Object readNumbers(String where, InputStream in, NpyType type, long count)
      throws IOException {
    ElementType element = type.element();
    if (element.fitsFloat()) {
      return Elements.readFloats(where, in, element, type.order(), count);
    }
    if (element == ElementType.INT64 || element == ElementType.UINT64) {
      return Elements.readLongs(where, in, type.order(), count);
    }
    return Elements.readDoubles(where, in, element, type.order(), count);
  }

  /** Writes an array; the file appears under its name only when complete. */
  public static void write(NpyArray array, Path path) throws IOException {
    AtomicOutput.file(
        path,
        temporary -> {
          try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
            write(array, out);
          }
        });
  }

  /** Writes an array to a stream, which is not closed. */
  public static void write(NpyArray array, OutputStream out) throws IOException {
    NpyType read = array.type();
    NpyType type = new NpyType(read.kind(), read.size(), ByteOrder.LITTLE_ENDIAN);
    out.write(NpyHeader.encode(type, array.sizes()));
    Object values = array.values();
    if (values instanceof String[] texts) {
      for (String text : texts) {
        out.write(NpyTexts.encode(text, type));
      }
    } else if (values instanceof float[] floats) {
      Elements.write(out, floats, type.element(), type.order());
    } else if (values instanceof double[] doubles) {
      Elements.write(out, doubles, type.element(), type.order());
    } else {
      Elements.write(out, (long[]) values, type.order());
    }
  }
}
