package io.tomodrift.sinograms.raw;

import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.helical.ConeDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the headers of a series mean, as far as one header tells.
 *
 * @param layout order of the elements in the files
 * @param convention how the central element was counted
 * @param detector the detector
 * @param waterPerMm attenuation coefficient of water, 1/mm
 */
record Meaning(
    PixelLayout layout,
    CentralElement convention,
    ConeDetector detector,
    OptionalDouble waterPerMm) {

  /**
   * Interprets a header.
   *
   * @throws FormatException if it is contradictory or not supported
   */
  static Meaning of(
      DetectorFacts facts, ScanFacts scan, RawOptions options, List<String> warnings) {
    HeaderChecks.pixelFormat(facts);
    PixelLayout layout = PixelLayout.of(facts, warnings);
    HeaderChecks.tilt(scan.tiltDegrees());
    CentralElement convention = options.centralElement().resolved(scan.manufacturer());
    ConeDetector detector =
        HeaderChecks.detector(
            facts, scan, convention, HeaderChecks.shape(facts.shape(), warnings), warnings);
    return new Meaning(
        layout, convention, detector, HeaderChecks.water(scan, options.waterPerMm(), warnings));
  }

  /**
   * Interprets some files of many, so that what is wrong with all of them is told at once. What
   * needs all files, or a choice among series, is left for later.
   */
  static void tryOut(RawFiles sample, RawOptions options) {
    List<ParsedFile.Raw> files =
        sample
            .of(ParsedFile.Raw.class)
            .filter(f -> f.missing().isEmpty())
            .filter(
                f ->
                    options.seriesUid().isEmpty()
                        || f.identity().seriesUid().equals(options.seriesUid()))
            .toList();
    Set<Identity> series = files.stream().map(ParsedFile.Raw::identity).collect(Collectors.toSet());
    if (series.size() == 1) {
      of(files.get(0).detector(), files.get(0).scan(), options, new ArrayList<>());
    }
  }
}
