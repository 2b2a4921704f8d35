package io.tomodrift.projectors.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.Detector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.cpu.Cases.Beam;
import io.tomodrift.projectors.cpu.Cases.Problem;
import io.tomodrift.tests.support.Vectors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Forward projections against exact integrals and against another program. */
class ForwardTruthTest {

  private static final EllipsePhantom SHEPP_LOGAN = new EllipsePhantom(115);
  private static final ImageGrid SHEPP_LOGAN_GRID = new ImageGrid(512, 512, 0.48, 6, -4);

  private static FloatStack sheppLogan;

  @BeforeAll
  static void drawPhantom() {
    sheppLogan = FloatStack.interleaved(1, 512, 512);
    for (int j = 0; j < 512; j++) {
      for (int i = 0; i < 512; i++) {
        sheppLogan.set(0, j, i, (float) SHEPP_LOGAN.pixel(SHEPP_LOGAN_GRID, i, j, 4));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Beam.class)
  void josephOfSheppLoganIsCloseToItsLineIntegrals(Beam beam) {
    Angles angles = Angles.uniform(12, 0.1, -2 * Math.PI / 12);
    Problem p = new Problem(Cases.scan(beam, 400, 0.62, 1.25, angles), SHEPP_LOGAN_GRID);
    double[] expected = new double[12 * 400];
    for (int k = 0; k < expected.length; k++) {
      expected[k] = SHEPP_LOGAN.integral(Oracle.ray(p.geometry(), k / 400, k % 400));
    }
    double[] actual = forward(p, ProjectorModel.JOSEPH, sheppLogan);
    double error = Cases.errors(expected, actual)[1];
    assertTrue(error < 7.6e-3, "relative L2 " + error);
  }

  @ParameterizedTest
  @CsvSource({
    "flat, analytic_flat_60_cell8.npy, JOSEPH, 5.2e-3",
    "flat, analytic_flat_60_cell8.npy, SIDDON, 5.6e-3",
    "flat, astra_line_flat_60_sino.npy, SIDDON, 1.2e-4",
    "arc, analytic_curved_60_cell8.npy, JOSEPH, 4.6e-3"
  })
  void agreesWithReferenceSinograms(
      String kind, String file, ProjectorModel model, double tolerance) throws IOException {
    Detector detector =
        kind.equals("arc")
            ? ArcDetector.withOffset(736, 1.2858 / 1085.6, 0)
            : FlatDetector.withOffset(736, 1.2858, 0);
    // The reference puts the source at (cos b, sin b), ours is at (-sin b, cos b), and counts
    // channels along (-sin b, cos b) seen from there, ours the other way.
    Angles angles = Angles.uniform(60, -Math.PI / 2, 2 * Math.PI / 60);
    Problem p =
        new Problem(new FanBeamGeometry(595, 1085.6, detector, angles), ImageGrid.square(512, 0.9));
    double[] phantom = npy(Vectors.require("ct/phantom_512.npy"));
    var image = Cases.image(p, 1);
    for (int k = 0; k < phantom.length; k++) {
      image.set(0, 511 - k / 512, k % 512, (float) phantom[k]);
    }
    double[] reference = npy(Vectors.require("ct/" + file));
    double[] expected = new double[reference.length];
    for (int k = 0; k < expected.length; k++) {
      expected[k] = reference[k / 736 * 736 + 735 - k % 736];
    }
    double error = Cases.errors(expected, forward(p, model, image))[1];
    assertTrue(error < tolerance, "relative L2 " + error);
  }

  @ParameterizedTest
  @EnumSource(Beam.class)
  void siddonOfOnePixelIsItsChord(Beam beam) {
    ImageGrid grid = new ImageGrid(21, 13, 2.5, 3, -5);
    Problem p = new Problem(Cases.scan(beam, 301, 0.31, 0.25, Angles.fullTurn(37)), grid);
    int hit = 0;
    for (int pixel : new int[] {0, 20, 6 * 21 + 10, 12 * 21 + 3, 13 * 21 - 1}) {
      var image = Cases.image(p, 1);
      image.set(0, pixel / 21, pixel % 21, 1);
      double[] actual = forward(p, ProjectorModel.SIDDON, image);
      for (int k = 0; k < actual.length; k++) {
        double[] ray = Oracle.ray(p.geometry(), k / 301, k % 301);
        double chord = Oracle.chord(2.5, ray, grid.xMm(pixel % 21), grid.yMm(pixel / 21));
        assertEquals(chord, actual[k], 5e-7 * 2.5);
        hit += chord > 0 ? 1 : 0;
      }
    }
    assertTrue(hit > 1000, "rays through the pixels: " + hit);
  }

  private static double[] forward(Problem p, ProjectorModel model, FloatStack image) {
    var data = Cases.data(p, 1);
    try (Projector projector =
        new CpuProjector(p.geometry(), p.grid(), model, Cases.KERNELS, Cases.threads(2))) {
      projector.forward(image, data);
    }
    return Cases.slice(data, 0);
  }

  /** Values of a version 1 npy file of little-endian float32. */
  private static double[] npy(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int header = bytes.getShort(8) & 0xffff;
    String text = new String(bytes.array(), 10, header, StandardCharsets.US_ASCII);
    assertTrue(text.contains("'<f4'") && text.contains("'fortran_order': False"), text);
    double[] values = new double[(bytes.capacity() - 10 - header) / 4];
    for (int k = 0; k < values.length; k++) {
      values[k] = bytes.getFloat(10 + header + 4 * k);
    }
    return values;
  }
}
