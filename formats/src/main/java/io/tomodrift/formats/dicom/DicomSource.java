package io.tomodrift.formats.dicom;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A reader of DICOM files, found by {@link java.util.ServiceLoader}; see {@link
 * DicomCodecs#source()}. Implementations are stateless and thread-safe.
 */
public interface DicomSource {

  /** Short name: lower-case letters and digits. */
  String id();

  /** Preference when several are present; the lowest rank wins. The built-in codec has rank 100. */
  int rank();

  /**
   * Tells from the first bytes whether a file is DICOM; the rest may still be broken.
   *
   * @throws IOException if the file cannot be read
   */
  boolean accepts(Path path) throws IOException;

  /**
   * Reads one file. The data set has no element (7FE0,0010): pixels come from {@link
   * DicomFile#pixels()}.
   *
   * @throws IOException if the file cannot be read
   * @throws io.tomodrift.geometry.error.FormatException if it is not DICOM, or damaged; compressed
   *     pixel data are no reason until they are asked for
   */
  DicomFile read(Path path, PixelAccess access) throws IOException;
}
