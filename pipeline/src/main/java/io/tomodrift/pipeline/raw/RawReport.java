package io.tomodrift.pipeline.raw;

import io.tomodrift.formats.png.DisplayWindow;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.pipeline.compare.Comparison;
import io.tomodrift.pipeline.compare.ComparisonReport;
import io.tomodrift.pipeline.compare.NamedVolume;
import io.tomodrift.pipeline.compare.Panels;
import io.tomodrift.pipeline.compare.Panels.Pair;
import io.tomodrift.pipeline.compare.Spectra;
import io.tomodrift.pipeline.report.Figure;
import io.tomodrift.pipeline.report.HtmlReport;
import io.tomodrift.pipeline.report.LineChart;
import io.tomodrift.pipeline.report.Manifest;
import io.tomodrift.pipeline.report.PictureOptions;
import io.tomodrift.pipeline.report.ReportSection;
import io.tomodrift.pipeline.report.SlicePictures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report of a reconstruction from raw data. */
final class RawReport {

  private final RawResult result;
  private final Map<String, Object> scanFacts;
  private final List<NamedVolume> volumes = new ArrayList<>();
  private final List<Pair> pairs = new ArrayList<>();

  RawReport(RawResult result, Map<String, Object> scanFacts) {
    this.result = result;
    this.scanFacts = scanFacts;
    NamedVolume made = new NamedVolume(result.label(), result.slices());
    result.reference().ifPresent(volume -> volumes.add(new NamedVolume("reference", volume)));
    result.fullView().ifPresent(volume -> volumes.add(new NamedVolume("all views", volume)));
    volumes.add(made);
    for (int i = 1; i < volumes.size(); i++) {
      pairs.add(new Pair(volumes.get(i - 1), volumes.get(i)));
    }
  }

  HtmlReport build(String name, List<Comparison> comparisons, Manifest manifest) {
    HtmlReport report =
        HtmlReport.titled("Reconstruction from raw data")
            .subtitle(
                "%s: %d slices from %s".formatted(name, result.slices().slices(), result.label()));
    manifest.warnings().forEach(report::warn);
    if (!comparisons.isEmpty()) {
      addMetrics(report.section("Metrics"), comparisons);
    }
    addSlices(report.section("Slices"));
    addScan(report);
    report.section("How this was made").manifest(manifest);
    return report;
  }

  private void addMetrics(ReportSection section, List<Comparison> comparisons) {
    Comparison first = comparisons.get(0);
    section
        .paragraph(
            "Mask: %s, %d voxels. PSNR and SSIM for values %s HU."
                .formatted(first.metrics().mask(), first.metrics().voxels(), first.range()))
        .metrics(Panels.table(comparisons));
    if (first.metrics().get("MAE").perSlice().size() > 1) {
      List<Comparison> same =
          comparisons.stream().filter(c -> c.reference().equals(first.reference())).toList();
      section.chart(Panels.overSlices(same, "MAE"), "Against " + first.reference() + ".");
    }
    result
        .tissueErrors()
        .forEach(
            (volume, regions) ->
                section
                    .paragraph("Errors by tissue, %s against the reference:".formatted(volume))
                    .metrics(TissueErrors.table(regions)));
  }

  private void addSlices(ReportSection section) {
    Volume first = volumes.get(0).volume();
    int slices = first.slices();
    for (int slice : ComparisonReport.shownSlices(slices)) {
      for (DisplayWindow window : Panels.windows(first, slice)) {
        Panels.row(section, volumes, slice, window);
      }
      if (!pairs.isEmpty()) {
        Panels.differences(section, pairs, slice);
      }
    }
    section.chart(Panels.profile(volumes, slices / 2), "");
    if (!pairs.isEmpty()) {
      section.chart(
          Spectra.residual(pairs, slices / 2),
          "Power of the differences by spatial frequency, middle slice.");
    }
  }

  private void addScan(HtmlReport report) {
    ReportSection section = report.section("Scan");
    Map<String, String> facts = new LinkedHashMap<>();
    scanFacts.forEach((key, value) -> facts.put(key, String.valueOf(value)));
    section.facts(facts);
    section.figures(
        List.of(
            new Figure(
                SlicePictures.sinogram(result.images().middle(), 0, PictureOptions.PLAIN),
                "Rebinned line integrals of the middle slice, "
                    + result.images().middle().geometry().views()
                    + " views")));
    section.chart(completeness(), "Rays outside the scan are left out of the image.");
    section.geometry("Geometry after rebinning", result.images().rebinning().geometry());
  }

  private LineChart completeness() {
    List<Double> share = result.images().completeness();
    double[] z = new double[share.size()];
    double[] percent = new double[share.size()];
    for (int k = 0; k < z.length; k++) {
      z[k] = result.placement().mirroredZMm(result.images().rebinning().sliceAxis().zMm(k));
      percent[k] = 100.0 * share.get(k);
    }
    return LineChart.titled("Rays measured, by slice")
        .xAxis("z", "mm")
        .yAxis("completeness", "%")
        .series("completeness", z, percent);
  }
}
