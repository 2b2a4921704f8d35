package io.tomodrift.pipeline.report;

import static io.tomodrift.pipeline.report.Drawing.BLUE;
import static io.tomodrift.pipeline.report.Drawing.GREEN;
import static io.tomodrift.pipeline.report.Drawing.INK;
import static io.tomodrift.pipeline.report.Drawing.PURPLE;
import static io.tomodrift.pipeline.report.Drawing.QUIET;
import static io.tomodrift.pipeline.report.Drawing.RED;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ParallelBeamGeometry;
import io.tomodrift.geometry.Ray;
import io.tomodrift.geometry.ScanArc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Draws docs/figures. Sources, rays, detectors, pixels and arcs are asked from the geometry
 * classes, so a figure cannot say anything else than the code does. Run the main method with the
 * folder to write to.
 */
public final class ConventionFigures {

  private static final double UP = Math.PI / 2;

  private ConventionFigures() {}

  /** Writes every figure into the folder given. */
  public static void main(String[] args) throws IOException {
    for (Map.Entry<String, String> figure : all().entrySet()) {
      Files.writeString(Path.of(args[0]).resolve(figure.getKey()), figure.getValue());
    }
  }

  static Map<String, String> all() {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("gantry-frame.svg", gantryFrame());
    figures.put("detectors.svg", detectors());
    figures.put("parallel-beam.svg", parallelBeam());
    figures.put("conjugate-ray.svg", conjugateRay());
    figures.put("image-grid.svg", imageGrid());
    figures.put("array-orders.svg", arrayOrders());
    figures.put("arc.svg", scanArc());
    figures.put("patient-positions.svg", patientPositions());
    return figures;
  }

  private static void axes(Drawing d, double length) {
    d.arrow(-length, 0, length, 0, QUIET, 1.3).arrow(0, -length, 0, length, QUIET, 1.3);
    d.text(length, 0, -2, 20, "end", QUIET, "X").text(0, length, 10, 10, "start", QUIET, "Y");
  }

  private static String gantryFrame() {
    double radius = 2;
    double beta = Math.toRadians(35);
    FanBeamGeometry g = fan(radius, new ArcDetector(9, 0.08, 4), beta);
    Ray central = g.ray(0, 4);
    Drawing d = new Drawing(700, 560, 340, 280, 100);
    d.circle(0, 0, radius, "none", "#c9d0d7", 1.3);
    axes(d, 2.55);
    d.circle(0, 0, 0.075, "#fff", INK, 1.5).dot(0, 0, 2.5, INK);
    d.text(0, 0, -12, 24, "end", INK, "Z toward the viewer");
    double sx = central.originXMm();
    double sy = central.originYMm();
    d.line(0, 0, sx, sy, BLUE, 1.3);
    d.text(sx / 2, sy / 2, -8, -6, "end", BLUE, "R");
    d.dot(sx, sy, 7, RED).text(sx, sy, -12, -34, "end", RED, "source S(\u03B2) =");
    d.text(sx, sy, -12, -14, "end", RED, "R (\u2212sin \u03B2, cos \u03B2)");
    d.arcArrow(0, 0, 0.95, UP, UP + beta, BLUE, 2);
    d.text(0, 0, -24, -104, "end", BLUE, "\u03B2");
    d.arrow(sx, sy, sx + 1.15 * central.directionX(), sy + 1.15 * central.directionY(), RED, 2);
    Ray next = g.ray(0, 8);
    double far = 3.3;
    d.dashed(sx, sy, sx + far * next.directionX(), sy + far * next.directionY(), QUIET, 1.2);
    d.dashed(sx, sy, sx + far * central.directionX(), sy + far * central.directionY(), QUIET, 1.2);
    double ex = Math.cos(beta);
    double ey = Math.sin(beta);
    double dx = sx + far * central.directionX();
    double dy = sy + far * central.directionY();
    d.arrow(dx - 0.75 * ex, dy - 0.75 * ey, dx + 1.1 * ex, dy + 1.1 * ey, GREEN, 2.4);
    d.text(dx + 1.1 * ex, dy + 1.1 * ey, 8, -4, "start", GREEN, "e_u = (cos \u03B2, sin \u03B2)");
    d.text(dx + 1.1 * ex, dy + 1.1 * ey, 8, 16, "start", GREEN, "channel, \u03B3 and u grow");
    double down = Math.atan2(central.directionY(), central.directionX());
    d.arcArrow(sx, sy, 2.55, down, down + g.fanAngleRad(8), PURPLE, 2);
    d.text(
        sx + 2.7 * central.directionX(),
        sy + 2.7 * central.directionY(),
        42,
        -2,
        "middle",
        PURPLE,
        "\u03B3");
    d.arcArrow(0, 0, radius, Math.toRadians(12), Math.toRadians(38), INK, 2);
    d.text(1.95, 0.95, 14, 0, "start", INK, "\u03B2 grows");
    d.text(0, 2.0, 8, -8, "start", INK, "\u03B2 = 0");
    return d.toSvg(
        "Gantry frame seen from the table: X right, Y up, Z toward the viewer. The source is at"
            + " beta counter-clockwise from plus Y; channels grow along e_u.");
  }

  private static FanBeamGeometry fan(
      double radius, io.tomodrift.geometry.Detector detector, double beta) {
    return new FanBeamGeometry(radius, 1.75 * radius, detector, Angles.of(beta));
  }

  private static String detectors() {
    Drawing d = new Drawing(960, 480, 265, 250, 100);
    FanBeamGeometry arc = fan(2, ArcDetector.withOffset(10, 0.085, 0.25), 0);
    FanBeamGeometry flat = fan(2, FlatDetector.withOffset(10, 0.31, 0.25), 0);
    detector(d, arc, 0, true);
    detector(d, flat, 4.55, false);
    return d.toSvg(
        "Arc and flat detector at beta 0: source above, detector below, channel 0 on the left.");
  }

  private static void detector(Drawing d, FanBeamGeometry g, double shift, boolean arc) {
    double sx = shift;
    double sy = g.sourceToIsocenterMm();
    double far = g.sourceToDetectorMm();
    int last = g.channels() - 1;
    double[] x = new double[last + 1];
    double[] y = new double[last + 1];
    for (int n = 0; n <= last; n++) {
      Ray ray = g.ray(0, n);
      double length = arc ? far : far / -ray.directionY();
      x[n] = shift + ray.originXMm() + length * ray.directionX();
      y[n] = ray.originYMm() + length * ray.directionY();
      d.line(sx, sy, x[n], y[n], "#dde2e7", 1);
    }
    for (int n = 0; n <= last; n++) {
      d.dot(x[n], y[n], 4.5, GREEN);
    }
    d.text(x[0], y[0], 4, 24, "end", GREEN, "channel 0");
    d.text(x[last], y[last], -6, 24, "start", GREEN, "channel N \u2212 1");
    d.dashed(sx, sy, sx, sy - far - 0.25, INK, 1.3);
    d.text(
        sx, sy - far - 0.25, 0, 18, "middle", INK, "centre channel n\u2080 (N even: between two)");
    d.text(
        sx, sy - far - 0.25, 0, 38, "middle", INK, "= (N \u2212 1)/2 + offset, here offset \u00BC");
    d.line(sx, sy, x[8], y[8], BLUE, 2);
    double gamma = g.fanAngleRad(8);
    d.arcArrow(sx, sy, 1.35, -UP, -UP + gamma, BLUE, 2);
    d.text(sx, sy - 1.45, 15, 10, "start", BLUE, "\u03B3");
    d.dot(sx, sy, 7, RED).text(sx, sy, 12, -4, "start", RED, "source");
    d.dot(sx, 0, 4, INK).text(sx, 0, -8, 18, "end", INK, "isocenter");
    measure(d, sx - 1.0, sy, 0, "R");
    measure(d, sx - 2.15, sy, sy - far, "D");
    if (arc) {
      d.text(sx, sy, 0, -28, "middle", INK, "ArcDetector: \u03B3 = (n \u2212 n\u2080) pitchRad");
      d.text(x[9], y[9], -6, -18, "start", GREEN, "pitchRad");
    } else {
      d.text(
          sx,
          sy,
          0,
          -28,
          "middle",
          INK,
          "FlatDetector: u = (n \u2212 n\u2080) pitchMm, \u03B3 = atan(u/D)");
      d.text(x[9], y[9], -6, -18, "start", GREEN, "pitchMm");
    }
    d.line(x[8], y[8] + 0.1, x[9], y[9] + 0.1, GREEN, 1.5);
    d.arrow(sx + 0.12, sy - far + 0.28, sx + 0.75, sy - far + 0.28, GREEN, 2);
    d.text(sx + 0.75, sy - far + 0.28, -20, -9, "middle", GREEN, "e_u");
  }

  private static void measure(Drawing d, double x, double top, double bottom, String name) {
    double middle = (top + bottom) / 2;
    d.arrow(x, middle, x, top, QUIET, 1.2).arrow(x, middle, x, bottom, QUIET, 1.2);
    d.line(x - 0.08, top, x + 0.08, top, QUIET, 1.2);
    d.line(x - 0.08, bottom, x + 0.08, bottom, QUIET, 1.2);
    d.text(x, middle, -7, 5, "end", INK, name);
  }

  private static String parallelBeam() {
    double theta = Math.toRadians(30);
    ParallelBeamGeometry g =
        new ParallelBeamGeometry(new FlatDetector(9, 0.4, 4), Angles.of(theta));
    Drawing d = new Drawing(700, 580, 320, 280, 100);
    axes(d, 2.55);
    for (int n = 0; n < 9; n++) {
      Ray ray = g.ray(0, n);
      double x = ray.originXMm();
      double y = ray.originYMm();
      double ux = ray.directionX();
      double uy = ray.directionY();
      boolean marked = n == 7;
      d.arrow(
          x - 1.9 * ux, y - 1.9 * uy, x + 1.9 * ux, y + 1.9 * uy, marked ? RED : "#b9c1c9", 1.6);
      d.dot(x + 2.05 * ux, y + 2.05 * uy, 4.5, GREEN);
    }
    Ray first = g.ray(0, 0);
    Ray last = g.ray(0, 8);
    label(d, first, "channel 0", -10, 20, "end");
    label(d, last, "channel N \u2212 1", 12, 8, "start");
    double ex = Math.cos(theta);
    double ey = Math.sin(theta);
    d.arrow(0, 0, 2.3 * ex, 2.3 * ey, BLUE, 2);
    d.text(2.3 * ex, 2.3 * ey, 6, -8, "middle", BLUE, "e(\u03B8) = (cos \u03B8, sin \u03B8)");
    d.arcArrow(0, 0, 0.62, 0, theta, BLUE, 2).text(0.62, 0, 8, -12, "start", BLUE, "\u03B8");
    double s = g.detector().positionMm(7);
    d.line(0, 0, s * ex, s * ey, RED, 3)
        .text(0.75 * s * ex, 0.75 * s * ey, -2, -12, "middle", RED, "s");
    return d.toSvg("Parallel beam: view theta, detector position s along (cos theta, sin theta).");
  }

  private static void label(Drawing d, Ray ray, String text, double dx, double dy, String anchor) {
    double x = ray.originXMm() + 2.05 * ray.directionX();
    double y = ray.originYMm() + 2.05 * ray.directionY();
    d.text(x, y, dx, dy, anchor, GREEN, text);
  }

  private static String conjugateRay() {
    double beta = Math.toRadians(20);
    double gamma = Math.toRadians(17);
    ArcDetector detector = new ArcDetector(3, gamma, 1);
    double other = beta + Math.PI + 2 * gamma;
    Ray ray = fan(2, detector, beta).ray(0, 2);
    Ray back = fan(2, detector, other).ray(0, 0);
    Drawing d = new Drawing(640, 560, 320, 280, 100);
    d.circle(0, 0, 2, "none", "#c9d0d7", 1.3);
    axes(d, 2.55);
    source(d, ray, BLUE, "(\u03B2, \u03B3)", -12, -12, "end");
    source(d, back, RED, "(\u03B2 + \u03C0 + 2\u03B3, \u2212\u03B3)", 14, 20, "start");
    d.dashed(ray.originXMm(), ray.originYMm(), 0, 0, BLUE, 1.3);
    d.dashed(back.originXMm(), back.originYMm(), 0, 0, RED, 1.3);
    double toCentre = Math.atan2(-ray.originYMm(), -ray.originXMm());
    d.arcArrow(ray.originXMm(), ray.originYMm(), 0.9, toCentre, toCentre + gamma, BLUE, 2);
    d.text(ray.originXMm() + 0.3, ray.originYMm() - 0.85, -12, 8, "end", BLUE, "\u03B3 > 0");
    double toCentreBack = Math.atan2(-back.originYMm(), -back.originXMm());
    d.arcArrow(back.originXMm(), back.originYMm(), 0.9, toCentreBack, toCentreBack - gamma, RED, 2);
    d.text(back.originXMm() - 0.75, back.originYMm() + 0.5, -10, 14, "end", RED, "\u2212\u03B3");
    double theta = beta + gamma;
    double s = 2 * Math.sin(gamma);
    d.line(0, 0, s * Math.cos(theta), s * Math.sin(theta), GREEN, 3);
    d.text(s * Math.cos(theta), s * Math.sin(theta), 10, -6, "start", GREEN, "s = R sin \u03B3");
    return d.toSvg("A ray and its conjugate: the same line measured from both ends.");
  }

  private static void source(
      Drawing d, Ray ray, String colour, String text, double dx, double dy, String anchor) {
    double x = ray.originXMm();
    double y = ray.originYMm();
    d.arrow(x, y, x + 1.55 * ray.directionX(), y + 1.55 * ray.directionY(), colour, 2.4);
    d.dot(x, y, 7, colour).text(x, y, dx, dy, anchor, colour, text);
  }

  private static String imageGrid() {
    ImageGrid grid = new ImageGrid(5, 4, 0.8, 0, 0);
    Drawing d = new Drawing(660, 470, 330, 235, 100);
    d.box(-2, -1.6, 4, 3.2, "#f3f6f9", INK);
    for (int i = 1; i < 5; i++) {
      d.line(-2 + 0.8 * i, -1.6, -2 + 0.8 * i, 1.6, "#c9d0d7", 1);
    }
    for (int j = 1; j < 4; j++) {
      d.line(-2, -1.6 + 0.8 * j, 2, -1.6 + 0.8 * j, "#c9d0d7", 1);
    }
    d.arrow(-2.3, 0, 2.75, 0, QUIET, 1.3).arrow(0, -1.9, 0, 2.15, QUIET, 1.3);
    d.text(2.75, 0, 0, 20, "end", QUIET, "X").text(0, 2.15, 10, 10, "start", QUIET, "Y");
    for (int j = 0; j < 4; j++) {
      for (int i = 0; i < 5; i++) {
        d.dot(grid.xMm(i), grid.yMm(j), 3.5, BLUE);
      }
    }
    d.text(grid.xMm(0), grid.yMm(0), 0, -12, "middle", BLUE, "(0, 0)");
    d.text(grid.xMm(4), grid.yMm(0), 0, -12, "middle", BLUE, "(i=4, j=0)");
    d.text(grid.xMm(0), grid.yMm(3), 0, -12, "middle", BLUE, "(i=0, j=3)");
    d.arrow(-2, 1.78, -0.7, 1.78, GREEN, 2).text(-2, 1.78, 0, -9, "start", GREEN, "column i");
    d.arrow(-2.2, 1.6, -2.2, 0.3, RED, 2).text(-2.2, 1.6, -8, 16, "end", RED, "row j");
    d.arrow(1.6, -1.78, 2, -1.78, INK, 1.3).arrow(1.6, -1.78, 1.2, -1.78, INK, 1.3);
    d.text(1.6, -1.78, 0, 20, "middle", INK, "pixelMm");
    return d.toSvg("Image grid of 5 columns and 4 rows: columns grow along X, rows against Y.");
  }

  private static String arrayOrders() {
    Drawing d = new Drawing(860, 330, 20, 300, 1);
    d.text(
        0,
        270,
        0,
        0,
        "start",
        INK,
        "PLANAR  [slice][row][column]: index = (slice \u00B7 rows + row) \u00B7 columns + column");
    String[] fill = {"#cfe3f3", "#fbdcc8", "#cdeadd"};
    for (int k = 0; k < 18; k++) {
      int slice = k / 6;
      cell(d, k * 45.0, 190, fill[slice], slice, k % 6 / 3, k % 3);
    }
    d.text(
        0,
        168,
        0,
        0,
        "start",
        QUIET,
        "3 slices of 2 rows x 3 columns; a cell shows slice, row, column; same colour, same slice");
    d.text(
        0,
        110,
        0,
        0,
        "start",
        INK,
        "INTERLEAVED  [row][column][lane]: index = (row \u00B7 columns + column) \u00B7 lanes + slice");
    for (int k = 0; k < 18; k++) {
      int lane = k % 4;
      int position = k / 4;
      if (lane < 3) {
        cell(d, k * 45.0, 30, fill[lane], lane, position / 3, position % 3);
      } else {
        d.box(k * 45.0, 30, 45, 45, "#eceff2", QUIET).label(k * 45.0 + 22, 30, -17, QUIET, "pad");
      }
    }
    d.text(
        0,
        5,
        0,
        0,
        "start",
        QUIET,
        "the first 18 of 24 values; 3 slices take 4 lanes, the last of which is padding");
    return d.toSvg("Order of values in memory of the layouts PLANAR and INTERLEAVED.");
  }

  private static void cell(
      Drawing d, double x, double y, String fill, int slice, int row, int column) {
    d.box(x, y, 45, 45, fill, QUIET);
    d.label(x + 22, y, -17, INK, slice + " " + row + " " + column);
  }

  private static String scanArc() {
    double step = Math.toRadians(30);
    Angles angles = Angles.uniform(5, Math.toRadians(15), step);
    ScanArc arc = angles.arc(2 * Math.PI);
    Drawing d = new Drawing(660, 530, 270, 280, 100);
    d.arrow(-2.5, 0, 2.2, 0, QUIET, 1.3).arrow(0, -1.2, 0, 2.6, QUIET, 1.3);
    d.text(2.2, 0, 0, 20, "end", QUIET, "X").text(0, 2.6, 10, 10, "start", QUIET, "Y");
    double end = arc.startRad() + arc.lengthRad();
    d.arc(0, 0, 2, UP, UP + 2 * Math.PI, "#dde2e7", 1.3);
    d.arc(0, 0, 2, UP + arc.startRad(), UP + end, BLUE, 6);
    for (int v = 0; v < 5; v++) {
      double a = UP + angles.rad(v);
      d.dashed(0, 0, 2 * Math.cos(a), 2 * Math.sin(a), "#c9d0d7", 1.2);
      d.dot(2 * Math.cos(a), 2 * Math.sin(a), 7, RED);
      d.text(2.27 * Math.cos(a), 2.27 * Math.sin(a), 0, 5, "middle", RED, Integer.toString(v));
    }
    tick(d, arc.startRad());
    tick(d, end);
    d.text(0, 2, 14, -16, "start", INK, "arc begins half a step before view 0");
    double e = UP + end;
    d.text(
        2.05 * Math.cos(e),
        2.05 * Math.sin(e),
        12,
        26,
        "start",
        INK,
        "and ends half a step after the last view");
    d.arcArrow(0, 0, 1.35, UP + angles.rad(1), UP + angles.rad(2), PURPLE, 2);
    d.text(
        1.1 * Math.cos(UP + Math.toRadians(60)),
        1.1 * Math.sin(UP + Math.toRadians(60)),
        0,
        8,
        "middle",
        PURPLE,
        "step");
    return d.toSvg("The arc of a scan: from half a step before the first view.");
  }

  private static void tick(Drawing d, double angle) {
    double c = Math.cos(UP + angle);
    double s = Math.sin(UP + angle);
    d.line(1.85 * c, 1.85 * s, 2.15 * c, 2.15 * s, INK, 2.4);
  }

  private static String patientPositions() {
    Drawing d = new Drawing(880, 300, 110, 150, 100);
    position(d, 0, "HFS", "(X, \u2212Y, \u2212Z)", "A", "P", "R", "L", "F");
    position(d, 2.2, "HFP", "(\u2212X, Y, \u2212Z)", "P", "A", "L", "R", "F");
    position(d, 4.4, "FFS", "(\u2212X, \u2212Y, Z)", "A", "P", "L", "R", "H");
    position(d, 6.6, "FFP", "(X, Y, Z)", "P", "A", "R", "L", "H");
    return d.toSvg(
        "Four patient positions in the table view, with the sides of the patient and the LPS"
            + " coordinates of a gantry point.");
  }

  /** {@code viewer} is the end of the patient nearer to the viewer. */
  private static void position(
      Drawing d,
      double x,
      String code,
      String lps,
      String up,
      String down,
      String left,
      String right,
      String viewer) {
    double nose = "A".equals(up) ? 0.46 : -0.46;
    d.ellipse(x, 0, 0.74, 0.46, "#f3f6f9", INK, 1.6).dot(x, nose, 6, RED);
    d.label(x, 0, 5, PURPLE, viewer + " toward viewer");
    d.text(x, 0.46, 0, -14, "middle", BLUE, up).text(x, -0.46, 0, 26, "middle", BLUE, down);
    d.text(x - 0.74, 0, -8, 5, "end", BLUE, left).text(x + 0.74, 0, 8, 5, "start", BLUE, right);
    d.text(x, 1.15, 0, 0, "middle", INK, code).text(x, -1.15, 0, 0, "middle", INK, "LPS = " + lps);
  }
}
