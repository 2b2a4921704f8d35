package io.tomodrift.formats.dicom.part10;

import io.tomodrift.formats.dicom.DicomFile;
import io.tomodrift.formats.dicom.DicomFile.PixelState;
import io.tomodrift.formats.dicom.DicomObject;
import io.tomodrift.formats.dicom.PixelAccess;
import io.tomodrift.formats.dicom.PixelSource;
import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.formats.dicom.TransferSyntax;
import io.tomodrift.geometry.error.FormatException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Reads one file: start, meta information, data set, whereabouts of the pixels. */
final class Part10Reader {

  private final Path path;
  private final PixelAccess access;
  private final ByteWindow file;

  Part10Reader(Path path, PixelAccess access, ByteWindow file) {
    this.path = path;
    this.access = access;
    this.file = file;
  }

  DicomFile read() throws IOException {
    try {
      return readParts();
    } catch (FormatException e) {
      throw new FormatException(path + " is no intact DICOM file: " + e.getMessage(), e);
    }
  }

  private DicomFile readParts() throws IOException {
    int start = FileStart.firstElement(file);
    if (start < 0) {
      throw new FormatException(
          "there is no DICM at byte 128, and it does not start with an element of group 0002 or 0008");
    }
    Part10Parser metaParser = new Part10Parser(file, start, ByteOrder.LITTLE_ENDIAN, true);
    DicomObject meta = metaParser.meta();
    int at = metaParser.position();
    Optional<String> uid = meta.string(Tag.TRANSFER_SYNTAX_UID);
    TransferSyntax syntax =
        uid.isPresent() ? TransferSyntax.of(uid.get()) : FileStart.guess(file, at);
    return syntax.deflated() ? deflated(meta, syntax, at) : plain(meta, syntax, at);
  }

  private DicomFile deflated(DicomObject meta, TransferSyntax syntax, int at) throws IOException {
    if (!file.has(at, file.size() - at)) {
      throw new FormatException("deflated data of " + file.size() + " bytes are too long");
    }
    byte[] inflated = Inflation.inflate(Arrays.copyOfRange(file.array(), at, (int) file.size()));
    ByteWindow window = ByteWindow.of(inflated);
    Part10Parser parser = new Part10Parser(window, 0, syntax.order(), access != PixelAccess.LOAD);
    DicomObject dataset = parser.dataset(true);
    return result(meta, syntax, dataset, parser.pixels(), window, true);
  }

  private DicomFile plain(DicomObject meta, TransferSyntax declared, int at) throws IOException {
    TransferSyntax syntax = believable(declared, at);
    Part10Parser parser = new Part10Parser(file, at, syntax.order(), access != PixelAccess.LOAD);
    DicomObject dataset = parser.dataset(syntax.explicitVr());
    return result(meta, syntax, dataset, parser.pixels(), file, access == PixelAccess.LOAD);
  }

  // Converters exist that change the syntax in the meta information but not the data set, or the
  // other way round. The first element shows it.
  private TransferSyntax believable(TransferSyntax declared, int at) throws IOException {
    boolean explicit = FileStart.isExplicit(file, at);
    if (declared.order() == ByteOrder.BIG_ENDIAN || !file.has(at, 8)) {
      return declared;
    }
    if (explicit && !declared.explicitVr()) {
      return TransferSyntax.EXPLICIT_LITTLE_ENDIAN;
    }
    boolean firstLengthFits = file.unsignedInt(at + 4, declared.order()) <= file.size() - at - 8;
    return !explicit && declared.equals(TransferSyntax.EXPLICIT_LITTLE_ENDIAN) && firstLengthFits
        ? TransferSyntax.IMPLICIT_LITTLE_ENDIAN
        : declared;
  }

  private DicomFile result(
      DicomObject meta,
      TransferSyntax syntax,
      DicomObject dataset,
      Part10Parser.PixelExtent extent,
      ByteWindow window,
      boolean inMemory) {
    PixelState state = state(extent, syntax);
    PixelSource source = state == PixelState.AVAILABLE ? source(extent, window, inMemory) : null;
    return new DicomFile(path, syntax, meta, dataset, state, source);
  }

  private PixelState state(Part10Parser.PixelExtent extent, TransferSyntax syntax) {
    if (extent == null) {
      return PixelState.ABSENT;
    }
    if (extent.encapsulated() || syntax.compressedPixels()) {
      return PixelState.COMPRESSED;
    }
    return access == PixelAccess.NONE ? PixelState.SKIPPED : PixelState.AVAILABLE;
  }

  private PixelSource source(Part10Parser.PixelExtent extent, ByteWindow window, boolean inMemory) {
    long length = Math.min(extent.length(), window.size() - extent.from());
    return inMemory
        ? PixelSource.inMemory(window.array(), extent.from(), (int) length)
        : PixelSource.inFile(path, extent.from(), length);
  }
}
