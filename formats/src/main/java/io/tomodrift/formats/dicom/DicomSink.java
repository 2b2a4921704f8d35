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
   * Writes a data set as a Part 10 file in explicit VR little endian, replacing an existing file;
   * see {@link #write(Path, DicomObject, TransferSyntax)}.
   */
  default void write(Path path, DicomObject dataset) throws IOException {
    write(path, dataset, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
  }

  /**
   * Writes a data set as a Part 10 file, replacing an existing file. The file meta information
   * follows from (0008,0016) and (0008,0018), which must be there; it is explicit VR in either
   * syntax. In implicit VR the representations of private elements are lost: readers see UN.
   *
   * @param syntax {@link TransferSyntax#EXPLICIT_LITTLE_ENDIAN} or {@link
   *     TransferSyntax#IMPLICIT_LITTLE_ENDIAN}
   * @throws IOException if the file cannot be written
   * @throws IllegalArgumentException if the syntax is another one
   * @throws io.tomodrift.geometry.error.FormatException if the data set lacks one of the two
   *     elements, or a value is too long for its representation
   */
  void write(Path path, DicomObject dataset, TransferSyntax syntax) throws IOException;
}
