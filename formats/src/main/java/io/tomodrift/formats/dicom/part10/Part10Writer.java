package io.tomodrift.formats.dicom.part10;

import io.tomodrift.formats.dicom.DicomElement;
import io.tomodrift.formats.dicom.DicomObject;
import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.formats.dicom.TransferSyntax;
import io.tomodrift.formats.dicom.Vr;
import io.tomodrift.geometry.error.FormatException;
import java.nio.ByteOrder;
import java.util.List;

/** Encodes a data set with preamble and meta information, little endian. */
final class Part10Writer {

  /** Made once from a random UUID (PS3.5 section B.2); names this implementation. */
  static final String IMPLEMENTATION_UID = "2.25.24620473623498677240148646345282009467";

  private static final String IMPLEMENTATION_VERSION = "TOMODRIFT_0";
  private static final int PREAMBLE = 128;

  private final ByteSink out;
  private final ValuePositions positions;
  private boolean explicit = true;
  private int depth;

  private Part10Writer(ByteSink out, ValuePositions positions) {
    this.out = out;
    this.positions = positions;
  }

  /** Learns where the values of the outermost elements are. */
  interface ValuePositions {
    void value(int tag, int from, int length);
  }

  static byte[] encode(DicomObject dataset, TransferSyntax syntax) {
    return encode(dataset, syntax, (tag, from, length) -> {});
  }

  static byte[] encode(DicomObject dataset, TransferSyntax syntax, ValuePositions positions) {
    if (!syntax.equals(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
        && !syntax.equals(TransferSyntax.IMPLICIT_LITTLE_ENDIAN)) {
      throw new IllegalArgumentException(
          "cannot write " + syntax + "; explicit and implicit VR little endian can be written");
    }
    ByteSink out = new ByteSink(PREAMBLE + 1024 + sizeHint(dataset));
    Part10Writer writer = new Part10Writer(out, positions);
    out.zeros(PREAMBLE);
    out.ascii("DICM");
    writer.meta(dataset, syntax);
    writer.explicit = syntax.explicitVr();
    writer.elements(dataset);
    return out.toByteArray();
  }

  private static int sizeHint(DicomObject dataset) {
    return dataset.elements().stream().mapToInt(e -> e.lengthBytes() + 16).sum();
  }

  private void meta(DicomObject dataset, TransferSyntax syntax) {
    DicomObject meta =
        DicomObject.builder()
            .bytes(Tag.FILE_META_INFORMATION_VERSION, Vr.OB, new byte[] {0, 1})
            .text(Tag.MEDIA_STORAGE_SOP_CLASS_UID, dataset.requireString(Tag.SOP_CLASS_UID))
            .text(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, dataset.requireString(Tag.SOP_INSTANCE_UID))
            .text(Tag.TRANSFER_SYNTAX_UID, syntax.uid())
            .text(Tag.IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_UID)
            .text(Tag.IMPLEMENTATION_VERSION_NAME, IMPLEMENTATION_VERSION)
            .build();
    int lengthAt = begin(Tag.FILE_META_INFORMATION_GROUP_LENGTH, Vr.UL);
    out.int32(0);
    int start = out.size();
    elements(meta);
    out.patchInt32(start - 4, out.size() - start);
    out.patchInt16(lengthAt, 4);
  }

  private void elements(DicomObject object) {
    for (DicomElement element : object.elements()) {
      element(element);
    }
  }

  private void element(DicomElement element) {
    int lengthAt = begin(element.tag(), element.vr());
    int start = out.size();
    if (element.vr() == Vr.SQ) {
      items(element.items());
    } else {
      value(element);
    }
    int length = out.size() - start;
    if (depth == 0) {
      positions.value(element.tag(), start, length);
    }
    if (!explicit || element.vr().hasLongLength()) {
      out.patchInt32(lengthAt, length);
    } else if (length <= 0xFFFF) {
      out.patchInt16(lengthAt, length);
    } else {
      throw new FormatException(
          "%s has %d bytes, representation %s allows 65535"
              .formatted(Tag.describe(element.tag()), length, element.vr()));
    }
  }

  /** Writes tag, representation and an empty length, whose position it returns. */
  private int begin(int tag, Vr vr) {
    out.int16(Tag.group(tag));
    out.int16(Tag.element(tag));
    if (!explicit) {
      out.int32(0);
      return out.size() - 4;
    }
    out.ascii(vr.name());
    if (vr.hasLongLength()) {
      out.int16(0);
      out.int32(0);
      return out.size() - 4;
    }
    out.int16(0);
    return out.size() - 2;
  }

  private void items(List<DicomObject> items) {
    depth++;
    for (DicomObject item : items) {
      out.int16(Tag.group(Tag.ITEM));
      out.int16(Tag.element(Tag.ITEM));
      out.int32(0);
      int start = out.size();
      elements(item);
      out.patchInt32(start - 4, out.size() - start);
    }
    depth--;
  }

  private void value(DicomElement element) {
    byte[] bytes = element.bytes();
    if (element.order() == ByteOrder.BIG_ENDIAN) {
      swap(bytes, element.vr().unitBytes());
    }
    out.bytes(bytes);
    if (bytes.length % 2 != 0) {
      out.bytes(new byte[] {element.vr().padding()});
    }
  }

  private static void swap(byte[] bytes, int unit) {
    for (int start = 0; start + unit <= bytes.length; start += unit) {
      for (int i = 0; i < unit / 2; i++) {
        byte low = bytes[start + i];
        bytes[start + i] = bytes[start + unit - 1 - i];
        bytes[start + unit - 1 - i] = low;
      }
    }
  }
}
