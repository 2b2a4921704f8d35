package io.tomodrift.tests.formats;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** DICOM files byte by byte, by no codec, so that all codecs can be held against them. */
final class HandmadeDicom {

  static final String IMPLICIT = "1.2.840.10008.1.2";
  static final String EXPLICIT = "1.2.840.10008.1.2.1";
  static final String BIG_ENDIAN = "1.2.840.10008.1.2.2";
  static final String DEFLATED = "1.2.840.10008.1.2.1.99";
  static final String JPEG_LOSSLESS = "1.2.840.10008.1.2.4.70";
  static final int UNDEFINED = -1;

  private static final Set<String> LONG = Set.of("OB", "OW", "SQ", "UN", "UT");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final boolean explicit;
  private final ByteOrder order;

  private HandmadeDicom(boolean explicit, ByteOrder order) {
    this.explicit = explicit;
    this.order = order;
  }

  /** An empty data set. */
  static HandmadeDicom dataset(String syntax) {
    return new HandmadeDicom(
        !syntax.equals(IMPLICIT),
        syntax.equals(BIG_ENDIAN) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  /** Preamble and meta information before a data set. */
  static byte[] file(String syntax, byte[] dataset) {
    HandmadeDicom meta = dataset(EXPLICIT).text(0x0002_0010, "UI", padded(syntax));
    HandmadeDicom start = dataset(EXPLICIT);
    start.out.writeBytes(new byte[128]);
    start.out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
    start.element(0x0002_0000, "UL", start.int32(meta.out.size()));
    start.out.writeBytes(meta.bytes());
    start.out.writeBytes(dataset);
    return start.bytes();
  }

  private static String padded(String uid) {
    return uid.length() % 2 == 0 ? uid : uid + '\0';
  }

  HandmadeDicom element(int tag, String vr, byte[] value) {
    header(tag, vr, value.length);
    out.writeBytes(value);
    return this;
  }

  HandmadeDicom text(int tag, String vr, String even) {
    return element(tag, vr, even.getBytes(StandardCharsets.ISO_8859_1));
  }

  HandmadeDicom uint16(int tag, int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(order);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return element(tag, "US", bytes.array());
  }

  HandmadeDicom float32(int tag, float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(order);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return element(tag, "FL", bytes.array());
  }

  /** Tag and length of an element whose value follows, or never does. */
  HandmadeDicom header(int tag, String vr, int length) {
    out.writeBytes(int16(tag >>> 16));
    out.writeBytes(int16(tag));
    if (!explicit) {
      out.writeBytes(int32(length));
      return this;
    }
    out.writeBytes(vr.getBytes(StandardCharsets.US_ASCII));
    if (LONG.contains(vr)) {
      out.writeBytes(int16(0));
      out.writeBytes(int32(length));
    } else {
      out.writeBytes(int16(length));
    }
    return this;
  }

  /** Item or delimiter: they have no representation. */
  HandmadeDicom marker(int tag, int length) {
    out.writeBytes(int16(tag >>> 16));
    out.writeBytes(int16(tag));
    out.writeBytes(int32(length));
    return this;
  }

  HandmadeDicom item(byte[] content) {
    marker(0xFFFE_E000, content.length);
    out.writeBytes(content);
    return this;
  }

  HandmadeDicom openItem(byte[] content) {
    marker(0xFFFE_E000, UNDEFINED);
    out.writeBytes(content);
    return marker(0xFFFE_E00D, 0);
  }

  HandmadeDicom endSequence() {
    return marker(0xFFFE_E0DD, 0);
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private byte[] int16(int value) {
    return ByteBuffer.allocate(2).order(order).putShort((short) value).array();
  }

  private byte[] int32(int value) {
    return ByteBuffer.allocate(4).order(order).putInt(value).array();
  }
}
