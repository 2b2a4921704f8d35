package io.tomodrift.formats.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Pixel data on disk; the file is opened for each read. */
record PixelsInFile(Path path, long from, long lengthBytes) implements PixelSource {

  @Override
  public void read(long at, byte[] target, int count) throws IOException {
    Objects.checkFromIndexSize(at, count, lengthBytes);
    ByteBuffer buffer = ByteBuffer.wrap(target, 0, count);
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, from + at + buffer.position()) < 0) {
          throw new IOException(path + " became shorter while it was read");
        }
      }
    }
  }
}
