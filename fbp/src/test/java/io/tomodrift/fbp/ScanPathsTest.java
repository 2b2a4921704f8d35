package io.tomodrift.fbp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.Detector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ParallelBeamGeometry;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.projectors.Interpolation;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every kind of scan gives the object back. The object has no edges, so the limits are those of
 * linear interpolation (about 0.1 HU with these coarser channels), not of sampling.
 */
class ScanPathsTest {

  private static final double TURN = 2 * Math.PI;
  private static final int VIEWS = 576;
  private static final FbpSettings SETTINGS = FbpSettings.defaults();
  private static final ImageGrid GRID = ImageGrid.square(36, 8);
  private static final Bump[] OBJECT = {
    new Bump(20, -30, 120, 0.02), new Bump(-60, 40, 60, 0.02), new Bump(100, 80, 40, 0.01)
  };
  private static final FanBeamGeometry FAN = Scans.coarseArc(0.25, Angles.fullTurn(VIEWS));

  private static HuError error(ScanGeometry geometry, FbpSettings settings) {
    return HuError.of(
        Scans.reconstruct(Bump.sinogram(geometry, OBJECT), GRID, settings), GRID, OBJECT);
  }

  private static void assertExact(ScanGeometry geometry) {
    HuError error = error(geometry, SETTINGS);
    assertEquals(0, error.mean(), 0.01, error.toString());
    assertTrue(error.rms() < 0.13, error.toString());
    assertTrue(error.max() < 0.6, error.toString());
  }

  @Test
  void fullTurnArcAndFlat() {
    assertExact(FAN);
    assertExact(Scans.coarseArc(0, FAN.angles()));
    FlatDetector flat = FlatDetector.withOffset(368, 2 * Scans.PITCH_MM, 0.25);
    assertExact(new FanBeamGeometry(Scans.R, Scans.D, flat, FAN.angles()));
  }

  @Test
  void finerChannelsAndCubicInterpolationAreBetter() {
    FanBeamGeometry fine = Scans.arc(Scans.QUARTER, FAN.angles());
    assertTrue(error(fine, SETTINGS).rms() < 0.03);
    HuError cubic = error(fine, SETTINGS.withInterpolation(Interpolation.CUBIC));
    assertTrue(cubic.rms() < 0.01, cubic.toString());
    assertTrue(cubic.max() < 0.06, cubic.toString());
  }

  @Test
  void startAngleSenseOfRotationAndWrapping() {
    assertExact(FAN.withAngles(FAN.angles().shifted(2.5)));
    assertExact(FAN.withAngles(Angles.uniform(VIEWS, 1, -TURN / VIEWS)));
    double[] wrapped = FAN.angles().shifted(2.5).toArray();
    for (int i = 0; i < wrapped.length; i++) {
      wrapped[i] = Math.IEEEremainder(wrapped[i], TURN);
    }
    assertExact(FAN.withAngles(Angles.of(wrapped)));
  }

  @Test
  void firstViewMeasuredAgainAtTheEnd() {
    assertExact(FAN.withAngles(Angles.uniform(VIEWS + 1, 0, TURN / VIEWS)));
  }

  @Test
  void severalTurns() {
    assertExact(FAN.withAngles(Angles.uniform(2 * VIEWS, 0.1, 2 * TURN / (2 * VIEWS))));
    assertExact(FAN.withAngles(Angles.uniform(900, 0.1, -3 * TURN / 900)));
  }

  @Test
  void overScan() {
    assertExact(FAN.withAngles(Angles.uniform(600, 0.1, 1.04 * TURN / 600)));
    assertExact(FAN.withAngles(Angles.uniform(900, 0.1, -1.7 * TURN / 900)));
  }

  @Test
  void unevenAngles() {
    double[] jittered = FAN.angles().toArray();
    double[] bunched = FAN.angles().toArray();
    Random random = new Random(3);
    for (int i = 0; i < VIEWS; i++) {
      jittered[i] += 0.8 * (random.nextDouble() - 0.5) * TURN / VIEWS;
      bunched[i] += 0.6 * Math.sin(jittered[i]);
    }
    assertExact(FAN.withAngles(Angles.of(jittered)));
    assertExact(FAN.withAngles(Angles.of(bunched)));
  }

  @Test
  void viewsInNoOrder() {
    double[] golden = new double[VIEWS];
    int[] order = new Random(1).ints(0, VIEWS).distinct().limit(VIEWS).toArray();
    for (int i = 0; i < VIEWS; i++) {
      golden[i] = order[i] * TURN / VIEWS;
    }
    assertExact(FAN.withAngles(Angles.of(golden)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1",
    "0, -1, 1",
    "0, 1, 0.25",
    "20, 1, 1",
    "20, -1, 0.25",
    "60, 1, 0.25",
    "60, -1, 1",
    "110, 1, 1",
    "110, -1, 0.25",
    "125, 1, 0.25"
  })
  void shortScan(double moreDegrees, int direction, double q) {
    double arc = Scans.shortArcRad(FAN, Math.toRadians(moreDegrees));
    int views = (int) Math.round(arc / TURN * VIEWS);
    FanBeamGeometry part = FAN.withAngles(Angles.coveringArc(views, 0.3, direction * arc));
    HuError error = error(part, SETTINGS.withWesargQ(q));
    assertEquals(0, error.mean(), 0.01, error.toString());
    assertTrue(error.rms() < 0.16, error.toString());
    assertTrue(error.max() < 0.8, error.toString());
  }

  /** With the fan mirrored the image is far off, so that the limits above do see the weights. */
  @Test
  void wrongSenseOfRotationIsSeen() {
    double arc = Scans.shortArcRad(FAN, 0.3);
    FanBeamGeometry part = FAN.withAngles(Angles.coveringArc(380, 0.3, arc));
    HuError error = HuError.of(Scans.reconstruct(reversed(part), GRID, SETTINGS), GRID, OBJECT);
    assertTrue(error.max() > 20, error.toString());
  }

  /** A sinogram whose geometry says the opposite sense of rotation. */
  private static Sinogram reversed(FanBeamGeometry part) {
    Sinogram right = Bump.sinogram(part, OBJECT);
    double[] negative = part.angles().toArray();
    for (int i = 0; i < negative.length; i++) {
      negative[i] = -negative[i];
    }
    return new Sinogram(
        right.stack(), part.withAngles(Angles.of(negative)), right.sliceAxis(), right.unit());
  }

  @Test
  void displacedDetector() {
    double pitch = 2 * Scans.PITCH_MM;
    Angles turn = FAN.angles();
    assertExact(fan(new ArcDetector(215, pitch / Scans.D, 30), turn));
    assertExact(fan(new FlatDetector(215, pitch, 184.3), turn));
    assertExact(
        fan(new ArcDetector(215, pitch / Scans.D, 30), Angles.uniform(700, 0, -1.2 * TURN / 700)));
    assertExact(new ParallelBeamGeometry(new FlatDetector(215, 1.4, 30), turn));
  }

  private static FanBeamGeometry fan(Detector detector, Angles angles) {
    return new FanBeamGeometry(Scans.R, Scans.D, detector, angles);
  }

  /** The same detector with constant weights 1/2 loses what only its long side sees. */
  @Test
  void displacedDetectorNeedsItsWeights() {
    FanBeamGeometry fan = fan(new ArcDetector(215, 2 * Scans.PITCH_MM / Scans.D, 30), FAN.angles());
    HuError error = error(fan, SETTINGS.withRedundancy(Redundancy.FULL_TURN));
    assertTrue(error.max() > 50, error.toString());
  }

  @Test
  void parallelBeam() {
    FlatDetector detector = FlatDetector.withOffset(368, 1.4, 0.25);
    assertExact(new ParallelBeamGeometry(detector, Angles.halfTurn(360)));
    assertExact(new ParallelBeamGeometry(detector, Angles.fullTurn(720)));
    assertExact(new ParallelBeamGeometry(detector, Angles.uniform(400, 0.2, -Math.PI / 360)));
    assertExact(new ParallelBeamGeometry(detector, Angles.uniform(361, 0, Math.PI / 360)));
  }

  @Test
  void limitedAngleIsReconstructedOnRequest() {
    FanBeamGeometry part = FAN.withAngles(Angles.coveringArc(300, 0.3, Math.toRadians(150)));
    HuError error = error(part, SETTINGS.withLimitedAngle(true));
    assertTrue(error.rms() > 10 && error.rms() < 400, error.toString());
  }
}
