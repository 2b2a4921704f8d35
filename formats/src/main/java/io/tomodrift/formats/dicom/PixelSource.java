package io.tomodrift.formats.dicom;

import java.io.IOException;

/** Native (not compressed) pixel data of a file, in memory or still on disk. */
public interface PixelSource {

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
