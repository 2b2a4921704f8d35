package io.tomodrift.formats.dicom;

import java.io.IOException;
import java.nio.file.Path;

/** Native (not compressed) pixel data of a file, in memory or still on disk. */
public interface PixelSource {

  /** Pixel data on disk; the file is opened for each read. */
  static PixelSource inFile(Path path, long from, long lengthBytes) {
    return new PixelsInFile(path, from, lengthBytes);
  }

  /** Pixel data within an array, which is not copied. */
  static PixelSource inMemory(byte[] data, int from, int lengthBytes) {
    return new PixelsInMemory(data, from, lengthBytes);
  }

  /** Number of bytes that are really there. */
  long lengthBytes();

  /**
   * Copies {@code count} bytes from position {@code from} of the pixel data to the start of {@code
   * target}. May be called from several threads.
   *
   * @throws IOException if the file cannot be read
   * @throws IndexOutOfBoundsException if the range is not within the pixel data
   */
  void read(long from, byte[] target, int count) throws IOException;
}
