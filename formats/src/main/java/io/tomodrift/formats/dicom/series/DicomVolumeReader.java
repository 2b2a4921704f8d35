package io.tomodrift.formats.dicom.series;

import io.tomodrift.formats.dicom.DicomCodecs;
import io.tomodrift.formats.dicom.DicomSource;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** DICOM series for registries of volume formats: recognised by content, warnings go to the log. */
public final class DicomVolumeReader {

  private static final Logger LOG = LoggerFactory.getLogger(DicomVolumeReader.class);

  /** Folders are judged by their first files, so that asking stays quick. */
  private static final int FILES_TRIED = 20;

  private static final int DEPTH = 3;

  private final DicomSource source;

  /** Reads with the most preferred codec found. */
  public DicomVolumeReader() {
    this(DicomCodecs.source());
  }

  /** Reads with a given codec. */
  public DicomVolumeReader(DicomSource source) {
    this.source = Objects.requireNonNull(source, "source");
  }

  /**
   * True for a DICOM file, and for a folder with one among its first files.
   *
   * @throws IOException if a file cannot be read
   */
  public boolean accepts(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return source.accepts(path);
    }
    try (Stream<Path> files = Files.walk(path, DEPTH)) {
      Iterator<Path> first = files.filter(Files::isRegularFile).limit(FILES_TRIED).iterator();
      while (first.hasNext()) {
        if (source.accepts(first.next())) {
          return true;
        }
      }
      return false;
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Reads a series; see {@link DicomSeriesReader#read(Path, RunContext)}.
   *
   * @throws IOException if a file cannot be read
   */
  public Volume read(Path path, RunContext context) throws IOException {
    DicomSeries series = new DicomSeriesReader(source).read(path, context);
    series.warnings().forEach(warning -> LOG.warn("{}: {}", path, warning));
    return series.volume();
  }
}
