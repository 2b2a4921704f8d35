package io.tomodrift.formats.dicom.part10;

import io.tomodrift.geometry.error.FormatException;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Undoes the raw deflate compression of a whole data set (RFC 1951, PS3.5 section A.5). */
final class Inflation {

  /** Far above any image written this way, and below what would exhaust a small heap. */
  private static final int MAX_BYTES = 512 << 20;

  private Inflation() {}

  static byte[] inflate(byte[] compressed) {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(compressed);
      ByteArrayOutputStream out = new ByteArrayOutputStream(Math.max(32, compressed.length));
      byte[] block = new byte[1 << 16];
      while (!inflater.finished()) {
        int count = inflater.inflate(block);
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw new FormatException("the deflated data set is cut off");
        }
        if (out.size() > MAX_BYTES - count) {
          throw new FormatException("the deflated data set exceeds " + MAX_BYTES + " bytes");
        }
        out.write(block, 0, count);
      }
      return out.toByteArray();
    } catch (DataFormatException e) {
      throw new FormatException("the deflated data set is damaged: " + e.getMessage(), e);
    } finally {
      inflater.end();
    }
  }
}
