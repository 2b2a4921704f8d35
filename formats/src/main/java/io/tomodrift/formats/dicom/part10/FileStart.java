package io.tomodrift.formats.dicom.part10;

import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.formats.dicom.TransferSyntax;
import io.tomodrift.formats.dicom.Vr;
import java.io.IOException;
import java.nio.ByteOrder;

/**
 * What the first bytes tell: whether this is DICOM, where the elements start, and how they are
 * encoded if nothing says so.
 */
final class FileStart {

  private static final int PREAMBLE = 128;
  private static final int LARGEST_FIRST_ELEMENT = 1 << 16;

  private FileStart() {}

  /** Position of the first element, or -1 if the file is not DICOM. */
  static int firstElement(ByteWindow bytes) throws IOException {
    if (isMagic(bytes, PREAMBLE)) {
      return PREAMBLE + 4;
    }
    if (isMagic(bytes, 0)) {
      return 4;
    }
    return startsWithElement(bytes) ? 0 : -1;
  }

  private static boolean isMagic(ByteWindow bytes, int at) throws IOException {
    return bytes.has(at, 4)
        && bytes.unsignedByte(at) == 'D'
        && bytes.unsignedByte(at + 1) == 'I'
        && bytes.unsignedByte(at + 2) == 'C'
        && bytes.unsignedByte(at + 3) == 'M';
  }

  // Files without preamble start with group 0002 or 0008, and with a short element.
  private static boolean startsWithElement(ByteWindow bytes) throws IOException {
    if (!bytes.has(0, 8)) {
      return false;
    }
    TransferSyntax guess = guess(bytes, 0);
    int tag = bytes.tag(0, guess.order());
    if ((Tag.group(tag) != 2 && Tag.group(tag) != 8) || Tag.element(tag) > 0x1200) {
      return false;
    }
    return guess.explicitVr()
        || bytes.unsignedInt(4, guess.order()) < Math.min(bytes.size(), LARGEST_FIRST_ELEMENT);
  }

  /** The encoding of the elements from a position on, judged by the first one. */
  static TransferSyntax guess(ByteWindow bytes, int at) throws IOException {
    if (!bytes.has(at, 8)) {
      return TransferSyntax.EXPLICIT_LITTLE_ENDIAN;
    }
    if (!isExplicit(bytes, at)) {
      return TransferSyntax.IMPLICIT_LITTLE_ENDIAN;
    }
    int little = bytes.unsignedShort(at, ByteOrder.LITTLE_ENDIAN);
    int big = bytes.unsignedShort(at, ByteOrder.BIG_ENDIAN);
    return little <= big
        ? TransferSyntax.EXPLICIT_LITTLE_ENDIAN
        : TransferSyntax.EXPLICIT_BIG_ENDIAN;
  }

  /** True if the element at a position has a known value representation. */
  static boolean isExplicit(ByteWindow bytes, int at) throws IOException {
    return bytes.has(at, 8)
        && Vr.of(bytes.unsignedByte(at + 4), bytes.unsignedByte(at + 5)).isPresent();
  }
}
