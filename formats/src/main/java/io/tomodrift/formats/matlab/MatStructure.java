package io.tomodrift.formats.matlab;

import io.tomodrift.formats.binary.SizeGuard;
import io.tomodrift.geometry.error.FormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.InflaterInputStream;

/**
 * Walks over all elements of a MATLAB file before anything is built from them: each must lie within
 * the one around it, and no array may have more elements than bytes (MAT-File Format, chapter 1,
 * Level 5).
 */
final class MatStructure {

  private static final int TAG_BYTES = 8;
  private static final int MATRIX = 14;
  private static final int COMPRESSED = 15;
  private static final int SPARSE_CLASS = 5;
  private static final int LAST_DENSE_CLASS = 15;
  private static final int MAX_DEPTH = 64;

  private final String where;
  private final ByteOrder order;

  private MatStructure(String where, ByteOrder order) {
    this.where = where;
    this.order = order;
  }

  /** Checks the elements from byte {@code start} of a file. */
  static void check(Path path, ByteOrder order, int start) throws IOException {
    MatStructure structure = new MatStructure(path.toString(), order);
    try (SeekableByteChannel channel = Files.newByteChannel(path)) {
      channel.position(start);
      while (channel.position() < channel.size()) {
        structure.checkVariable(channel);
      }
    }
  }

  private void checkVariable(SeekableByteChannel channel) throws IOException {
    ByteBuffer tag = read(channel, TAG_BYTES);
    int type = tag.getInt(0);
    long bytes = Integer.toUnsignedLong(tag.getInt(4));
    SizeGuard.requireBytes(where, bytes, channel.size() - channel.position());
    ByteBuffer body = read(channel, bytes);
    if (type == COMPRESSED) {
      checkChildren(inflate(body), 0);
    } else if (type == MATRIX) {
      checkMatrix(body, 0);
    }
  }

  private ByteBuffer read(SeekableByteChannel channel, long bytes) throws IOException {
    if (bytes > Integer.MAX_VALUE - 8) {
      throw SizeGuard.tooLarge(where, bytes);
    }
    ByteBuffer buffer = ByteBuffer.allocate((int) bytes).order(order);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new FormatException(where + ": cut off at byte " + channel.position());
      }
    }
    return buffer.flip();
  }

  private ByteBuffer inflate(ByteBuffer body) throws IOException {
    byte[] compressed = new byte[body.remaining()];
    body.get(compressed);
    InputStream in = new InflaterInputStream(new ByteArrayInputStream(compressed));
    return ByteBuffer.wrap(in.readAllBytes()).order(order);
  }

  private void checkMatrix(ByteBuffer body, int depth) {
    if (body.remaining() >= 2 * TAG_BYTES) {
      checkCount(body);
    }
    checkChildren(body, depth + 1);
  }

  private void checkChildren(ByteBuffer elements, int depth) {
    if (depth > MAX_DEPTH) {
      throw new FormatException(where + ": nested too deeply");
    }
    while (elements.remaining() >= TAG_BYTES) {
      ByteBuffer child = next(elements);
      if (child != null) {
        checkMatrix(child, depth);
      }
    }
  }

  /** Moves past one element; returns its body if it is a matrix, else null. */
  private ByteBuffer next(ByteBuffer elements) {
    int at = elements.position();
    int first = elements.getInt(at);
    if (first >>> 16 != 0) {
      elements.position(at + TAG_BYTES);
      return null;
    }
    long bytes = Integer.toUnsignedLong(elements.getInt(at + 4));
    SizeGuard.requireBytes(where, bytes, elements.remaining() - TAG_BYTES);
    long padded = (bytes + TAG_BYTES - 1) / TAG_BYTES * TAG_BYTES;
    int end = (int) Math.min(at + TAG_BYTES + padded, elements.limit());
    elements.position(end);
    return first == MATRIX ? elements.slice(at + TAG_BYTES, (int) bytes).order(order) : null;
  }

  /** The first two elements of a matrix are its flags, with the class, and its sizes. */
  private void checkCount(ByteBuffer body) {
    int matrixClass = body.getInt(TAG_BYTES) & 0xff;
    if (matrixClass == SPARSE_CLASS || matrixClass > LAST_DENSE_CLASS) {
      return;
    }
    int at = 2 * TAG_BYTES;
    if (body.remaining() < at + TAG_BYTES) {
      throw new FormatException(where + ": a matrix without sizes");
    }
    boolean small = body.getInt(at) >>> 16 != 0;
    int bytes = small ? body.getInt(at) >>> 16 : body.getInt(at + 4);
    int start = small ? at + 4 : at + TAG_BYTES;
    if (bytes < 0 || bytes > body.remaining() - start) {
      throw new FormatException(where + ": the sizes of a matrix are cut off");
    }
    long count = 1;
    for (int i = 0; i < bytes / 4; i++) {
      count = SizeGuard.multiply(where, count, Math.max(0, body.getInt(start + 4 * i)));
    }
    SizeGuard.requireBytes(where, count, body.remaining());
  }
}
