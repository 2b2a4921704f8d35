package io.tomodrift.formats.dicom;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A writer of DICOM files, found by {@link java.util.ServiceLoader}; see {@link
 * DicomCodecs#sink()}. Implementations are stateless and thread-safe.
 */
public interface DicomSink {

  /** Short name: lower-case letters and digits. */
  String id();

  /** Preference when several are present; the lowest rank wins. The built-in codec has rank 100. */
  int rank();

  /**
   * Writes a data set as a Part 10 file in explicit VR little endian, replacing an existing file.
   * The file meta information follows from (0008,0016) and (0008,0018), which must be there.
   *
   * @throws IOException if the file cannot be written
   * @throws io.tomodrift.geometry.error.FormatException if the data set lacks one of the two
   */
  void write(Path path, DicomObject dataset) throws IOException;
}
