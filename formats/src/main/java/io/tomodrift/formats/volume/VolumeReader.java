package io.tomodrift.formats.volume;

import java.io.IOException;
import java.nio.file.Path;

/** Reads volumes of one format. Implementations have no state. */
public interface VolumeReader {

  /** Name of the format for people. */
  String kind();

  /**
   * True if the file or folder is of this format, judged by content where possible; never throws
   * for a file of another format.
   *
   * @throws IOException if the file cannot be read
   */
  boolean accepts(Path path) throws IOException;

  /**
   * Reads a volume.
   *
   * @throws IOException if the file cannot be read
   * @throws io.tomodrift.geometry.error.FormatException if its content is damaged or not supported
   */
  LoadedVolume read(Path path) throws IOException;
}
