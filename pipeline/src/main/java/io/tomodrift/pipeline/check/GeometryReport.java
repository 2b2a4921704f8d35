package io.tomodrift.pipeline.check;

import io.tomodrift.formats.png.DisplayWindow;
import io.tomodrift.pipeline.report.Figure;
import io.tomodrift.pipeline.report.HtmlReport;
import io.tomodrift.pipeline.report.Manifest;
import io.tomodrift.pipeline.report.MetricTable;
import io.tomodrift.pipeline.report.MetricTable.Better;
import io.tomodrift.pipeline.report.MetricTable.Column;
import io.tomodrift.pipeline.report.PictureOptions;
import io.tomodrift.pipeline.report.ReportSection;
import io.tomodrift.pipeline.report.SliceImage;
import io.tomodrift.pipeline.report.SlicePictures;
import io.tomodrift.sinograms.check.ConjugateResult;
import java.util.List;
import java.util.Locale;

/** The report of a check. */
public final class GeometryReport {

  private static final double SHOWN_SHARE = 0.995;

  private GeometryReport() {}

  /**
   * Builds the report.
   *
   * @param scan name of the scan
   * @param manifest how it was made, with everything that looks wrong
   */
  public static HtmlReport build(GeometryVerdict verdict, String scan, Manifest manifest) {
    HtmlReport report = HtmlReport.titled(title(verdict)).subtitle(scan);
    manifest.warnings().forEach(report::warn);
    verdict.conjugates().ifPresent(result -> addRays(report.section("Rays"), result));
    if (!verdict.halfTurns().isEmpty()) {
      addImages(report.section("Half turns"), verdict.halfTurns());
    }
    report.section("Everything in words").details("All lines", String.join("\n", verdict.lines()));
    report.section("How this was made").manifest(manifest);
    return report;
  }

  private static String title(GeometryVerdict verdict) {
    String headline = verdict.headline();
    return "The geometry "
        + (headline.startsWith("cannot") ? headline : "is " + headline.toLowerCase(Locale.ROOT));
  }

  private static void addRays(ReportSection section, ConjugateResult result) {
    section.paragraph(
        ("Every line is measured again half a turn later. The two differ by %.2f %% of the line "
                + "integrals (weighted RMS); noise explains %.2f %%. They agree best with the "
                + "central column moved by %+.3f channels (+- %.3f), %+.3f mm at the isocenter.")
            .formatted(
                100 * result.normalisedRms(),
                100 * result.noiseRms(),
                result.centre().channels(),
                result.centre().uncertaintyChannels(),
                result.centre().mm()));
    MetricTable table =
        MetricTable.of(
            "geometry",
            List.of(
                new Column(
                    "RMS",
                    "%",
                    "Root mean square difference of conjugate rays over that of the line integrals, "
                        + "weighted by transmission",
                    2,
                    Better.LOWER),
                new Column(
                    "times",
                    "",
                    "RMS difference over that of the geometry in use, on the rays both have",
                    2,
                    Better.NEITHER),
                new Column(
                    "errors",
                    "",
                    "How sure that is, in standard errors; positive if worse than in use",
                    0,
                    Better.NEITHER),
                new Column("rays", "", "Number of rays compared", 0, Better.NEITHER)));
    result
        .hypotheses()
        .forEach(
            score ->
                table.row(
                    score.description(),
                    100 * score.normalisedRms(),
                    score.ratio(),
                    score.sigmas(),
                    score.rays()));
    section.metrics(table);
  }

  private static void addImages(ReportSection section, List<HalfTurnPair> pairs) {
    section.paragraph(
        "One slice from the views on one side and from those on the other. A central column that "
            + "is off moves the two images apart along the detector, by 2 to 2.5 times as much.");
    for (HalfTurnPair pair : pairs) {
      SliceImage here = SliceImage.of(pair.here(), 0);
      SliceImage opposite = SliceImage.of(pair.opposite(), 0);
      DisplayWindow window = DisplayWindow.withoutOutliers(here.values());
      double limit = SlicePictures.roundLimit(here.minus(opposite), SHOWN_SHARE);
      PictureOptions options = PictureOptions.PLAIN.withScaleBar();
      section.montage(
          "Source about %.0f degrees: images %+.3f mm apart along the detector, %+.3f mm across"
              .formatted(Math.toDegrees(pair.sourceAngleRad()), pair.alongMm(), pair.acrossMm()),
          List.of(
              new Figure(SlicePictures.grey(here, window, options), "source on this side"),
              new Figure(SlicePictures.grey(opposite, window, options), "on the other side"),
              new Figure(
                  SlicePictures.difference(here, opposite, limit, "1/mm", options),
                  "this side \u2212 other side")));
    }
  }
}
