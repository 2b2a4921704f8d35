package io.tomodrift.sinograms.raw;

import io.tomodrift.geometry.error.FormatException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Chooses the series to read among what a folder holds. */
final class SeriesChoice {

  private SeriesChoice() {}

  static List<RawSeries> summaries(RawFiles found) {
    return found.series().entrySet().stream().map(e -> summary(e.getKey(), e.getValue())).toList();
  }

  private static RawSeries summary(Identity identity, List<ParsedFile.Raw> files) {
    return new RawSeries(
        identity.seriesUid(),
        identity.patientId(),
        Double.isNaN(identity.kVp()) ? OptionalDouble.empty() : OptionalDouble.of(identity.kVp()),
        identity.spectrum(),
        files.get(0).scan().seriesDescription(),
        files.size(),
        files.stream().mapToInt(f -> f.views().size()).sum());
  }

  /** The files of the wanted series, or of the only one if {@code wanted} is empty. */
  static List<ParsedFile.Raw> choose(RawFiles found, String wanted) {
    Map<Identity, List<ParsedFile.Raw>> series = found.series();
    if (series.isEmpty()) {
      throw noProjections(found);
    }
    List<Identity> chosen =
        series.keySet().stream()
            .filter(identity -> wanted.isEmpty() || identity.seriesUid().equals(wanted))
            .toList();
    if (chosen.isEmpty()) {
      throw new FormatException(
          "%s has no series of projections %s, but:%s"
              .formatted(found.path(), wanted, list(found)));
    }
    if (chosen.size() > 1) {
      throw mixed(found, chosen);
    }
    return series.get(chosen.get(0));
  }

  private static FormatException mixed(RawFiles found, List<Identity> chosen) {
    boolean sameUid = chosen.stream().map(Identity::seriesUid).distinct().count() == 1;
    String advice =
        sameUid
            ? "they share one SeriesInstanceUID: put the files of each into a folder of its own"
            : "choose one by its SeriesInstanceUID (--series UID)";
    return new FormatException(
        "%s holds %d series of projections, which cannot be reconstructed together; %s:%s"
            .formatted(found.path(), chosen.size(), advice, list(found)));
  }

  private static String list(RawFiles found) {
    return summaries(found).stream().map(s -> "\n  " + s).collect(Collectors.joining());
  }

  private static FormatException noProjections(RawFiles found) {
    List<ParsedFile.Other> others = found.of(ParsedFile.Other.class).toList();
    if (others.isEmpty()) {
      return new FormatException(nothing(found));
    }
    boolean stripped = others.stream().allMatch(o -> o.kind().startsWith("raw data without"));
    String reason =
        stripped
            ? "the elements of groups 7029 to 7033 are missing, probably because they were removed"
                + " with all private elements; get the files with them"
            : "these are reconstructed images or other objects; give the folder of the projections";
    return new FormatException(
        "%s holds no projections (DICOM-CT-PD): %s. Found:%s%s"
            .formatted(found.path(), reason, list(others), Neighbours.hint(found.path())));
  }

  private static String nothing(RawFiles found) {
    List<ParsedFile.Broken> broken = found.of(ParsedFile.Broken.class).toList();
    if (!broken.isEmpty()) {
      return "%s holds no readable projections; %d DICOM files are damaged, the first is %s: %s"
          .formatted(found.path(), broken.size(), broken.get(0).path(), broken.get(0).problem());
    }
    return found.files().isEmpty()
        ? "%s holds no files; give the folder of the projections".formatted(found.path())
        : "%s holds no DICOM files (%d other files, the first is %s)"
            .formatted(
                found.path(), found.files().size(), found.files().get(0).path().getFileName());
  }

  private static String list(List<ParsedFile.Other> others) {
    Map<String, Long> counts =
        others.stream()
            .collect(
                Collectors.groupingBy(
                    o -> "%s: %s, '%s'".formatted(o.seriesUid(), o.kind(), o.description()),
                    TreeMap::new,
                    Collectors.counting()));
    return counts.entrySet().stream()
        .map(e -> "\n  " + e.getKey() + ", " + e.getValue() + " files")
        .collect(Collectors.joining());
  }
}
