package io.tomodrift.formats.dicom.part10;

import io.tomodrift.geometry.error.ResourceException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array of little-endian values, whose lengths are filled in afterwards. */
final class ByteSink {

  private byte[] data;
  private int size;

  ByteSink(int expectedBytes) {
    data = new byte[Math.max(64, expectedBytes)];
  }

  int size() {
    return size;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(data, size);
  }

  void zeros(int count) {
    reserve(count);
    size += count;
  }

  void bytes(byte[] values) {
    reserve(values.length);
    System.arraycopy(values, 0, data, size, values.length);
    size += values.length;
  }

  void ascii(String text) {
    bytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  void int16(int value) {
    reserve(2);
    size += 2;
    patchInt16(size - 2, value);
  }

  void int32(int value) {
    reserve(4);
    size += 4;
    patchInt32(size - 4, value);
  }

  void patchInt16(int at, int value) {
    data[at] = (byte) value;
    data[at + 1] = (byte) (value >> 8);
  }

  void patchInt32(int at, int value) {
    patchInt16(at, value);
    patchInt16(at + 2, value >> 16);
  }

  private void reserve(int count) {
    long needed = (long) size + count;
    if (needed > Integer.MAX_VALUE - 8) {
      throw new ResourceException("a DICOM object of more than 2 GB cannot be written");
    }
    if (needed > data.length) {
      data =
          Arrays.copyOf(
              data, (int) Math.max(needed, Math.min(2L * data.length, Integer.MAX_VALUE - 8)));
    }
  }
}
