package io.tomodrift.formats.hdf5;

import io.tomodrift.geometry.error.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares the length of an HDF5 file with the one in its superblock ("end of file address", HDF5
 * File Format Specification, section II.A). Readers may take what lies beyond the end of a file
 * that was cut off for zeros.
 */
final class SuperblockCheck {

  private static final long SIGNATURE = 0x89484446_0d0a1a0aL;
  private static final int BYTES = 64;

  private SuperblockCheck() {}

  static void requireWhole(Path path) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(path)) {
      start = in.readNBytes(BYTES);
    }
    if (start.length < BYTES) {
      throw new FormatException(
          "%s: not HDF5, or cut off: it has only %d bytes".formatted(path, start.length));
    }
    ByteBuffer buffer = ByteBuffer.wrap(start);
    if (buffer.getLong(0) != SIGNATURE) {
      // A user block may come first; the library looks for the signature behind it.
      return;
    }
    int version = buffer.get(8);
    int addressBytes = buffer.get(version < 2 ? 13 : 9);
    if (addressBytes != 8) {
      return;
    }
    int position = version == 0 ? 40 : version == 1 ? 44 : 28;
    long end = buffer.order(ByteOrder.LITTLE_ENDIAN).getLong(position);
    if (end > Files.size(path)) {
      throw new FormatException(
          "%s: cut off: its superblock promises %d bytes, it has %d"
              .formatted(path, end, Files.size(path)));
    }
  }
}
