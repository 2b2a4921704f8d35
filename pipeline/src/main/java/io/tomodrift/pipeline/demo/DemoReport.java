package io.tomodrift.pipeline.demo;

import io.tomodrift.formats.png.DisplayWindow;
import io.tomodrift.pipeline.compare.Comparison;
import io.tomodrift.pipeline.compare.ComparisonReport;
import io.tomodrift.pipeline.compare.NamedVolume;
import io.tomodrift.pipeline.compare.Panels;
import io.tomodrift.pipeline.compare.Panels.Pair;
import io.tomodrift.pipeline.compare.Spectra;
import io.tomodrift.pipeline.report.BarChart;
import io.tomodrift.pipeline.report.Figure;
import io.tomodrift.pipeline.report.HtmlReport;
import io.tomodrift.pipeline.report.Manifest;
import io.tomodrift.pipeline.report.PictureOptions;
import io.tomodrift.pipeline.report.ReportSection;
import io.tomodrift.pipeline.report.SlicePictures;
import java.util.ArrayList;
import java.util.List;

/** The report of the demonstration. */
final class DemoReport {

  private DemoReport() {}

  static HtmlReport build(
      DemoInput input,
      DemoImages images,
      DemoSettings settings,
      List<Comparison> comparisons,
      Manifest manifest) {
    String few = settings.sparseViews() + " views";
    String all = settings.geometry().views() + " views";
    NamedVolume reference = new NamedVolume("reference", images.reference());
    NamedVolume full = new NamedVolume(all, images.fullView());
    NamedVolume sparse = new NamedVolume(few, images.sparseView());
    List<NamedVolume> shown = new ArrayList<>(List.of(reference, full, sparse));
    List<Pair> pairs = new ArrayList<>();
    pairs.add(new Pair(reference, full));
    pairs.add(new Pair(full, sparse));
    images
        .refined()
        .map(volume -> new NamedVolume("refined", volume))
        .ifPresent(
            refined -> {
              shown.add(refined);
              pairs.add(new Pair(full, refined));
            });
    HtmlReport report =
        HtmlReport.titled("From projections to images")
            .subtitle(
                "%s: %d slices, projected with a simulated scanner, reconstructed from all %s and from %s%s"
                    .formatted(
                        input.name(),
                        images.reference().slices(),
                        all,
                        few,
                        images.refined().isPresent()
                            ? "; these were refined by " + manifest.configuration().get("model")
                            : ""));
    input.notes().forEach(report::warn);
    if (images.starvedRays() > 0) {
      report.warn(images.starvedRays() + " rays detected no quantum and were set to half a one.");
    }
    comparisons.stream().flatMap(c -> c.notes().stream()).distinct().forEach(report::warn);
    addMetrics(report.section("Metrics"), comparisons);
    int slices = images.reference().slices();
    addSlices(report.section("Slices"), shown, pairs, slices);
    report
        .section("Profile and residual")
        .chart(Panels.profile(shown, slices / 2), "")
        .chart(
            Spectra.residual(pairs, slices / 2),
            "Power of the differences by spatial frequency, middle slice.");
    addScan(report.section("Scan"), images, settings);
    addMaking(report.section("How this was made"), manifest);
    return report;
  }

  private static void addMetrics(ReportSection section, List<Comparison> comparisons) {
    Comparison first = comparisons.get(0);
    section.paragraph(
        "Mask: %s, %d voxels. PSNR and SSIM for values %s HU."
            .formatted(first.metrics().mask(), first.metrics().voxels(), first.range()));
    section.metrics(Panels.table(comparisons));
    if (first.metrics().get("MAE").perSlice().size() > 1) {
      section.chart(Panels.overSlices(comparisons, "MAE"), "");
    }
  }

  private static void addSlices(
      ReportSection section, List<NamedVolume> volumes, List<Pair> pairs, int slices) {
    for (int slice : ComparisonReport.shownSlices(slices)) {
      boolean middle = slice == slices / 2;
      List<DisplayWindow> windows = Panels.windows(volumes.get(0).volume(), slice);
      for (DisplayWindow window : middle ? windows : windows.subList(0, 1)) {
        Panels.row(section, volumes, slice, window);
      }
      if (middle) {
        Panels.differences(section, pairs, slice);
      }
    }
  }

  private static void addScan(ReportSection section, DemoImages images, DemoSettings settings) {
    section.figures(
        List.of(
            new Figure(
                SlicePictures.sinogram(images.middle(), 0, PictureOptions.PLAIN),
                "Line integrals of the middle slice, all views")));
    section.geometry("Geometry of the full scan", settings.geometry());
  }

  private static void addMaking(ReportSection section, Manifest manifest) {
    BarChart chart = BarChart.titled("Time by stage", "s");
    manifest.stages().forEach(stage -> chart.bar(stage.stage(), stage.seconds()));
    if (!manifest.stages().isEmpty()) {
      section.chart(chart, "");
    }
    section.manifest(manifest);
  }
}
