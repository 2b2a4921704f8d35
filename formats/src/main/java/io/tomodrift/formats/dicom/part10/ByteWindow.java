package io.tomodrift.formats.dicom.part10;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * The start of a file in an array that grows as the parser goes on, or an array that holds all of
 * it. Lengths are compared with the size of the file before anything is allocated.
 */
final class ByteWindow {

  private static final int FIRST_READ = 8192;

  private final FileChannel channel;
  private final long size;
  private byte[] data;
  private int loaded;

  private ByteWindow(FileChannel channel, long size, byte[] data, int loaded) {
    this.channel = channel;
    this.size = size;
    this.data = data;
    this.loaded = loaded;
  }

  /** Over a file of which only the start may be needed. */
  static ByteWindow growing(FileChannel channel) throws IOException {
    ByteWindow window = new ByteWindow(channel, channel.size(), new byte[0], 0);
    window.load((int) Math.min(window.size, FIRST_READ));
    return window;
  }

  /** Over bytes in memory. */
  static ByteWindow of(byte[] data) {
    return new ByteWindow(null, data.length, data, data.length);
  }

  /** Size of the whole file in bytes. */
  long size() {
    return size;
  }

  /** True if bytes {@code from} to {@code from + count - 1} exist; loads them if they do. */
  boolean has(long from, long count) throws IOException {
    if (count > size - from || from + count > Integer.MAX_VALUE - 8) {
      return false;
    }
    int end = (int) (from + count);
    if (end > loaded) {
      load((int) Math.min(size, Math.max(end, Math.min(2L * loaded, Integer.MAX_VALUE - 8))));
    }
    return true;
  }

  private void load(int end) throws IOException {
    data = Arrays.copyOf(data, end);
    ByteBuffer target = ByteBuffer.wrap(data, loaded, end - loaded);
    while (target.hasRemaining()) {
      if (channel.read(target, target.position()) < 0) {
        throw new IOException("the file became shorter while it was read");
      }
    }
    loaded = end;
  }

  /** The loaded bytes themselves; a later {@link #has} may replace the array. */
  byte[] array() {
    return data;
  }

  int unsignedByte(int at) {
    return data[at] & 0xFF;
  }

  int unsignedShort(int at, ByteOrder order) {
    int first = unsignedByte(at);
    int second = unsignedByte(at + 1);
    return order == ByteOrder.LITTLE_ENDIAN ? first | second << 8 : first << 8 | second;
  }

  long unsignedInt(int at, ByteOrder order) {
    long first = unsignedShort(at, order);
    long second = unsignedShort(at + 2, order);
    return order == ByteOrder.LITTLE_ENDIAN ? first | second << 16 : first << 16 | second;
  }

  int tag(int at, ByteOrder order) {
    return unsignedShort(at, order) << 16 | unsignedShort(at + 2, order);
  }
}
