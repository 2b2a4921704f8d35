package io.tomodrift.pipeline.evaluate;

import io.tomodrift.formats.dicom.series.DicomVolumeReader;
import io.tomodrift.pipeline.run.Failures;
import io.tomodrift.pipeline.run.InputFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder with one volume a case, or one volume.
 *
 * <p>A case is a file with the ending of a volume, or a folder of DICOM images; its name is that of
 * the file without the ending. Files that belong to results (manifests, pictures, JSON) are passed
 * over; others are named in {@code skipped}.
 *
 * @param path the folder, or the volume
 * @param single true if the path is itself a volume: a file, or a folder with DICOM images in it
 * @param cases volumes by name, in the order of the names
 * @param skipped names of files that are no volumes by their ending
 */
public record CaseFolder(Path path, boolean single, Map<String, Path> cases, List<String> skipped) {

  /** Longest first, so that .nii.gz is not taken for .gz. */
  private static final List<String> ENDINGS =
      List.of(".nii.gz", ".hdr.gz", ".nii", ".hdr", ".mha", ".mhd", ".npz", ".npy", ".mat");

  private static final List<String> COMPANIONS =
      List.of(
          ".json", ".csv", ".png", ".txt", ".md", ".html", ".yaml", ".yml", ".log", ".raw", ".zraw",
          ".img", ".img.gz");

  /** Copies the collections. */
  public CaseFolder {
    cases = Collections.unmodifiableMap(new TreeMap<>(cases));
    skipped = List.copyOf(skipped);
  }

  /**
   * Looks into a folder; nothing is read.
   *
   * @throws InputFailure if there is nothing, or if two files would be the same case
   */
  public static CaseFolder of(Path path) {
    if (!Files.exists(path)) {
      throw new InputFailure(path + ": no such file or folder");
    }
    try {
      return Files.isDirectory(path) && !holdsImages(path) ? listed(path) : volume(path);
    } catch (IOException e) {
      throw new InputFailure(path + ": " + Failures.message(e), e);
    }
  }

  private static CaseFolder volume(Path path) {
    Path name = path.toAbsolutePath().normalize().getFileName();
    return new CaseFolder(path, true, Map.of(caseName(String.valueOf(name)), path), List.of());
  }

  /**
   * DICOM images directly in a folder make it a series, unless it has volume files, too; in folders
   * of their own they are cases.
   */
  private static boolean holdsImages(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files = entries.filter(Files::isRegularFile).sorted().toList();
    }
    DicomVolumeReader reader = new DicomVolumeReader();
    boolean images = false;
    for (Path file : files) {
      String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
      if (ENDINGS.stream().anyMatch(name::endsWith)) {
        return false;
      }
      images = images || (COMPANIONS.stream().noneMatch(name::endsWith) && reader.accepts(file));
    }
    return images;
  }

  private static CaseFolder listed(Path folder) throws IOException {
    Map<String, Path> cases = new TreeMap<>();
    List<String> skipped = new ArrayList<>();
    List<Path> entries;
    try (Stream<Path> all = Files.list(folder)) {
      entries =
          all.filter(entry -> !entry.getFileName().toString().startsWith(".")).sorted().toList();
    }
    for (Path entry : entries) {
      String name = entry.getFileName().toString();
      if (isCase(entry)) {
        Path other = cases.put(caseName(name), entry);
        if (other != null) {
          throw new InputFailure(
              "%s: case '%s' is there twice, as %s and as %s; keep one of them"
                  .formatted(folder, caseName(name), other.getFileName(), name));
        }
      } else if (COMPANIONS.stream().noneMatch(name.toLowerCase(Locale.ROOT)::endsWith)) {
        skipped.add(name);
      }
    }
    if (cases.isEmpty()) {
      throw new InputFailure(
          "%s: no case in it; a case is a volume file (%s) or a folder of DICOM images"
              .formatted(folder, String.join(", ", ENDINGS)));
    }
    return new CaseFolder(folder, false, cases, skipped);
  }

  private static boolean isCase(Path entry) throws IOException {
    if (Files.isDirectory(entry)) {
      return new DicomVolumeReader().accepts(entry);
    }
    String name = entry.getFileName().toString().toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  /** The name without the ending of a volume. */
  static String caseName(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return ENDINGS.stream()
        .filter(ending -> name.endsWith(ending) && name.length() > ending.length())
        .findFirst()
        .map(ending -> fileName.substring(0, fileName.length() - ending.length()))
        .orElse(fileName);
  }

  /** All files of a volume: the file and what belongs to it, or the files of the folder. */
  static List<Path> filesOf(Path volume) throws IOException {
    if (Files.isDirectory(volume)) {
      try (Stream<Path> files = Files.walk(volume, 3)) {
        return files.filter(Files::isRegularFile).sorted().toList();
      }
    }
    List<Path> files = new ArrayList<>(List.of(volume));
    String name = volume.getFileName().toString();
    List<String> halves =
        switch (name.substring(Math.max(0, name.lastIndexOf('.'))).toLowerCase(Locale.ROOT)) {
          case ".mhd" -> List.of(".raw", ".zraw");
          case ".hdr" -> List.of(".img", ".img.gz");
          default -> List.of();
        };
    for (String half : halves) {
      Path other = volume.resolveSibling(caseName(name) + half);
      if (Files.isRegularFile(other)) {
        files.add(other);
      }
    }
    return files;
  }
}
