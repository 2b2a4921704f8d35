package io.tomodrift.sinograms.raw;

import io.tomodrift.formats.dicom.DicomCodecs;
import io.tomodrift.formats.dicom.DicomSource;
import io.tomodrift.formats.dicom.PixelAccess;
import io.tomodrift.geometry.error.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Cheap looks at folders: a few files of each, to see whether it holds projections. */
final class Neighbours {

  private static final int FILES_PER_FOLDER = 3;
  private static final int FOLDERS = 64;

  private Neighbours() {}

  /** True if one of the first files of a folder, or of one of its folders, is a projection. */
  static boolean holdsProjections(Path path) throws IOException {
    DicomSource source = DicomCodecs.source();
    Map<Path, List<Path>> byFolder =
        RawFiles.paths(path).stream()
            .collect(
                Collectors.groupingBy(
                    file -> file.equals(path) ? path : file.getParent(),
                    TreeMap::new,
                    Collectors.toList()));
    for (List<Path> files : byFolder.values().stream().limit(FOLDERS).toList()) {
      for (Path file : files.subList(0, Math.min(FILES_PER_FOLDER, files.size()))) {
        if (isProjection(source, file)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isProjection(DicomSource source, Path file) throws IOException {
    try {
      return HeaderParser.isRaw(source.read(file, PixelAccess.NONE).dataset());
    } catch (FormatException e) {
      return false;
    }
  }

  /** Folders beside this one that hold projections, as the end of a message; empty if none do. */
  static String hint(Path path) {
    Path parent = path.toAbsolutePath().normalize().getParent();
    if (parent == null || !Files.isDirectory(path)) {
      return "";
    }
    try (Stream<Path> siblings = Files.list(parent)) {
      List<Path> withProjections =
          siblings
              .filter(Files::isDirectory)
              .sorted()
              .limit(FOLDERS)
              .filter(Neighbours::safely)
              .toList();
      return withProjections.isEmpty()
          ? ""
          : "\nThe projections may be in "
              + withProjections.stream().map(Path::toString).collect(Collectors.joining(" or "));
    } catch (IOException e) {
      return "";
    }
  }

  // Only its own files: below may be anything, the disk's root for one.
  private static boolean safely(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      DicomSource source = DicomCodecs.source();
      for (Path file : files.filter(Files::isRegularFile).limit(FILES_PER_FOLDER).toList()) {
        if (isProjection(source, file)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }
}
