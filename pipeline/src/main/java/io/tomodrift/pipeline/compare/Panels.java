package io.tomodrift.pipeline.compare;

import io.tomodrift.formats.png.DisplayWindow;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.metrics.Curve;
import io.tomodrift.metrics.Metric;
import io.tomodrift.metrics.Profiles;
import io.tomodrift.pipeline.report.Figure;
import io.tomodrift.pipeline.report.LineChart;
import io.tomodrift.pipeline.report.MetricTable;
import io.tomodrift.pipeline.report.MetricTable.Better;
import io.tomodrift.pipeline.report.OrientationLetters;
import io.tomodrift.pipeline.report.PictureOptions;
import io.tomodrift.pipeline.report.ReportSection;
import io.tomodrift.pipeline.report.SliceImage;
import io.tomodrift.pipeline.report.SlicePictures;
import java.util.ArrayList;
import java.util.List;

/** The parts of a report that show comparisons: pictures, profiles, tables, curves over slices. */
public final class Panels {

  private static final double SHOWN_SHARE = 0.995;

  private Panels() {}

  /** Windows in which a volume is worth looking at. */
  public static List<DisplayWindow> windows(Volume volume, int slice) {
    return volume.unit() == VolumeUnit.HU
        ? List.of(DisplayWindow.SOFT_TISSUE, DisplayWindow.LUNG, DisplayWindow.BONE)
        : List.of(DisplayWindow.withoutOutliers(SliceImage.of(volume, slice).values()));
  }

  /** One slice of several volumes side by side in one window. */
  public static void row(
      ReportSection section, List<NamedVolume> volumes, int slice, DisplayWindow window) {
    List<Figure> figures = new ArrayList<>();
    for (NamedVolume volume : volumes) {
      figures.add(
          new Figure(
              SlicePictures.grey(
                  SliceImage.of(volume.volume(), slice), window, options(volume.volume())),
              volume.name()));
    }
    section.montage("Slice %d, %s".formatted(slice, window.label()), figures);
  }

  /** Difference pictures of one slice, each with its own colour scale. */
  public static void differences(ReportSection section, List<Pair> pairs, int slice) {
    List<Figure> figures = new ArrayList<>();
    for (Pair pair : pairs) {
      Volume test = pair.test().volume();
      figures.add(
          new Figure(
              SlicePictures.difference(
                  SliceImage.of(test, slice),
                  SliceImage.of(pair.reference().volume(), slice),
                  differenceLimit(pair, slice),
                  test.unit().symbol(),
                  options(test)),
              pair.test().name() + " \u2212 " + pair.reference().name()));
    }
    section.montage(
        "Slice %d, differences; at most 0.5 %% of the pixels lie beyond the ends of each colour bar"
            .formatted(slice),
        figures);
  }

  private static double differenceLimit(Pair pair, int slice) {
    SliceImage difference =
        SliceImage.of(pair.test().volume(), slice)
            .minus(SliceImage.of(pair.reference().volume(), slice));
    return SlicePictures.roundLimit(difference, SHOWN_SHARE);
  }

  /** Values along the middle row of one slice. */
  public static LineChart profile(List<NamedVolume> volumes, int slice) {
    Volume first = volumes.get(0).volume();
    int row = first.stack().rows() / 2;
    LineChart chart =
        LineChart.titled("Profile along row %d of slice %d".formatted(row, slice))
            .xAxis("distance from the left edge", "mm")
            .yAxis("value", first.unit().symbol());
    for (NamedVolume named : volumes) {
      Curve curve = Profiles.horizontal(named.volume(), slice, row);
      chart.series(named.name(), curve.xs(), curve.ys());
    }
    return chart;
  }

  /** One row a comparison. */
  public static MetricTable table(List<Comparison> comparisons) {
    // A best value has a meaning among images with one reference only.
    boolean comparable = comparisons.stream().map(Comparison::reference).distinct().count() == 1;
    List<MetricTable.Column> columns = new ArrayList<>();
    for (Metric metric : shown(comparisons.get(0))) {
      columns.add(
          new MetricTable.Column(
              metric.name(),
              metric.unit().equals("1") ? "" : metric.unit(),
              metric.definition(),
              decimals(metric),
              comparable ? better(metric.name()) : Better.NEITHER));
    }
    MetricTable table = MetricTable.of("image, against its reference", columns);
    for (Comparison comparison : comparisons) {
      double[] values = shown(comparison).stream().mapToDouble(Metric::value).toArray();
      table.row(comparison.test() + " vs " + comparison.reference(), values);
    }
    return table;
  }

  /** The JSON has all of them; the table should fit a page. */
  private static List<Metric> shown(Comparison comparison) {
    return comparison.metrics().metrics().stream()
        .filter(
            metric -> !metric.name().startsWith("NRMSE") && !metric.name().equals("correlation"))
        .toList();
  }

  private static int decimals(Metric metric) {
    return switch (metric.unit()) {
      case "HU", "dB" -> 2;
      case "1/mm" -> 6;
      default -> 4;
    };
  }

  private static Better better(String metric) {
    return switch (metric) {
      case "PSNR", "SSIM", "MS-SSIM", "correlation" -> Better.HIGHER;
      case "bias" -> Better.NEITHER;
      default -> Better.LOWER;
    };
  }

  /** One metric over the slices, a curve a comparison. */
  public static LineChart overSlices(List<Comparison> comparisons, String metric) {
    Metric first = comparisons.get(0).metrics().get(metric);
    LineChart chart =
        LineChart.titled(metric + " of each slice")
            .xAxis("slice", "")
            .yAxis(metric, first.unit().equals("1") ? "" : first.unit());
    boolean several = comparisons.stream().map(Comparison::reference).distinct().count() > 1;
    for (Comparison comparison : comparisons) {
      double[] values =
          comparison.metrics().get(metric).perSlice().stream()
              .mapToDouble(Double::doubleValue)
              .toArray();
      String name = comparison.test() + (several ? " vs " + comparison.reference() : "");
      chart.series(name, values);
    }
    return chart;
  }

  private static PictureOptions options(Volume volume) {
    return PictureOptions.PLAIN
        .withMaxPixels(768)
        .withScaleBar()
        .withOrientation(OrientationLetters.of(volume.frame()));
  }

  /**
   * A test and what it is compared with.
   *
   * @param reference the truth
   * @param test the other
   */
  public record Pair(NamedVolume reference, NamedVolume test) {}
}
