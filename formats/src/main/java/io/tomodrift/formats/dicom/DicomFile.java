package io.tomodrift.formats.dicom;

import io.tomodrift.geometry.error.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * One DICOM file as read.
 *
 * @param path where it was read from
 * @param transferSyntax how it is encoded; guessed from the content if the file does not say
 * @param meta file meta information, group 0002; empty if the file has none
 * @param dataset the elements, without pixel data
 * @param pixelState what became of the pixel data
 * @param pixelSource the pixel data if {@code pixelState} is AVAILABLE, otherwise null
 */
public record DicomFile(
    Path path,
    TransferSyntax transferSyntax,
    DicomObject meta,
    DicomObject dataset,
    PixelState pixelState,
    PixelSource pixelSource) {

  /** What became of the pixel data of a file. */
  public enum PixelState {
    /** The file has none. */
    ABSENT,
    /** There are some, but they were not wanted. */
    SKIPPED,
    /** They are compressed, and this reader does not decode them. */
    COMPRESSED,
    /** They can be read. */
    AVAILABLE
  }

  /** Checks that there is a pixel source exactly if the state says so. */
  public DicomFile {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(transferSyntax, "transferSyntax");
    Objects.requireNonNull(meta, "meta");
    Objects.requireNonNull(dataset, "dataset");
    if ((pixelState == PixelState.AVAILABLE) != (pixelSource != null)) {
      throw new IllegalArgumentException("pixel state " + pixelState + ", source " + pixelSource);
    }
  }

  /**
   * The pixel data, in the byte order of the transfer syntax.
   *
   * @throws FormatException if there are none or if they are compressed
   */
  public PixelSource pixels() {
    return switch (pixelState) {
      case AVAILABLE -> pixelSource;
      case ABSENT -> throw new FormatException(path + " has no pixel data");
      case SKIPPED -> throw new FormatException(path + " was opened without its pixel data");
      case COMPRESSED -> throw compressed();
    };
  }

  private FormatException compressed() {
    return new FormatException(
        ("the pixel data of %s are compressed with %s, which is not decoded here; decompress the"
                + " file first, for example with gdcmconv --raw or dcmdjpeg")
            .formatted(path, transferSyntax));
  }

  /**
   * The data set with its pixel data as an element, for writing it again.
   *
   * @throws IOException if the pixel data cannot be read
   * @throws FormatException if they are compressed, or larger than an array
   */
  public DicomObject datasetWithPixels() throws IOException {
    if (pixelState == PixelState.ABSENT) {
      return dataset;
    }
    PixelSource source = pixels();
    if (source.lengthBytes() > Integer.MAX_VALUE - 8) {
      throw new FormatException(
          "%s has %d bytes of pixel data, more than one array holds"
              .formatted(path, source.lengthBytes()));
    }
    byte[] bytes = new byte[(int) source.lengthBytes()];
    source.read(0, bytes, bytes.length);
    int bits = dataset.intValue(Tag.BITS_ALLOCATED).orElse(16);
    Vr vr = bits > 8 ? Vr.OW : Vr.OB;
    return dataset.toBuilder()
        .put(
            DicomElement.encoded(
                Tag.PIXEL_DATA,
                vr,
                bytes,
                0,
                bytes.length,
                transferSyntax.order(),
                CharacterSet.ASCII))
        .build();
  }
}
