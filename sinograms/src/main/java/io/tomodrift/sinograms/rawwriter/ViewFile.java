package io.tomodrift.sinograms.rawwriter;

import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.formats.dicom.part10.Part10Template;
import io.tomodrift.formats.dicom.part10.Part10Template.Extent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file of one view in a buffer whose values are overwritten; scratch space of one thread. */
final class ViewFile {

  private final Part10Template template;
  private final ByteBuffer file;

  ViewFile(Part10Template template) {
    this.template = template;
    this.file =
        ByteBuffer.allocateDirect(template.lengthBytes())
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(template.file());
  }

  void text(int tag, String value) {
    Extent extent = template.extent(tag);
    byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
    if (bytes.length > extent.length()) {
      throw new IllegalArgumentException(
          "%s has room for %d characters, got '%s'"
              .formatted(Tag.describe(tag), extent.length(), value));
    }
    file.put(extent.from(), bytes);
    for (int i = bytes.length; i < extent.length(); i++) {
      file.put(extent.from() + i, (byte) ' ');
    }
  }

  void uint16(int tag, int value) {
    file.putShort(template.extent(tag).from(), (short) value);
  }

  void decimal(int tag, float value) {
    file.putFloat(template.extent(tag).from(), value);
  }

  void decimals(int tag, float[] values) {
    int from = template.extent(tag).from();
    file.slice(from, Float.BYTES * values.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .put(values);
  }

  void pixels(short[] values) {
    int from = template.extent(Tag.PIXEL_DATA).from();
    file.slice(from, Short.BYTES * values.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asShortBuffer()
        .put(values);
  }

  void write(Path path) throws IOException {
    file.rewind();
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (file.hasRemaining()) {
        channel.write(file);
      }
    }
  }
}
