package io.tomodrift.formats.dicom.part10;

import io.tomodrift.formats.dicom.DicomObject;
import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.formats.dicom.TransferSyntax;
import java.util.HashMap;
import java.util.Map;

/**
 * An encoded file and the places of its values, for series of thousands of files that differ in a
 * few values of equal length: encode one, then overwrite the values in a copy for each file.
 *
 * <p>The meta information has a copy of (0008,0018) SOPInstanceUID, to be overwritten as well.
 */
public final class Part10Template {

  private final byte[] file;
  private final Map<Integer, Extent> extents = new HashMap<>();

  /**
   * A value within the file.
   *
   * @param from position of its first byte
   * @param length number of bytes, padding included
   */
  public record Extent(int from, int length) {}

  /**
   * Encodes a data set with preamble and meta information.
   *
   * @param syntax explicit or implicit VR little endian
   * @throws io.tomodrift.geometry.error.FormatException if the data set lacks (0008,0016) or
   *     (0008,0018), or a value is too long for its representation
   */
  public Part10Template(DicomObject dataset, TransferSyntax syntax) {
    this.file =
        Part10Writer.encode(
            dataset, syntax, (tag, from, length) -> extents.put(tag, new Extent(from, length)));
  }

  /** A copy of the encoded file. */
  public byte[] file() {
    return file.clone();
  }

  /** Size of the file in bytes. */
  public int lengthBytes() {
    return file.length;
  }

  /**
   * The place of the value of an element, which is not within a sequence.
   *
   * @throws IllegalArgumentException if the file has no such element
   */
  public Extent extent(int tag) {
    Extent extent = extents.get(tag);
    if (extent == null) {
      throw new IllegalArgumentException("the template has no element " + Tag.describe(tag));
    }
    return extent;
  }
}
