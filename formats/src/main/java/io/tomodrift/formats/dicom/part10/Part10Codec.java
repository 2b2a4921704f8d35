package io.tomodrift.formats.dicom.part10;

import io.tomodrift.formats.dicom.DicomFile;
import io.tomodrift.formats.dicom.DicomObject;
import io.tomodrift.formats.dicom.DicomSink;
import io.tomodrift.formats.dicom.DicomSource;
import io.tomodrift.formats.dicom.PixelAccess;
import io.tomodrift.formats.dicom.TransferSyntax;
import io.tomodrift.geometry.error.FormatException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The built-in reader and writer of DICOM files.
 *
 * <p><b>Reads</b> implicit VR little endian, explicit VR little and big endian, deflated; files
 * without preamble or meta information; sequences of defined and undefined length, also where the
 * representation is UN. Private elements keep their bytes. Headers of files with compressed pixel
 * data are read, the pixels are refused. Limits: 32 levels, 4 million elements, 512 MiB inflated; a
 * length that exceeds its surroundings is an error before anything is allocated.
 *
 * <p><b>Writes</b> explicit and implicit VR little endian with sequences of defined length; {@link
 * Part10Template} writes many files that differ in a few values.
 *
 * <p><b>Reference</b>: PS3.5 sections 6 and 7 and annex A, PS3.10 section 7.
 */
public final class Part10Codec implements DicomSource, DicomSink {

  private static final int RANK = 100;

  /** Creates the codec, which has no state. */
  public Part10Codec() {}

  @Override
  public String id() {
    return "part10";
  }

  @Override
  public int rank() {
    return RANK;
  }

  @Override
  public boolean accepts(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return FileStart.firstElement(ByteWindow.growing(channel)) >= 0;
    }
  }

  @Override
  public DicomFile read(Path path, PixelAccess access) throws IOException {
    if (access == PixelAccess.LOAD) {
      if (Files.size(path) > Integer.MAX_VALUE - 8) {
        throw new FormatException(path + " exceeds 2 GB; read its pixel data in parts");
      }
      return new Part10Reader(path, access, ByteWindow.of(Files.readAllBytes(path))).read();
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return new Part10Reader(path, access, ByteWindow.growing(channel)).read();
    }
  }

  @Override
  public void write(Path path, DicomObject dataset, TransferSyntax syntax) throws IOException {
    Files.write(path, Part10Writer.encode(dataset, syntax));
  }
}
