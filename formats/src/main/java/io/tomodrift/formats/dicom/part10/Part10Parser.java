package io.tomodrift.formats.dicom.part10;

import io.tomodrift.formats.dicom.CharacterSet;
import io.tomodrift.formats.dicom.DataDictionary;
import io.tomodrift.formats.dicom.DicomElement;
import io.tomodrift.formats.dicom.DicomObject;
import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.formats.dicom.Vr;
import io.tomodrift.geometry.error.FormatException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Parses the elements of one data set. Lengths are checked against the enclosing item and the file
 * before use, nesting is limited, and every step moves forward, so damaged input ends in a {@link
 * FormatException}.
 */
final class Part10Parser {

  private static final int MAX_DEPTH = 32;
  private static final int MAX_ELEMENTS = 4_000_000;

  private final ByteWindow bytes;
  private final ByteOrder order;
  private final boolean stopAtPixels;
  private int position;
  private int elementCount;
  private PixelExtent pixels;

  /**
   * Where the pixel data are.
   *
   * @param from position in the window
   * @param length number of bytes announced
   * @param encapsulated whether they are in fragments
   */
  record PixelExtent(int from, long length, boolean encapsulated) {}

  Part10Parser(ByteWindow bytes, int start, ByteOrder order, boolean stopAtPixels) {
    this.bytes = bytes;
    this.position = start;
    this.order = order;
    this.stopAtPixels = stopAtPixels;
  }

  /** What a data set inherits from the one around it. */
  private record Scope(boolean explicit, CharacterSet characters, boolean signed, int depth) {
    Scope inner(boolean itemExplicit) {
      return new Scope(itemExplicit, characters, signed, depth + 1);
    }

    Scope after(DicomElement element) {
      if (element.tag() == Tag.SPECIFIC_CHARACTER_SET) {
        return new Scope(explicit, CharacterSet.of(element.strings()), signed, depth);
      }
      if (element.tag() == Tag.PIXEL_REPRESENTATION && element.lengthBytes() == 2) {
        boolean isSigned = element.as(Vr.US).longs()[0] == 1;
        return new Scope(explicit, characters, isSigned, depth);
      }
      return this;
    }
  }

  /** Parses to the end of the file, or to the pixel data if so wanted. */
  DicomObject dataset(boolean explicit) throws IOException {
    Scope scope = new Scope(explicit, CharacterSet.ASCII, false, 0);
    return parse(bytes.size(), scope);
  }

  /** Parses the elements of group 0002, which are explicit VR, and stops before the next group. */
  DicomObject meta() throws IOException {
    List<DicomElement> elements = new ArrayList<>();
    Scope scope = new Scope(true, CharacterSet.ASCII, false, 0);
    while (bytes.has(position, 8) && Tag.group(bytes.tag(position, order)) == 2) {
      elements.add(value(header(bytes.size(), scope), bytes.size(), scope));
    }
    return DicomObject.of(elements);
  }

  /** Position of the next byte. */
  int position() {
    return position;
  }

  /** The pixel data, or null if none were met. */
  PixelExtent pixels() {
    return pixels;
  }

  private DicomObject parse(long end, Scope outer) throws IOException {
    List<DicomElement> elements = new ArrayList<>();
    Scope scope = outer;
    while (position < end) {
      if (scope.depth() == 0 && isTrailingRubbish(end)) {
        break;
      }
      ElementHeader header = header(end, scope);
      if (header.tag() == Tag.ITEM_DELIMITATION) {
        if (scope.depth() > 0) {
          break;
        }
        continue;
      }
      if (Tag.group(header.tag()) == 0xFFFE) {
        if (scope.depth() > 0) {
          throw failure("unexpected " + Tag.format(header.tag()) + " inside an item");
        }
        continue;
      }
      if (scope.depth() == 0 && isPixels(header.tag())) {
        if (!pixels(header)) {
          break;
        }
        continue;
      }
      DicomElement element = value(header, end, scope);
      if (Tag.element(element.tag()) != 0) {
        elements.add(element);
      }
      scope = scope.after(element);
    }
    return DicomObject.of(elements);
  }

  // Some writers fill the file up to a block size.
  private boolean isTrailingRubbish(long end) throws IOException {
    return end - position >= 8
        && bytes.has(position, 8)
        && bytes.tag(position, order) == 0
        && bytes.unsignedInt(position + 4, order) == 0;
  }

  private static boolean isPixels(int tag) {
    return tag == Tag.PIXEL_DATA
        || tag == Tag.FLOAT_PIXEL_DATA
        || tag == Tag.DOUBLE_FLOAT_PIXEL_DATA;
  }

  /** Notes where the pixels are; returns whether to go on behind them. */
  private boolean pixels(ElementHeader header) throws IOException {
    if (header.tag() == Tag.PIXEL_DATA) {
      pixels = new PixelExtent(header.valueAt(), header.length(), header.hasUndefinedLength());
    }
    if (stopAtPixels) {
      return false;
    }
    if (header.hasUndefinedLength()) {
      skipFragments();
      return true;
    }
    // Truncated pixels are reported when they are asked for, so that the header stays readable.
    if (!bytes.has(header.valueAt(), header.length())) {
      return false;
    }
    position = header.valueAt() + (int) header.length();
    return true;
  }

  private ElementHeader header(long end, Scope scope) throws IOException {
    require(8, end, "an element header");
    if (++elementCount > MAX_ELEMENTS) {
      throw failure("more than " + MAX_ELEMENTS + " elements");
    }
    int tag = bytes.tag(position, order);
    if (Tag.group(tag) == 0xFFFE) {
      return advance(tag, Vr.UN, bytes.unsignedInt(position + 4, order), 8, false);
    }
    int first = bytes.unsignedByte(position + 4);
    int second = bytes.unsignedByte(position + 5);
    // An element without a code in explicit VR was copied from implicit VR without conversion.
    if (!scope.explicit() || !Vr.isCode(first, second)) {
      Vr vr = DataDictionary.standard().vr(tag, scope.signed()).orElse(Vr.UN);
      return advance(tag, vr, bytes.unsignedInt(position + 4, order), 8, true);
    }
    // Representations added to the standard after this was written have 32-bit lengths.
    Vr vr = Vr.of(first, second).orElse(Vr.UN);
    if (!vr.hasLongLength()) {
      return advance(tag, vr, bytes.unsignedShort(position + 6, order), 8, false);
    }
    require(12, end, "an element header");
    long length = bytes.unsignedInt(position + 8, order);
    return advance(tag, known(tag, vr, length, scope), length, 12, vr == Vr.UN);
  }

  // Archives that did not know an element wrote UN and kept its bytes (PS3.5 section 6.2.2).
  private static Vr known(int tag, Vr vr, long length, Scope scope) {
    return vr == Vr.UN && length != ElementHeader.UNDEFINED && !Tag.isPrivate(tag)
        ? DataDictionary.standard().vr(tag, scope.signed()).orElse(Vr.UN)
        : vr;
  }

  private ElementHeader advance(int tag, Vr vr, long length, int headerBytes, boolean implicit) {
    position += headerBytes;
    return new ElementHeader(tag, vr, length, position, implicit);
  }

  private DicomElement value(ElementHeader header, long end, Scope scope) throws IOException {
    if (header.hasUndefinedLength()) {
      return undefinedLength(header, end, scope);
    }
    if (header.length() > end - position || !bytes.has(position, header.length())) {
      throw failure(
          "%s has %d bytes, only %d are left"
              .formatted(Tag.describe(header.tag()), header.length(), end - position));
    }
    int length = (int) header.length();
    if (header.vr() == Vr.SQ) {
      return DicomElement.sequence(header.tag(), items(position + length, header, scope));
    }
    if (header.vr() == Vr.UN && holdsItems(header, length)) {
      DicomElement sequence = hiddenSequence(header, position + length, scope);
      if (sequence != null) {
        return sequence;
      }
    }
    return raw(header, length, scope);
  }

  private DicomElement raw(ElementHeader header, int length, Scope scope) {
    int from = header.valueAt();
    position = from + length;
    byte[] copy = Arrays.copyOfRange(bytes.array(), from, from + length);
    return DicomElement.encoded(
        header.tag(), header.vr(), copy, 0, length, order, scope.characters());
  }

  private boolean holdsItems(ElementHeader header, int length) throws IOException {
    return header.implicitItems()
        && length >= 8
        && bytes.has(position, 8)
        && bytes.tag(position, order) == Tag.ITEM;
  }

  /** The items of an element of unknown representation, or null if they are none after all. */
  private DicomElement hiddenSequence(ElementHeader header, int end, Scope scope)
      throws IOException {
    int start = position;
    try {
      return DicomElement.sequence(header.tag(), items(end, header, scope));
    } catch (FormatException e) {
      position = start;
      return null;
    }
  }

  private DicomElement undefinedLength(ElementHeader header, long end, Scope scope)
      throws IOException {
    switch (header.vr()) {
      case SQ, UN -> {
        return DicomElement.sequence(header.tag(), items(end, header, scope));
      }
      case OB, OW -> {
        // Pixel data of an icon, compressed: kept as they are.
        int from = position;
        skipFragments();
        return raw(header, position - from, scope);
      }
      default ->
          throw failure(
              "%s of representation %s has an undefined length"
                  .formatted(Tag.describe(header.tag()), header.vr()));
    }
  }

  private List<DicomObject> items(long end, ElementHeader header, Scope scope) throws IOException {
    if (scope.depth() >= MAX_DEPTH) {
      throw failure("sequences are nested more than " + MAX_DEPTH + " deep");
    }
    List<DicomObject> items = new ArrayList<>();
    while (position < end || header.hasUndefinedLength()) {
      require(8, end, "a sequence item");
      int tag = bytes.tag(position, order);
      long length = bytes.unsignedInt(position + 4, order);
      if (tag == Tag.SEQUENCE_DELIMITATION) {
        position += 8;
        break;
      }
      if (tag != Tag.ITEM) {
        throw failure(
            "%s found in sequence %s where an item should start"
                .formatted(Tag.format(tag), Tag.describe(header.tag())));
      }
      position += 8;
      items.add(item(length, end, header, scope));
    }
    if (!header.hasUndefinedLength()) {
      position = (int) end;
    }
    return items;
  }

  private DicomObject item(long length, long end, ElementHeader header, Scope scope)
      throws IOException {
    boolean undefined = length == ElementHeader.UNDEFINED;
    if (!undefined && length > end - position) {
      throw failure(
          "an item of %s has %d bytes, only %d are left"
              .formatted(Tag.describe(header.tag()), length, end - position));
    }
    long itemEnd = undefined ? end : position + length;
    boolean explicit = scope.explicit() && !header.implicitItems();
    DicomObject item = parse(itemEnd, scope.inner(explicit && looksExplicit(itemEnd)));
    if (!undefined) {
      position = (int) itemEnd;
    }
    return item;
  }

  // Some writers copy items of implicit VR into files of explicit VR.
  private boolean looksExplicit(long end) throws IOException {
    return end - position < 8
        || !bytes.has(position, 8)
        || Tag.group(bytes.tag(position, order)) == 0xFFFE
        || Vr.isCode(bytes.unsignedByte(position + 4), bytes.unsignedByte(position + 5));
  }

  private void skipFragments() throws IOException {
    while (true) {
      require(8, bytes.size(), "compressed pixel data");
      int tag = bytes.tag(position, order);
      long length = bytes.unsignedInt(position + 4, order);
      position += 8;
      if (tag == Tag.SEQUENCE_DELIMITATION) {
        return;
      }
      if (tag != Tag.ITEM || !bytes.has(position, length)) {
        throw failure("the fragments of compressed pixel data are damaged or cut off");
      }
      position += (int) length;
    }
  }

  private void require(int count, long end, String what) throws IOException {
    if (count > end - position || !bytes.has(position, count)) {
      throw failure("the data end in the middle of " + what);
    }
  }

  private FormatException failure(String what) {
    return new FormatException("at byte " + position + ": " + what);
  }
}
