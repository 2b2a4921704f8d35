package io.tomodrift.pipeline.data;

import io.tomodrift.formats.AtomicOutput;
import io.tomodrift.formats.dicom.series.CtSeriesReport;
import io.tomodrift.formats.dicom.series.CtSeriesWriter;
import io.tomodrift.formats.dicom.series.DicomSeriesInfo;
import io.tomodrift.formats.dicom.series.SeriesMetadata;
import io.tomodrift.formats.volume.VolumeFiles;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.pipeline.report.HtmlReport;
import io.tomodrift.pipeline.report.Manifest;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Writes volumes in the format of their name. */
public final class Outputs {

  private static final Pattern OWN =
      Pattern.compile(
          "report\\.html|(metrics|manifest)\\.json|geometry\\.yaml|IMG\\d+\\.dcm"
              + "|(reference|full_view|sparse_view).*\\.(png|nii|mha|npz|json)");

  /** Projections; scanners' are named alike, so these count only beside a manifest of ours. */
  private static final Pattern SIMULATED = Pattern.compile("\\d+\\.dcm");

  private Outputs() {}

  /**
   * Checks, before any long work, that an output can be written; removes an existing one only if
   * {@code overwrite}.
   *
   * @throws IOException saying what is in the way
   */
  public static void prepare(Path target, boolean overwrite) throws IOException {
    Path absolute = target.toAbsolutePath();
    Path existing = absolute.getParent();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null || !Files.isDirectory(existing)) {
      throw new IOException("cannot write %s: %s is not a folder".formatted(target, existing));
    }
    if (!Files.isWritable(existing)) {
      throw new AccessDeniedException("cannot write " + target + ": " + existing);
    }
    requireRoomForFiles(target, existing);
    if (Files.exists(absolute) && !isEmptyFolder(absolute)) {
      if (!overwrite) {
        throw new IOException(target + " exists; choose another name or pass --force");
      }
      requireOwnResults(target);
    }
  }

  /** Makes a file and removes it: permissions do not tell whether a file system is writable. */
  private static void requireRoomForFiles(Path target, Path folder) throws IOException {
    try {
      Files.delete(Files.createTempFile(folder, ".tomodrift", ".part"));
    } catch (IOException e) {
      throw new IOException(
          "cannot write %s: no file can be made in %s; choose another folder"
              .formatted(target, folder),
          e);
    }
  }

  /** A folder that is to be replaced must hold nothing but what the commands write. */
  private static void requireOwnResults(Path target) throws IOException {
    if (!Files.isDirectory(target)) {
      return;
    }
    boolean simulated = isSimulated(target);
    try (Stream<Path> walk = Files.walk(target)) {
      Optional<Path> foreign =
          walk.filter(path -> !Files.isDirectory(path))
              .filter(path -> !isOwn(path.getFileName().toString(), simulated))
              .findFirst();
      if (foreign.isPresent()) {
        throw new IOException(
            "%s holds %s, which no command wrote; --force replaces folders of results only, choose another one"
                .formatted(target, foreign.get().getFileName()));
      }
    }
  }

  private static boolean isOwn(String name, boolean simulated) {
    return OWN.matcher(name).matches() || (simulated && SIMULATED.matcher(name).matches());
  }

  private static boolean isSimulated(Path target) throws IOException {
    Path manifest = Manifest.beside(target);
    try {
      return Files.isRegularFile(manifest)
          && Manifest.read(manifest).command().startsWith("tomodrift simulate ");
    } catch (FormatException e) {
      return false;
    }
  }

  private static boolean isEmptyFolder(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (var entries = Files.list(path)) {
      return entries.findAny().isEmpty();
    }
  }

  /** Writes a folder. */
  @FunctionalInterface
  public interface FolderWriting {
    /** Makes the folder and fills it. */
    void write() throws IOException;
  }

  /**
   * Writes a folder in place of one that may exist: the old one is set aside, removed when writing
   * has succeeded, and put back when it has failed.
   */
  public static void replacing(Path target, boolean overwrite, FolderWriting writing)
      throws IOException {
    if (!overwrite || !Files.isDirectory(target) || isEmptyFolder(target)) {
      writing.write();
      return;
    }
    Path absolute = target.toAbsolutePath();
    Path aside =
        absolute.resolveSibling("." + absolute.getFileName() + "." + UUID.randomUUID() + ".part");
    Files.move(absolute, aside);
    try {
      writing.write();
    } finally {
      if (Files.exists(absolute)) {
        AtomicOutput.deleteTree(aside);
      } else {
        Files.move(aside, absolute);
      }
    }
  }

  /** Writes a report as {@code report.html} in a folder of its own. */
  public static void writeReport(HtmlReport report, Path folder, boolean overwrite)
      throws IOException {
    replacing(
        folder,
        overwrite,
        () ->
            AtomicOutput.folder(
                folder, temporary -> report.write(temporary.resolve("report.html"))));
  }

  /**
   * Writes a volume.
   *
   * @param like the series whose patient and study the result belongs to, for DICOM
   * @return what the user should know
   */
  public static List<String> write(
      Volume volume,
      Path target,
      OutputKind kind,
      Optional<DicomSeriesInfo> like,
      String description,
      RunContext context)
      throws IOException {
    SeriesMetadata.Builder metadata =
        like.map(SeriesMetadata::likeSeries).orElseGet(SeriesMetadata::builder);
    return write(
        volume,
        target,
        kind,
        metadata.seriesDescription(description).derivation("tomodrift: " + description).build(),
        context);
  }

  /**
   * Writes a volume.
   *
   * @param metadata headers, for DICOM
   * @return what the user should know
   */
  public static List<String> write(
      Volume volume, Path target, OutputKind kind, SeriesMetadata metadata, RunContext context)
      throws IOException {
    switch (kind) {
      case DICOM -> {
        return writeSeries(volume, target, metadata, context);
      }
      case PNG -> QuickLook.write(volume, target);
      default -> VolumeFiles.write(volume, target);
    }
    return List.of();
  }

  private static List<String> writeSeries(
      Volume volume, Path target, SeriesMetadata metadata, RunContext context) throws IOException {
    if (volume.unit() != VolumeUnit.HU) {
      throw new FormatException(
          "DICOM CT images hold HU, the volume is in %s; convert with --hu, or choose another format"
              .formatted(volume.unit().symbol()));
    }
    CtSeriesReport report = new CtSeriesWriter().write(target, volume, metadata, context);
    return report.warnings();
  }
}
