package io.tomodrift.formats.dcm4che;

import io.tomodrift.formats.dicom.DicomElement;
import io.tomodrift.formats.dicom.DicomFile;
import io.tomodrift.formats.dicom.DicomFile.PixelState;
import io.tomodrift.formats.dicom.DicomObject;
import io.tomodrift.formats.dicom.PixelAccess;
import io.tomodrift.formats.dicom.PixelSource;
import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.formats.dicom.TransferSyntax;
import io.tomodrift.geometry.error.FormatException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.io.DicomStreamException;

/** Reads one file with dcm4che, pixel data apart from the other elements. */
final class FileReading {

  private static final int UNDEFINED = -1;

  private final Path path;
  private final PixelAccess access;
  private boolean atPixels;
  private PixelState state = PixelState.ABSENT;
  private PixelSource source;

  FileReading(Path path, PixelAccess access) {
    this.path = path;
    this.access = access;
  }

  DicomFile read() throws IOException {
    if (access == PixelAccess.LOAD && Files.size(path) > Integer.MAX_VALUE - 8) {
      throw new FormatException(path + " exceeds 2 GB; read its pixel data in parts");
    }
    try (DicomInputStream in = new DicomInputStream(path.toFile())) {
      if (!startsLikeDicom(in)) {
        throw new FormatException("it does not start with an element of group 0002 or 0008");
      }
      LimitedInput.guard(in, 0, Files.size(path));
      return read(in);
    } catch (DicomStreamException | EOFException | ZipException e) {
      throw damaged(e);
    } catch (RuntimeException e) {
      // dcm4che meets some damage with the exception of whatever it was doing.
      throw damaged(e);
    }
  }

  /**
   * Whether the first element may be the first of a DICOM file; dcm4che itself takes any start that
   * could be an element, zeros included. Leaves the stream where it was.
   */
  static boolean startsLikeDicom(DicomInputStream in) throws IOException {
    in.mark(16);
    in.readHeader();
    in.reset();
    int group = Tag.group(in.tag());
    return group == 0x0002 || group == 0x0008;
  }

  private FormatException damaged(Exception cause) {
    String what = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new FormatException(path + " is no intact DICOM file: " + what, cause);
  }

  private DicomFile read(DicomInputStream in) throws IOException {
    List<DicomElement> elements = new ArrayList<>(part(in));
    while (atPixels) {
      pixels(in);
      if (access != PixelAccess.LOAD) {
        break;
      }
      elements.addAll(part(in));
    }
    Attributes meta = in.getFileMetaInformation();
    return new DicomFile(
        path,
        TransferSyntax.of(in.getTransferSyntax()),
        DicomObject.of(meta == null ? List.of() : ElementsOf.attributes(meta)),
        DicomObject.of(elements),
        state,
        source);
  }

  /** The elements up to the next pixel data, whose header is then read, or to the end. */
  private List<DicomElement> part(DicomInputStream in) throws IOException {
    atPixels = false;
    Attributes attributes =
        in.readDataset(
            stream -> {
              atPixels = isPixels(stream.tag());
              return atPixels;
            });
    return ElementsOf.attributes(attributes);
  }

  private static boolean isPixels(int tag) {
    return tag == Tag.PIXEL_DATA
        || tag == Tag.FLOAT_PIXEL_DATA
        || tag == Tag.DOUBLE_FLOAT_PIXEL_DATA;
  }

  private void pixels(DicomInputStream in) throws IOException {
    boolean wanted = in.tag() == Tag.PIXEL_DATA;
    if (in.length() == UNDEFINED) {
      state = wanted ? PixelState.COMPRESSED : state;
      if (access == PixelAccess.LOAD) {
        in.skipSequence();
      }
      return;
    }
    long length = Integer.toUnsignedLong(in.length());
    if (access != PixelAccess.LOAD) {
      if (wanted) {
        unread(in, length);
      }
      return;
    }
    byte[] bytes = in.readNBytes((int) Math.min(length, Integer.MAX_VALUE - 8));
    if (wanted) {
      available(in, PixelSource.inMemory(bytes, 0, bytes.length));
    }
  }

  private void unread(DicomInputStream in, long length) throws IOException {
    if (access == PixelAccess.NONE) {
      state = compressed(in) ? PixelState.COMPRESSED : PixelState.SKIPPED;
    } else if (TransferSyntax.of(in.getTransferSyntax()).deflated()) {
      byte[] bytes = in.readNBytes((int) Math.min(length, Integer.MAX_VALUE - 8));
      available(in, PixelSource.inMemory(bytes, 0, bytes.length));
    } else {
      long there = Math.min(length, Files.size(path) - in.getPosition());
      available(in, PixelSource.inFile(path, in.getPosition(), there));
    }
  }

  private void available(DicomInputStream in, PixelSource pixels) {
    state = compressed(in) ? PixelState.COMPRESSED : PixelState.AVAILABLE;
    source = state == PixelState.AVAILABLE ? pixels : null;
  }

  private static boolean compressed(DicomInputStream in) {
    return TransferSyntax.of(in.getTransferSyntax()).compressedPixels();
  }
}
