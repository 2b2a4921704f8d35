package io.tomodrift.sinograms.raw;

import io.tomodrift.formats.dicom.DicomCodecs;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.run.RunContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Opens raw projection data (DICOM-CT-PD): folders with one file a view, up to three folders deep,
 * or files with many views as frames.
 */
public final class RawScans {

  /** Folders of more files take time to read; some of them are tried first. */
  private static final int MANY = 1000;

  private static final int TRIED = 8;

  private RawScans() {}

  /**
   * Tells whether a file is a projection, or a folder holds some, from the first files of each
   * folder.
   *
   * @throws IOException if the path cannot be read
   */
  public static boolean accepts(Path path) throws IOException {
    return Neighbours.holdsProjections(path);
  }

  /**
   * The series of projections below a path.
   *
   * @throws IOException if a file cannot be read
   */
  public static List<RawSeries> list(Path path, RunContext context) throws IOException {
    return SeriesChoice.summaries(
        RawFiles.read(DicomCodecs.source(), path, RawFiles.paths(path), context));
  }

  /**
   * Opens a series: parses all headers, checks and orders them; pixel data are left for later.
   *
   * @throws IOException if a file cannot be read
   * @throws FormatException if there is not one series of projections, or it is damaged or not
   *     supported; the message names file, element and values
   */
  public static RawScan open(Path path, RawOptions options, RunContext context) throws IOException {
    Objects.requireNonNull(options, "options");
    try {
      List<Path> paths = RawFiles.paths(path);
      if (paths.size() > MANY) {
        Meaning.tryOut(RawFiles.read(DicomCodecs.source(), path, some(paths), context), options);
      }
      RawFiles found = RawFiles.read(DicomCodecs.source(), path, paths, context);
      return new RawAssembly(found, options, context).scan();
    } catch (FormatException | GeometryException e) {
      String message = e.getMessage();
      throw message.contains(path.toString()) ? e : new FormatException(path + ": " + message, e);
    }
  }

  private static List<Path> some(List<Path> paths) {
    return IntStream.range(0, TRIED).mapToObj(i -> paths.get(i * (paths.size() / TRIED))).toList();
  }
}
