package io.tomodrift.pipeline.learned;

import io.tomodrift.formats.AtomicOutput;
import io.tomodrift.formats.png.DisplayWindow;
import io.tomodrift.formats.png.PngImages;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.learned.diffusion.Histogram;
import io.tomodrift.learned.diffusion.MeanImage;
import io.tomodrift.learned.infer.ImageStack;
import io.tomodrift.pipeline.report.Figure;
import io.tomodrift.pipeline.report.HtmlReport;
import io.tomodrift.pipeline.report.LineChart;
import io.tomodrift.pipeline.report.Manifest;
import io.tomodrift.pipeline.report.PictureOptions;
import io.tomodrift.pipeline.report.ReportSection;
import io.tomodrift.pipeline.report.SliceImage;
import io.tomodrift.pipeline.report.SlicePictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Samples made with several drifts against images of their domain. In each series the drift with
 * the nearest histogram to some images is chosen, and its distance from others is what counts: the
 * smallest of many numbers flatters itself.
 */
public final class DriftStudy {

  private static final Histogram HISTOGRAM = ImageStack.histogram();

  private static final int TILES = 8;

  private final Volume source;
  private final Volume target;
  private final Volume test;
  private final Map<String, List<Row>> series = new LinkedHashMap<>();

  /**
   * Samples of a drift.
   *
   * @param series what was done with it, such as {@code image}
   * @param delta the drift
   * @param samples HU
   */
  public record Trial(String series, double delta, Volume samples) {}

  private record Row(
      double delta,
      double chosenBy,
      double judgedBy,
      double meanImage,
      double meanDifference,
      Volume samples) {}

  /**
   * Compares.
   *
   * @param source images of the domain that training began with
   * @param target images to choose by
   * @param test images to judge by
   * @param trials in the order to be shown
   */
  public DriftStudy(Volume source, Volume target, Volume test, List<Trial> trials) {
    this.source = source;
    this.target = target;
    this.test = test;
    List<double[]> chosenBy = ImageStack.images(target);
    List<double[]> judgedBy = ImageStack.images(test);
    double mean = ImageStack.mean(judgedBy);
    for (Trial trial : trials) {
      List<double[]> samples = ImageStack.images(trial.samples);
      series
          .computeIfAbsent(trial.series, name -> new ArrayList<>())
          .add(
              new Row(
                  trial.delta,
                  HISTOGRAM.between(samples, chosenBy),
                  HISTOGRAM.between(samples, judgedBy),
                  new MeanImage().between(samples, judgedBy),
                  ImageStack.mean(samples) - mean,
                  trial.samples));
    }
  }

  private static Row best(List<Row> rows) {
    return rows.stream()
        .min(Comparator.comparingDouble(Row::chosenBy).thenComparing(row -> Math.abs(row.delta)))
        .orElseThrow();
  }

  private static Row plain(List<Row> rows) {
    return rows.stream().min(Comparator.comparingDouble(row -> Math.abs(row.delta))).orElseThrow();
  }

  /** What came of each series, in words. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    series.forEach(
        (name, rows) -> {
          Row best = best(rows);
          Row plain = plain(rows);
          lines.add(
              "%s: delta %.2f chosen; histogram L1 on the test images %.4f, with delta %.2f %.4f%s"
                  .formatted(
                      name,
                      best.delta,
                      best.judgedBy,
                      plain.delta,
                      plain.judgedBy,
                      best.delta == plain.delta
                          ? ": no drift is best"
                          : best.judgedBy < plain.judgedBy ? "" : ": the drift does not pay"));
        });
    lines.add(
        "two sets of images of the domain: histogram L1 %.4f; the domain of before: %.4f"
            .formatted(
                HISTOGRAM.between(ImageStack.images(target), ImageStack.images(test)),
                HISTOGRAM.between(ImageStack.images(source), ImageStack.images(test))));
    return lines;
  }

  /** Writes a line for each trial. */
  public void writeCsv(Path file) throws IOException {
    StringBuilder text =
        new StringBuilder(
            "series,delta,validation_histogram_l1,test_histogram_l1,test_mean_image_hu,test_mean_difference_hu\n");
    series.forEach(
        (name, rows) ->
            rows.forEach(
                row ->
                    text.append(
                        "%s,%.2f,%.5f,%.5f,%.3f,%.3f\n"
                            .formatted(
                                name,
                                row.delta,
                                row.chosenBy,
                                row.judgedBy,
                                row.meanImage,
                                row.meanDifference))));
    AtomicOutput.file(file, path -> Files.writeString(path, text));
  }

  /** Writes a picture of images of both domains and of samples of the first series. */
  public void writePicture(Path file) throws IOException {
    List<Row> rows = series.values().iterator().next();
    SliceImage mosaic =
        SampleMosaic.lines(List.of(source, test, plain(rows).samples, best(rows).samples), TILES);
    FloatStack plane = FloatStack.wrapPlanar(mosaic.values(), 1, mosaic.rows(), mosaic.columns());
    PngImages.write(PngImages.grey8(plane, 0, DisplayWindow.SOFT_TISSUE), file);
  }

  /** The page. */
  public HtmlReport report(Manifest manifest) {
    HtmlReport report =
        HtmlReport.titled("Latent Drifting")
            .subtitle("few-shot training for another domain, and samples with a drift");
    report.warn("Synthetic images for research; nobody was scanned.");
    ReportSection summary = report.section("Distance against drift");
    lines().forEach(summary::paragraph);
    LineChart chart =
        LineChart.titled("Histogram distance from the test images")
            .xAxis("delta", "")
            .yAxis("L1 distance", "");
    series.forEach(
        (name, rows) ->
            chart.series(
                name,
                rows.stream().mapToDouble(Row::delta).toArray(),
                rows.stream().mapToDouble(Row::judgedBy).toArray()));
    summary.chart(chart, "0: equal shares of all values; 2: no value in common.");
    ReportSection pictures = report.section("Images");
    pictures.figures(
        List.of(
            figure(source, "the domain that training began with"),
            figure(test, "the target domain")));
    series.forEach(
        (name, rows) ->
            pictures.figures(
                List.of(
                    figure(plain(rows).samples, name + ", delta %.2f".formatted(plain(rows).delta)),
                    figure(
                        best(rows).samples,
                        name + ", delta %.2f, chosen".formatted(best(rows).delta)))));
    report.section("Numbers").table(heads(), table());
    report.section("How this was made").manifest(manifest);
    return report;
  }

  private static Figure figure(Volume volume, String caption) {
    return new Figure(
        SlicePictures.grey(
            SampleMosaic.lines(List.of(volume), TILES),
            DisplayWindow.SOFT_TISSUE,
            PictureOptions.PLAIN),
        caption);
  }

  private static List<String> heads() {
    return List.of(
        "series",
        "delta",
        "L1 from images to choose by",
        "L1 from test images",
        "mean image, HU",
        "mean, HU");
  }

  private List<List<String>> table() {
    List<List<String>> table = new ArrayList<>();
    series.forEach(
        (name, rows) ->
            rows.forEach(
                row ->
                    table.add(
                        List.of(
                            name,
                            "%.2f".formatted(row.delta),
                            "%.4f".formatted(row.chosenBy),
                            "%.4f".formatted(row.judgedBy),
                            "%.2f".formatted(row.meanImage),
                            "%.2f".formatted(row.meanDifference)))));
    return table;
  }
}
