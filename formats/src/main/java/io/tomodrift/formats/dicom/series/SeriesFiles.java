package io.tomodrift.formats.dicom.series;

import io.tomodrift.formats.dicom.DicomFile;
import io.tomodrift.formats.dicom.DicomFile.PixelState;
import io.tomodrift.formats.dicom.DicomObject;
import io.tomodrift.formats.dicom.DicomSource;
import io.tomodrift.formats.dicom.PixelAccess;
import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The image files of a folder by series; other files are passed over and counted.
 *
 * @param bySeries files of each series in order of their paths
 * @param withoutImage DICOM files that hold no image
 */
record SeriesFiles(Map<String, List<DicomFile>> bySeries, List<DicomFile> withoutImage) {

  /** The folder, its folders and theirs: as deep as exports of one examination go. */
  private static final int DEPTH = 3;

  static SeriesFiles find(DicomSource source, Path path, RunContext context) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    List<Path> paths = candidates(path);
    DicomFile[] headers = new DicomFile[paths.size()];
    boolean single = Files.isRegularFile(path);
    try {
      ParallelLoop.run(
          context,
          "reading DICOM headers",
          headers.length,
          i -> headers[i] = header(source, paths.get(i), single));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return grouped(headers);
  }

  private static List<Path> candidates(Path path) throws IOException {
    try (Stream<Path> files = Files.walk(path, DEPTH)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.equals(path) || !isDirectoryFile(file))
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** An index of a medium: it holds no image, so its damage is no reason to stop. */
  private static boolean isDirectoryFile(Path file) {
    return file.getFileName().toString().equalsIgnoreCase("DICOMDIR");
  }

  /** The header of a file, or null if it is not DICOM and not the only file asked for. */
  private static DicomFile header(DicomSource source, Path path, boolean required) {
    try {
      return required || source.accepts(path) ? source.read(path, PixelAccess.LAZY) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SeriesFiles grouped(DicomFile[] files) {
    Map<String, List<DicomFile>> bySeries = new TreeMap<>();
    List<DicomFile> withoutImage = new ArrayList<>();
    for (DicomFile file : files) {
      if (file == null) {
        continue;
      }
      if (file.pixelState() == PixelState.ABSENT) {
        withoutImage.add(file);
        continue;
      }
      String uid = file.dataset().string(Tag.SERIES_INSTANCE_UID).orElse("");
      bySeries.computeIfAbsent(uid, u -> new ArrayList<>()).add(file);
    }
    return new SeriesFiles(bySeries, withoutImage);
  }

  List<SeriesSummary> summaries() {
    return bySeries.entrySet().stream().map(e -> summary(e.getKey(), e.getValue())).toList();
  }

  private static SeriesSummary summary(String uid, List<DicomFile> files) {
    DicomObject header = files.get(0).dataset();
    return new SeriesSummary(
        uid,
        header.string(Tag.MODALITY).orElse("unknown modality"),
        header.string(Tag.SERIES_DESCRIPTION).orElse(""),
        files.size());
  }

  /** The files of the wanted series, or of the only one if {@code wanted} is empty. */
  List<DicomFile> select(Path path, String wanted) {
    if (bySeries.isEmpty()) {
      throw new FormatException(path + " holds no DICOM image" + whatElse());
    }
    if (!wanted.isEmpty()) {
      List<DicomFile> files = bySeries.get(wanted);
      if (files == null) {
        throw new FormatException("%s has no series %s, but%s".formatted(path, wanted, list()));
      }
      return files;
    }
    if (bySeries.size() > 1) {
      throw new FormatException(
          "%s holds %d series; choose one by its SeriesInstanceUID (--series UID):%s"
              .formatted(path, bySeries.size(), list()));
    }
    return bySeries.values().iterator().next();
  }

  private String whatElse() {
    return withoutImage.isEmpty()
        ? ""
        : ", only DICOM files without pixels: %d (%s)"
            .formatted(
                withoutImage.size(),
                withoutImage.get(0).dataset().string(Tag.MODALITY).orElse("no modality"));
  }

  private String list() {
    StringBuilder text = new StringBuilder();
    summaries().forEach(s -> text.append("\n  ").append(s));
    return text.toString();
  }
}
