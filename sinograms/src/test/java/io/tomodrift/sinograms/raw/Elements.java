package io.tomodrift.sinograms.raw;

import io.tomodrift.formats.dicom.DicomCodecs;
import io.tomodrift.formats.dicom.DicomObject;
import io.tomodrift.formats.dicom.DicomObjectBuilder;
import io.tomodrift.formats.dicom.Vr;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/** The elements of a file under test, written byte by byte in implicit VR, or as explicit VR. */
final class Elements {

  private record Value(Vr vr, byte[] bytes, List<Elements> items) {}

  private final TreeMap<Integer, Value> values = new TreeMap<>(Integer::compareUnsigned);

  Elements bytes(int tag, Vr vr, byte[] bytes) {
    values.put(tag, new Value(vr, bytes, List.of()));
    return this;
  }

  Elements text(int tag, Vr vr, String text) {
    String even = text.length() % 2 == 0 ? text : text + (vr == Vr.UI ? "\0" : " ");
    return bytes(tag, vr, even.getBytes(StandardCharsets.US_ASCII));
  }

  Elements fl(int tag, double... numbers) {
    ByteBuffer buffer = buffer(4 * numbers.length);
    for (double number : numbers) {
      buffer.putFloat((float) number);
    }
    return bytes(tag, Vr.FL, buffer.array());
  }

  Elements fd(int tag, double... numbers) {
    ByteBuffer buffer = buffer(8 * numbers.length);
    for (double number : numbers) {
      buffer.putDouble(number);
    }
    return bytes(tag, Vr.FD, buffer.array());
  }

  Elements us(int tag, int number) {
    return bytes(tag, Vr.US, buffer(2).putShort((short) number).array());
  }

  Elements ds(int tag, String number) {
    return text(tag, Vr.DS, number);
  }

  Elements items(int tag, List<Elements> items) {
    values.put(tag, new Value(Vr.SQ, new byte[0], items));
    return this;
  }

  Elements remove(int tag) {
    values.remove(tag);
    return this;
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A Part 10 file in implicit VR little endian. */
  void writeImplicit(Path file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[128]);
    out.write("DICM".getBytes(StandardCharsets.US_ASCII));
    // (0002,0000) UL 4: 26 bytes follow; (0002,0010) UI 18: the transfer syntax
    out.write(new byte[] {2, 0, 0, 0, 'U', 'L', 4, 0, 26, 0, 0, 0});
    out.write(new byte[] {2, 0, 0x10, 0, 'U', 'I', 18, 0});
    out.write("1.2.840.10008.1.2\0".getBytes(StandardCharsets.US_ASCII));
    out.write(implicit());
    Files.write(file, out.toByteArray());
  }

  private byte[] implicit() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (var entry : values.entrySet()) {
      byte[] value = entry.getValue().bytes();
      if (entry.getValue().vr() == Vr.SQ) {
        ByteArrayOutputStream items = new ByteArrayOutputStream();
        for (Elements item : entry.getValue().items()) {
          byte[] inside = item.implicit();
          items.write(header(0xFFFE_E000, inside.length));
          items.write(inside);
        }
        value = items.toByteArray();
      }
      out.write(header(entry.getKey(), value.length));
      out.write(value);
    }
    return out.toByteArray();
  }

  private static byte[] header(int tag, int length) {
    return buffer(8).putShort((short) (tag >>> 16)).putShort((short) tag).putInt(length).array();
  }

  /** A Part 10 file in explicit VR little endian. */
  void writeExplicit(Path file) throws IOException {
    DicomCodecs.sink().write(file, object());
  }

  private DicomObject object() {
    DicomObjectBuilder builder = DicomObject.builder();
    values.forEach(
        (tag, value) -> {
          if (value.vr() == Vr.SQ) {
            builder.sequence(tag, value.items().stream().map(Elements::object).toList());
          } else {
            builder.bytes(tag, value.vr(), value.bytes());
          }
        });
    return builder.build();
  }
}
