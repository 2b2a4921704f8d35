package io.tomodrift.pipeline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.Detector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ParallelBeamGeometry;
import io.tomodrift.geometry.Ray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The translations and formulas that docs/conventions.md gives, against the geometry classes. */
class ConventionTranslationTest {

  private static final int CHANNELS = 736;
  private static final double R = 595;
  private static final double D = 1085.6;
  private static final double PITCH = 1.2858;
  private static final Detector FLAT = FlatDetector.withOffset(CHANNELS, PITCH, 0);
  private static final Detector ARC = ArcDetector.withOffset(CHANNELS, PITCH / D, 0);

  /** ASTRA's published fanflat: source and detector elements of angle a, from its documentation. */
  @Test
  void astraFanflatIsHalfATurnAwayWithChannelsReversed() {
    for (double a : new double[] {0, 0.3, 2, -1.1, 5}) {
      FanBeamGeometry ours = new FanBeamGeometry(R, D, FLAT, Angles.of(a + Math.PI));
      for (int n : new int[] {0, 100, 735}) {
        double u = (n - (CHANNELS - 1) / 2.0) * PITCH;
        double sourceX = R * Math.sin(a);
        double sourceY = -R * Math.cos(a);
        double elementX = -(D - R) * Math.sin(a) + u * Math.cos(a);
        double elementY = (D - R) * Math.cos(a) + u * Math.sin(a);
        Ray ray = ours.ray(0, CHANNELS - 1 - n);
        assertEquals(sourceX, ray.originXMm(), 1e-9);
        assertEquals(sourceY, ray.originYMm(), 1e-9);
        double length = Math.hypot(elementX - sourceX, elementY - sourceY);
        assertEquals((elementX - sourceX) / length, ray.directionX(), 1e-12);
        assertEquals((elementY - sourceY) / length, ray.directionY(), 1e-12);
      }
    }
  }

  @Test
  void theConjugateRayAndTheParallelRayAreTheSameLine() {
    FanBeamGeometry one = new FanBeamGeometry(R, D, ARC, Angles.of(0.7));
    double gamma = one.fanAngleRad(600);
    FanBeamGeometry other = new FanBeamGeometry(R, D, ARC, Angles.of(0.7 + Math.PI + 2 * gamma));
    assertSameLine(one.ray(0, 600), other.ray(0, other.channelAt(-gamma)), -1);
    var parallel = new ParallelBeamGeometry(new FlatDetector(3, 1, 1), Angles.of(0.7 + gamma));
    assertSameLine(one.ray(0, 600), parallel.ray(0, 1 + R * Math.sin(gamma)), 1);
  }

  private static void assertSameLine(Ray a, Ray b, int sense) {
    assertEquals(a.directionX(), sense * b.directionX(), 1e-12);
    assertEquals(a.directionY(), sense * b.directionY(), 1e-12);
    double apart =
        (b.originXMm() - a.originXMm()) * a.directionY()
            - (b.originYMm() - a.originYMm()) * a.directionX();
    assertEquals(0, apart, 1e-9);
  }

  @Test
  void aPointIsSeenWhereThePageSays() {
    double x = 71;
    double y = -33;
    for (Detector detector : new Detector[] {ARC, FLAT}) {
      FanBeamGeometry g = new FanBeamGeometry(R, D, detector, Angles.of(2.2));
      double t = x * Math.cos(2.2) + y * Math.sin(2.2);
      double l = R + x * Math.sin(2.2) - y * Math.cos(2.2);
      Ray ray = g.ray(0, g.channelAt(Math.atan2(t, l)));
      double apart =
          (x - ray.originXMm()) * ray.directionY() - (y - ray.originYMm()) * ray.directionX();
      assertEquals(0, apart, 1e-9);
      assertEquals(D * t / l, D * Math.tan(g.fanAngleRad(g.channelAt(Math.atan2(t, l)))), 1e-9);
    }
  }

  /**
   * Line integrals of somebody else's phantom image along our rays, against exact line integrals
   * filed with the source at (R cos b, R sin b) and channels along (-sin b, cos b).
   */
  @Test
  void aSinogramWithTheSourceOnXIsAQuarterTurnAway() throws IOException {
    float[] rowsUp = npy("phantom_512.npy", 512 * 512);
    compare(rowsUp, FLAT, npy("analytic_flat_60_cell8.npy", 60 * CHANNELS));
    compare(rowsUp, ARC, npy("analytic_curved_60_cell8.npy", 60 * CHANNELS));
  }

  private static void compare(float[] rowsUp, Detector detector, float[] sinogram) {
    double right = error(rowsUp, detector, sinogram, -Math.PI / 2, true);
    assertTrue(right < 0.02, "relative error " + right);
    for (double turn : new double[] {0, Math.PI / 2, Math.PI}) {
      assertTrue(error(rowsUp, detector, sinogram, turn, true) > 0.1, "turned by " + turn);
    }
    assertTrue(error(rowsUp, detector, sinogram, -Math.PI / 2, false) > 0.1, "not reversed");
  }

  private static double error(
      float[] rowsUp, Detector detector, float[] sinogram, double turn, boolean reversed) {
    Angles angles = Angles.fullTurn(60).shifted(turn);
    FanBeamGeometry geometry = new FanBeamGeometry(R, D, detector, angles);
    double error = 0;
    double norm = 0;
    for (int view = 0; view < 60; view += 7) {
      for (int n = 80; n < CHANNELS; n += 9) {
        double expected = sinogram[view * CHANNELS + n];
        Ray ray = geometry.ray(view, reversed ? CHANNELS - 1 - n : n);
        double difference = lineIntegral(rowsUp, ray) - expected;
        error += difference * difference;
        norm += expected * expected;
      }
    }
    return Math.sqrt(error / norm);
  }

  /** Sum over steps of half a millimetre of the nearest pixel; the file's rows run upwards. */
  private static double lineIntegral(float[] rowsUp, Ray ray) {
    ImageGrid grid = ImageGrid.square(512, 0.9);
    double sum = 0;
    for (double t = R - 330; t < R + 330; t += 0.5) {
      long column = Math.round(grid.columnAt(ray.originXMm() + t * ray.directionX()));
      long row = 511 - Math.round(grid.rowAt(ray.originYMm() + t * ray.directionY()));
      if (column >= 0 && column < 512 && row >= 0 && row < 512) {
        sum += 0.5 * rowsUp[(int) (row * 512 + column)];
      }
    }
    return sum;
  }

  private static float[] npy(String name, int count) throws IOException {
    Path file = Path.of(System.getProperty("tomodrift.vectors", "")).resolve("ct").resolve(name);
    assumeTrue(Files.exists(file), file + " is not here");
    byte[] bytes = Files.readAllBytes(file);
    float[] values = new float[count];
    ByteBuffer.wrap(bytes, bytes.length - 4 * count, 4 * count)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return values;
  }
}
