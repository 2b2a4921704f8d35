package io.tomodrift.formats.npy;

import io.tomodrift.formats.binary.SizeGuard;
import io.tomodrift.geometry.error.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Text elements: code points of 4 bytes (U) or single bytes (S), padded with zeros. */
final class NpyTexts {

  private static final long MAX_BYTES = 1L << 28;

  private NpyTexts() {}

  static NpyType typeFor(String text) {
    int codePoints = text.codePointCount(0, text.length());
    return new NpyType('U', Math.max(1, codePoints), ByteOrder.LITTLE_ENDIAN);
  }

  static String[] read(String where, InputStream in, NpyType type, long count) throws IOException {
    long bytes = SizeGuard.multiply(where, count, Math.max(4, type.elementBytes()));
    if (bytes > MAX_BYTES) {
      throw new FormatException(where + ": " + bytes + " bytes of text are not plausible");
    }
    String[] texts = new String[(int) count];
    for (int i = 0; i < texts.length; i++) {
      byte[] element = in.readNBytes(type.elementBytes());
      if (element.length < type.elementBytes()) {
        throw new FormatException(where + ": ends inside its text");
      }
      texts[i] =
          type.kind() == 'S' ? bytesText(element) : unicodeText(where, element, type.order());
    }
    return texts;
  }

  private static String bytesText(byte[] element) {
    int end = element.length;
    while (end > 0 && element[end - 1] == 0) {
      end--;
    }
    return new String(element, 0, end, StandardCharsets.UTF_8);
  }

  private static String unicodeText(String where, byte[] element, ByteOrder order) {
    StringBuilder text = new StringBuilder();
    ByteBuffer buffer = ByteBuffer.wrap(element).order(order);
    int end = element.length / 4;
    while (end > 0 && buffer.getInt(4 * (end - 1)) == 0) {
      end--;
    }
    for (int i = 0; i < end; i++) {
      int codePoint = buffer.getInt(4 * i);
      if (!Character.isValidCodePoint(codePoint)) {
        throw new FormatException(
            where + ": the text holds 0x%x, no character".formatted(codePoint));
      }
      text.appendCodePoint(codePoint);
    }
    return text.toString();
  }

  static byte[] encode(String text, NpyType type) {
    ByteBuffer buffer = ByteBuffer.allocate(type.elementBytes()).order(type.order());
    text.codePoints().forEach(buffer::putInt);
    return buffer.array();
  }
}
