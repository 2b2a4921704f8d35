package io.tomodrift.formats.dcm4che;

import io.tomodrift.formats.dicom.CharacterSet;
import io.tomodrift.formats.dicom.DicomElement;
import io.tomodrift.formats.dicom.DicomObject;
import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.formats.dicom.Vr;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.UID;
import org.dcm4che3.io.DicomInputStream;

/** Makes our form of what dcm4che read; values stay encoded. */
final class ElementsOf {

  private final CharacterSet characters;
  private final int depth;

  private ElementsOf(CharacterSet characters, int depth) {
    this.characters = characters;
    this.depth = depth;
  }

  /** The elements of an outermost data set, in ascending order. */
  static List<DicomElement> attributes(Attributes attributes) throws IOException {
    return new ElementsOf(CharacterSet.ASCII, 0).elements(attributes);
  }

  private List<DicomElement> elements(Attributes attributes) throws IOException {
    ElementsOf own = new ElementsOf(charactersOf(attributes), depth);
    List<DicomElement> elements = new ArrayList<>();
    for (int tag : attributes.tags()) {
      elements.add(own.element(attributes, tag));
    }
    return elements;
  }

  private CharacterSet charactersOf(Attributes attributes) throws IOException {
    if (!attributes.contains(Tag.SPECIFIC_CHARACTER_SET)) {
      return characters;
    }
    return CharacterSet.of(element(attributes, Tag.SPECIFIC_CHARACTER_SET).strings());
  }

  private DicomElement element(Attributes attributes, int tag) throws IOException {
    Object value = attributes.getValue(tag);
    String code = attributes.getVR(tag).name();
    Vr vr = Vr.of(code.charAt(0), code.charAt(1)).orElse(Vr.UN);
    if (value instanceof Sequence sequence) {
      return DicomElement.sequence(tag, items(sequence));
    }
    if (vr == Vr.SQ) {
      return DicomElement.sequence(tag, List.of());
    }
    if (value instanceof Fragments fragments) {
      return encoded(tag, vr, joined(fragments), attributes.bigEndian());
    }
    byte[] bytes = attributes.getBytes(tag);
    return (vr == Vr.UN ? hiddenSequence(tag, bytes) : Optional.<DicomElement>empty())
        .orElseGet(() -> encoded(tag, vr, bytes, attributes.bigEndian()));
  }

  private DicomElement encoded(int tag, Vr vr, byte[] bytes, boolean bigEndian) {
    ByteOrder order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return DicomElement.encoded(tag, vr, bytes, 0, bytes.length, order, characters);
  }

  private List<DicomObject> items(List<Attributes> sequence) throws IOException {
    List<DicomObject> items = new ArrayList<>();
    ElementsOf inner = new ElementsOf(characters, depth + 1);
    for (Attributes item : sequence) {
      items.add(DicomObject.of(inner.elements(item)));
    }
    return items;
  }

  /** The items of an unknown element, which are in implicit VR (PS3.5 section 6.2.2). */
  private Optional<DicomElement> hiddenSequence(int tag, byte[] bytes) {
    boolean holdsItems =
        bytes.length >= 8
            && depth < LimitedInput.MAX_DEPTH
            && bytes[0] == (byte) 0xFE
            && bytes[1] == (byte) 0xFF
            && bytes[2] == 0
            && bytes[3] == (byte) 0xE0;
    if (!holdsItems) {
      return Optional.empty();
    }
    try (DicomInputStream in =
        new DicomInputStream(new ByteArrayInputStream(bytes), UID.ImplicitVRLittleEndian)) {
      LimitedInput.guard(in, depth + 1, bytes.length);
      List<Attributes> items = new ArrayList<>();
      while (in.getPosition() < bytes.length) {
        items.add(in.readItem());
      }
      return Optional.of(DicomElement.sequence(tag, items(items)));
    } catch (IOException | RuntimeException e) {
      // Bytes that only looked like items.
      return Optional.empty();
    }
  }

  // Compressed pixels of an icon: kept as they are in the file.
  private static byte[] joined(Fragments fragments) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Object fragment : fragments) {
      byte[] bytes = fragment instanceof byte[] array ? array : new byte[0];
      out.write(header(Tag.ITEM, bytes.length));
      out.write(bytes);
    }
    out.write(header(Tag.SEQUENCE_DELIMITATION, 0));
    return out.toByteArray();
  }

  private static byte[] header(int tag, int length) {
    return ByteBuffer.allocate(8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) Tag.group(tag))
        .putShort((short) Tag.element(tag))
        .putInt(length)
        .array();
  }
}
