package io.tomodrift.pipeline.reconstruct;

import io.tomodrift.formats.png.DisplayWindow;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.pipeline.compare.ComparisonReport;
import io.tomodrift.pipeline.compare.NamedVolume;
import io.tomodrift.pipeline.compare.Panels;
import io.tomodrift.pipeline.data.Input.OfSinogram;
import io.tomodrift.pipeline.report.Figure;
import io.tomodrift.pipeline.report.HtmlReport;
import io.tomodrift.pipeline.report.LineChart;
import io.tomodrift.pipeline.report.Manifest;
import io.tomodrift.pipeline.report.PictureOptions;
import io.tomodrift.pipeline.report.ReportSection;
import io.tomodrift.pipeline.report.SlicePictures;
import io.tomodrift.projectors.iterative.IterationLog;
import java.util.Arrays;
import java.util.List;

/** The report of one reconstruction. */
final class ReconstructionReport {

  private ReconstructionReport() {}

  static HtmlReport build(
      OfSinogram input, Sinogram used, ReconstructionRun.Result result, Manifest manifest) {
    Volume volume = result.volume();
    HtmlReport report =
        HtmlReport.titled("Reconstruction")
            .subtitle(
                "%s, %d views x %d channels, %d slices"
                    .formatted(
                        input.path().getFileName(),
                        used.geometry().views(),
                        used.geometry().channels(),
                        used.slices()));
    input.warnings().forEach(report::warn);
    manifest.warnings().forEach(report::warn);
    NamedVolume named = new NamedVolume("reconstruction", volume);
    ReportSection pictures = report.section("Slices");
    for (int slice : ComparisonReport.shownSlices(volume.slices())) {
      for (DisplayWindow window : Panels.windows(volume, slice)) {
        Panels.row(pictures, List.of(named), slice, window);
      }
    }
    int middle = volume.slices() / 2;
    if (!result.log().isEmpty()) {
      report
          .section("Convergence")
          .chart(
              objective(result.log()),
              "What the method makes small, summed over all slices, at the start and after each iteration.");
    }
    report.section("Profile").chart(Panels.profile(List.of(named), middle), "");
    report
        .section("Scan")
        .figures(
            List.of(
                new Figure(
                    SlicePictures.sinogram(used, middle, PictureOptions.PLAIN),
                    "Sinogram of slice " + middle)))
        .geometry("Geometry", used.geometry());
    report.section("How this was made").manifest(manifest);
    return report;
  }

  private static LineChart objective(List<IterationLog> log) {
    double[] iterations = log.stream().mapToDouble(IterationLog::iteration).toArray();
    double[] totals = log.stream().mapToDouble(IterationLog::total).toArray();
    LineChart chart = LineChart.titled("Objective").xAxis("iteration", "").yAxis("objective", "");
    if (Arrays.stream(totals).allMatch(total -> total > 0)) {
      chart.logarithmicY();
    }
    return chart.series("objective", iterations, totals);
  }
}
