package io.tomodrift.sinograms.raw;

import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.geometry.error.FormatException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Checks that the files of a series belong together and are whole. */
final class SeriesParts {

  private SeriesParts() {}

  /** Every file must have what the geometry is made of. */
  static void requireElements(List<ParsedFile.Raw> files) {
    Map<Integer, List<ParsedFile.Raw>> lacking = new TreeMap<>(Integer::compareUnsigned);
    for (ParsedFile.Raw file : files) {
      file.missing().forEach(t -> lacking.computeIfAbsent(t, x -> new ArrayList<>()).add(file));
    }
    if (!lacking.isEmpty()) {
      throw new FormatException(
          lacking.entrySet().stream()
              .map(
                  e ->
                      "%s is missing in %d of %d files, first %s"
                          .formatted(
                              Tag.describe(e.getKey()),
                              e.getValue().size(),
                              files.size(),
                              e.getValue().get(0).path()))
              .collect(Collectors.joining("; ")));
    }
  }

  /** The detector, the same in all files. */
  static DetectorFacts requireOneDetector(List<ParsedFile.Raw> files) {
    Map<DetectorFacts, List<ParsedFile.Raw>> kinds =
        files.stream()
            .collect(
                Collectors.groupingBy(
                    ParsedFile.Raw::detector, LinkedHashMap::new, Collectors.toList()));
    if (kinds.size() > 1) {
      throw new FormatException(
          "the files of the series have %d different detectors or scan modes:%s"
              .formatted(
                  kinds.size(),
                  kinds.entrySet().stream()
                      .limit(5)
                      .map(
                          e ->
                              "\n  %d files, first %s: %s"
                                  .formatted(
                                      e.getValue().size(), e.getValue().get(0).path(), e.getKey()))
                      .collect(Collectors.joining())));
    }
    return files.get(0).detector();
  }

  /** Files whose pixel data are as long as the header says; the others are errors or left out. */
  static List<ParsedFile.Raw> whole(
      List<ParsedFile.Raw> files, boolean skipBad, List<String> warnings) {
    List<ParsedFile.Raw> whole = new ArrayList<>();
    List<ParsedFile.Raw> cut = new ArrayList<>();
    for (ParsedFile.Raw file : files) {
      boolean fits = file.pixels().lengthBytes() == expectedBytes(file);
      (fits ? whole : cut).add(file);
    }
    if (cut.isEmpty()) {
      return files;
    }
    ParsedFile.Raw first = cut.get(0);
    String text =
        "%d of %d files have pixel data of the wrong length, first %s: %d bytes instead of %d (%d views x %d x %d x 2)"
            .formatted(
                cut.size(),
                files.size(),
                first.path(),
                first.pixels().lengthBytes(),
                expectedBytes(first),
                first.views().size(),
                first.detector().rows(),
                first.detector().columns());
    if (!skipBad || whole.isEmpty()) {
      throw new FormatException(text + "; get them again, or skip bad files");
    }
    warnings.add(text + "; left out");
    return whole;
  }

  private static long expectedBytes(ParsedFile.Raw file) {
    return file.views().size() * file.detector().viewBytes();
  }

  /** Damaged files beside those of the series: they may be part of it. */
  static void damaged(
      RawFiles found, List<ParsedFile.Raw> files, boolean skipBad, List<String> warnings) {
    Set<Path> folders = new HashSet<>();
    files.forEach(f -> folders.add(f.path().toAbsolutePath().getParent()));
    List<ParsedFile.Broken> broken =
        found
            .of(ParsedFile.Broken.class)
            .filter(b -> folders.contains(b.path().toAbsolutePath().getParent()))
            .toList();
    if (!broken.isEmpty()) {
      String text =
          "%d DICOM files cannot be read, first %s: %s"
              .formatted(broken.size(), broken.get(0).path(), broken.get(0).problem());
      if (!skipBad) {
        throw new FormatException(text + "; get them again, or skip bad files");
      }
      warnings.add(text + "; left out");
    }
    List<Path> foreign =
        found
            .of(ParsedFile.Foreign.class)
            .map(ParsedFile.Foreign::path)
            .filter(p -> folders.contains(p.toAbsolutePath().getParent()))
            .filter(p -> p.toString().toLowerCase(Locale.ROOT).endsWith(".dcm"))
            .toList();
    if (!foreign.isEmpty()) {
      warnings.add(
          "%d files named .dcm are not DICOM, first %s; left out"
              .formatted(foreign.size(), foreign.get(0)));
    }
  }
}
