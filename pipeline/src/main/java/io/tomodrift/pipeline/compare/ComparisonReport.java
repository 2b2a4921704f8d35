package io.tomodrift.pipeline.compare;

import io.tomodrift.formats.png.DisplayWindow;
import io.tomodrift.pipeline.report.HtmlReport;
import io.tomodrift.pipeline.report.Manifest;
import io.tomodrift.pipeline.report.ReportSection;
import java.util.List;

/** The report of one comparison. */
public final class ComparisonReport {

  private ComparisonReport() {}

  /** Builds the report; pictures are of the middle slice and, in deep stacks, of two others. */
  public static HtmlReport build(
      NamedVolume reference, NamedVolume test, Comparison comparison, Manifest manifest) {
    HtmlReport report =
        HtmlReport.titled("Comparison").subtitle(test.name() + " against " + reference.name());
    comparison.notes().forEach(report::warn);
    ReportSection numbers = report.section("Metrics");
    numbers.paragraph(
        "Mask: %s, %d voxels."
            .formatted(comparison.metrics().mask(), comparison.metrics().voxels()));
    numbers.metrics(Panels.table(List.of(comparison)));
    int slices = reference.volume().slices();
    if (slices > 1) {
      numbers.chart(Panels.overSlices(List.of(comparison), "MAE"), "");
    }
    ReportSection pictures = report.section("Slices");
    List<NamedVolume> both = List.of(reference, test);
    for (int slice : shownSlices(slices)) {
      for (DisplayWindow window : Panels.windows(reference.volume(), slice)) {
        Panels.row(pictures, both, slice, window);
      }
      Panels.differences(pictures, List.of(new Panels.Pair(reference, test)), slice);
    }
    report
        .section("Profile and spectrum")
        .chart(Panels.profile(both, slices / 2), "")
        .chart(Spectra.residual(List.of(new Panels.Pair(reference, test)), slices / 2), "");
    report.section("How this was made").manifest(manifest);
    return report;
  }

  /** The middle slice; of deep stacks also one at each quarter. */
  public static List<Integer> shownSlices(int slices) {
    return slices < 8 ? List.of(slices / 2) : List.of(slices / 4, slices / 2, 3 * slices / 4);
  }
}
