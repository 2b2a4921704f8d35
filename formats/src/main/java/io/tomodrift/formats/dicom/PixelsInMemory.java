package io.tomodrift.formats.dicom;

import java.util.Objects;

/** Pixel data within an array that holds the file. */
final class PixelsInMemory implements PixelSource {

  private final byte[] data;
  private final int from;
  private final int length;

  PixelsInMemory(byte[] data, int from, int length) {
    this.data = data;
    this.from = from;
    this.length = length;
  }

  @Override
  public long lengthBytes() {
    return length;
  }

  @Override
  public void read(long at, byte[] target, int count) {
    Objects.checkFromIndexSize(at, count, (long) length);
    System.arraycopy(data, from + (int) at, target, 0, count);
  }
}
