package io.tomodrift.pipeline.report;

import io.tomodrift.formats.png.DisplayWindow;
import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.pipeline.report.MetricTable.Better;
import io.tomodrift.pipeline.report.MetricTable.Column;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** A report with everything in it about a drawn thorax, for looking at and for tests. */
public final class ExampleReport {

  private static final int SIZE = 256;
  private static final double PIXEL_MM = 1.6;
  private static final PictureOptions ANNOTATED =
      PictureOptions.PLAIN
          .withScaleBar()
          .withOrientation(new OrientationLetters("R", "L", "A", "P"));

  private ExampleReport() {}

  /** Writes the report to the path given. */
  public static void main(String[] args) throws IOException {
    make().write(Path.of(args[0]));
  }

  static HtmlReport make() {
    SliceImage truth = thorax(0);
    SliceImage sparse = thorax(70);
    SliceImage refined = thorax(18);
    HtmlReport report =
        HtmlReport.titled("Sparse-view reconstruction, 64 of 1152 views")
            .subtitle("Drawn thorax, fan beam, filtered back projection with a Hann window")
            .warn(
                "3 views between 118.1\u00b0 and 119.0\u00b0 were missing and have been interpolated.")
            .warn(
                "Projections do not fall to 0 at the edge in 6 % of the views; edges were rolled off.");
    results(report.section("Result"), truth, sparse, refined);
    comparison(report.section("Images"), truth, sparse, refined);
    curves(report.section("Profiles and convergence"), truth, sparse, refined);
    scan(report.section("Scan"));
    provenance(report.section("Provenance"));
    return report;
  }

  private static void results(
      ReportSection section, SliceImage truth, SliceImage sparse, SliceImage refined) {
    MetricTable table =
        MetricTable.of(
                "Image",
                List.of(
                    new Column(
                        "RMSE", "HU", "Root mean square error inside the body.", 1, Better.LOWER),
                    new Column(
                        "PSNR",
                        "dB",
                        "20 log10(2000 HU / RMSE), range -1000 to 1000 HU.",
                        2,
                        Better.HIGHER),
                    new Column(
                        "SSIM",
                        "",
                        "Gaussian window 11 x 11, sigma 1.5, range 2000 HU.",
                        4,
                        Better.HIGHER),
                    new Column(
                        "Bias", "HU", "Mean difference inside the body.", 2, Better.NEITHER)))
            .row("Filtered back projection", 70.2, 29.09, 0.7123, -0.41)
            .row("SIRT, 100 iterations", 41.8, 33.6, 0.8310, 0.12)
            .row("Refined", 18.1, 40.87, 0.9542, Double.NaN);
    section
        .paragraph(
            "Metrics are taken over the slices named, inside the body mask (> \u2212500 HU, filled), against"
                + " the reconstruction from all 1152 views.")
        .metrics(table);
  }

  private static void comparison(
      ReportSection section, SliceImage truth, SliceImage sparse, SliceImage refined) {
    double limit = 100;
    section
        .montage(
            "Slice 40, " + DisplayWindow.SOFT_TISSUE.label() + " HU.",
            List.of(
                figure(truth, DisplayWindow.SOFT_TISSUE, "All 1152 views"),
                figure(sparse, DisplayWindow.SOFT_TISSUE, "64 views, filtered back projection"),
                figure(refined, DisplayWindow.SOFT_TISSUE, "64 views, refined")))
        .montage(
            "Difference to all 1152 views.",
            List.of(
                new Figure(
                    SlicePictures.difference(sparse, truth, limit, "HU", PictureOptions.PLAIN),
                    "Filtered back projection"),
                new Figure(
                    SlicePictures.difference(refined, truth, limit, "HU", PictureOptions.PLAIN),
                    "Refined")))
        .figures(
            List.of(
                figure(
                    refined, DisplayWindow.LUNG, "Refined, " + DisplayWindow.LUNG.label() + " HU"),
                figure(
                    refined, DisplayWindow.BONE, "Refined, " + DisplayWindow.BONE.label() + " HU"),
                figure(
                    refined.crop(140, 96, 64, 64),
                    DisplayWindow.SOFT_TISSUE,
                    "Refined, 64 x 64 pixels around the spine"),
                new Figure(
                    SlicePictures.grey(
                        coronal(), DisplayWindow.LUNG, PictureOptions.PLAIN.withScaleBar()),
                    "Coronal, slices 5 mm apart, pixels 1.6 mm")));
  }

  private static Figure figure(SliceImage slice, DisplayWindow window, String caption) {
    return new Figure(SlicePictures.grey(slice, window, ANNOTATED), caption);
  }

  private static void curves(
      ReportSection section, SliceImage truth, SliceImage sparse, SliceImage refined) {
    double[] x = IntStream.range(0, SIZE).mapToDouble(i -> (i - 127.5) * PIXEL_MM).toArray();
    double[] iterations = IntStream.range(0, 60).mapToDouble(i -> i).toArray();
    section
        .chart(
            LineChart.titled("Horizontal profile through the spine")
                .xAxis("X", "mm")
                .yAxis("CT number", "HU")
                .series("All views", x, row(truth, 170))
                .series("Filtered back projection", x, row(sparse, 170))
                .series("Refined", x, row(refined, 170)),
            "Row 170 of slice 40.")
        .chart(
            LineChart.titled("Residual")
                .xAxis("iteration", "")
                .yAxis("||Ax \u2212 y|| / ||y||", "")
                .logarithmicY()
                .series("SIRT", iterations, decay(iterations, 0.06))
                .series("CGLS", iterations, decay(iterations, 0.13)),
            "")
        .chart(
            BarChart.titled("Time by stage", "s")
                .bar("Reading", 1.94)
                .bar("Filtering", 0.82)
                .bar("Back projection", 6.31)
                .bar("Refinement", 12.7)
                .bar("Writing", 0.4),
            "Wall-clock time.");
  }

  private static double[] decay(double[] x, double rate) {
    return IntStream.range(0, x.length).mapToDouble(i -> Math.exp(-rate * x[i])).toArray();
  }

  private static double[] row(SliceImage slice, int row) {
    return IntStream.range(0, SIZE).mapToDouble(c -> slice.values()[row * SIZE + c]).toArray();
  }

  private static void scan(ReportSection section) {
    FanBeamGeometry geometry =
        new FanBeamGeometry(
            595, 1085.6, ArcDetector.withOffset(184, 0.0047378, 1.25), Angles.fullTurn(144));
    FloatStack stack = FloatStack.planar(1, 144, 184);
    for (int v = 0; v < 144; v++) {
      for (int c = 0; c < 184; c++) {
        var ray = geometry.ray(v, c);
        double s = ray.originXMm() * -ray.directionY() + ray.originYMm() * ray.directionX();
        double theta = Math.atan2(ray.directionX(), -ray.directionY());
        double wide = Math.hypot(170 * Math.cos(theta), 110 * Math.sin(theta));
        double insert = s - 80 * Math.cos(theta) - 20 * Math.sin(theta);
        double body = Math.sqrt(Math.max(0, 1 - s * s / (wide * wide)));
        double rod = Math.sqrt(Math.max(0, 900 - insert * insert));
        stack.set(0, v, c, (float) (4 * body + 0.06 * rod));
      }
    }
    Sinogram sinogram = new Sinogram(stack, geometry, SliceAxis.UNIT, SinogramUnit.LINE_INTEGRAL);
    section
        .figures(
            List.of(
                new Figure(
                    SlicePictures.sinogram(sinogram, 0, PictureOptions.PLAIN),
                    "Sinogram, line integrals, full range")))
        .geometry("Every parameter of the scan", geometry);
  }

  private static void provenance(ReportSection section) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("window", "hann");
    settings.put("cutOff", 1.0);
    settings.put("grid", Map.of("size", 256, "pixelMm", PIXEL_MM));
    section.manifest(
        new Manifest(
            "tomodrift reconstruct scan.npz --window hann --views 64 -o slice.nii.gz",
            "0.1.0",
            "17.0.15 (OpenJDK 64-Bit Server VM)",
            "Linux 6.1, amd64",
            "cpu",
            "16 threads",
            16,
            0,
            "2026-01-01T12:00:00Z",
            22.17,
            List.of(new Manifest.StageTime("reading", 1.94)),
            List.of(
                new Manifest.InputFile(
                    "scan.npz",
                    217_055_232,
                    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")),
            settings,
            List.of(),
            java.util.Map.of()));
  }

  private static SliceImage thorax(double noiseHu) {
    Random random = new Random(7);
    float[] values = new float[SIZE * SIZE];
    for (int r = 0; r < SIZE; r++) {
      for (int c = 0; c < SIZE; c++) {
        double x = (c - 127.5) * PIXEL_MM;
        double y = (127.5 - r) * PIXEL_MM;
        values[r * SIZE + c] = (float) (hu(x, y) + noiseHu * random.nextGaussian());
      }
    }
    return SliceImage.of(values, SIZE, SIZE, PIXEL_MM);
  }

  private static double hu(double x, double y) {
    if (inside(x, y, 0, -75, 22, 20)) {
      return inside(x, y, 0, -75, 17, 15) ? 180 : 650;
    }
    if (inside(x, y, 24, 20, 48, 42)) {
      return inside(x, y, 30, 22, 26, 22) ? 140 : 50;
    }
    boolean lung = inside(x, y, -85, 5, 58, 78) || inside(x, y, 88, 5, 55, 76);
    if (lung) {
      return inside(x, y, -95, 30, 6, 6) ? 30 : -850;
    }
    if (inside(x, y, 0, 0, 172, 112)) {
      return 40;
    }
    return inside(x, y, 0, 0, 186, 124) ? -100 : -1000;
  }

  private static boolean inside(double x, double y, double cx, double cy, double a, double b) {
    return Math.pow((x - cx) / a, 2) + Math.pow((y - cy) / b, 2) <= 1;
  }

  private static SliceImage coronal() {
    int slices = 40;
    float[] values = new float[slices * SIZE];
    for (int k = 0; k < slices; k++) {
      double squeeze = 1 + 0.4 * Math.pow((k - 30) / 30.0, 2);
      for (int c = 0; c < SIZE; c++) {
        values[k * SIZE + c] = (float) hu((c - 127.5) * PIXEL_MM * squeeze, -20);
      }
    }
    return SliceImage.of(values, slices, SIZE, 5, PIXEL_MM);
  }
}
