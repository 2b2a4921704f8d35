package io.tomodrift.geometry.helical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.stack.Vec3;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HelicalGeometryTest {

  private static final double RADIUS = 600;
  private static final double DISTANCE = 1000;

  private static HelicalGeometry scan(DetectorShape shape, List<ViewPose> poses) {
    ConeDetector detector = new ConeDetector(shape, 101, 5, 10, 2, 50, 1.5);
    return new HelicalGeometry(detector, DISTANCE, 36, FocalSpotMode.NONE, poses);
  }

  private static HelicalGeometry helix(int views, double stepRad, double zStepMm) {
    List<ViewPose> poses = new ArrayList<>();
    for (int i = 0; i < views; i++) {
      double angle = Math.IEEEremainder(3 + i * stepRad, 2 * Math.PI);
      poses.add(new ViewPose(angle, 7 + i * zStepMm, RADIUS, SourceShift.NONE));
    }
    return scan(DetectorShape.CYLINDRICAL, poses);
  }

  private static void assertPoint(double x, double y, double z, Vec3 point) {
    assertEquals(x, point.x(), 1e-9);
    assertEquals(y, point.y(), 1e-9);
    assertEquals(z, point.z(), 1e-9);
  }

  /** Seen from the table: source at 12 o'clock, column 0 to the left, row 0 lowest along +Z. */
  @Test
  void atAngleZeroTheSourceIsAbove() {
    ViewPose pose = new ViewPose(0, 20, RADIUS, SourceShift.NONE);
    HelicalGeometry arc = scan(DetectorShape.CYLINDRICAL, List.of(pose, pose));
    assertPoint(0, 600, 20, arc.sourceMm(0));
    assertPoint(0, -400, 20 - 3, arc.elementMm(0, 50, 0));
    assertPoint(0, -400, 20 + 5, arc.elementMm(0, 50, 4));
    double gamma = -500 / DISTANCE;
    assertPoint(
        DISTANCE * Math.sin(gamma),
        RADIUS - DISTANCE * Math.cos(gamma),
        20,
        arc.elementMm(0, 0, 1.5));
    HelicalGeometry flat = scan(DetectorShape.FLAT, List.of(pose, pose));
    assertPoint(-500, -400, 20, flat.elementMm(0, 0, 1.5));
    assertPoint(500, -400, 20, flat.elementMm(0, 100, 1.5));
  }

  @Test
  void aQuarterTurnLaterTheSourceIsAtTheLeft() {
    ViewPose pose = new ViewPose(Math.PI / 2, 0, RADIUS, SourceShift.NONE);
    HelicalGeometry flat = scan(DetectorShape.FLAT, List.of(pose, pose));
    assertPoint(-600, 0, 0, flat.sourceMm(0));
    assertPoint(400, 500, 0, flat.elementMm(0, 100, 1.5));
  }

  @Test
  void theDetectorStaysWhereTheFocalCentreIs() {
    ViewPose still = new ViewPose(0, 0, RADIUS, SourceShift.NONE);
    ViewPose moved = new ViewPose(0, 0, RADIUS, new SourceShift(0.01, 0.7, 5));
    HelicalGeometry scan = scan(DetectorShape.CYLINDRICAL, List.of(still, moved));
    assertPoint(-605 * Math.sin(0.01), 605 * Math.cos(0.01), 0.7, scan.sourceMm(1));
    assertEquals(scan.elementMm(0, 13, 2), scan.elementMm(1, 13, 2));
  }

  @ParameterizedTest
  @CsvSource({"0.17, 0.9", "-0.17, 0.9", "0.17, -0.9", "-3.1, 0.9", "3.1, 0.9", "0.17, 0"})
  void anglesUnwrapAndTheFeedHasTheSignOfTheHandedness(double step, double zStep) {
    HelicalGeometry scan = helix(90, step, zStep);
    assertEquals(89 * step, scan.unwrappedRad(89) - scan.unwrappedRad(0), 1e-9);
    double feed = zStep / step * 2 * Math.PI;
    assertEquals(feed, scan.feedPerTurnMm(), 1e-9);
    assertEquals(zStep == 0, scan.isCircular());
    // Five rows of 2 mm, at the axis 1.2 mm.
    assertEquals(Math.abs(feed) / 6, scan.pitch(), 1e-9);
  }

  @ParameterizedTest
  @EnumSource(PatientPosition.class)
  void patientsAreNotMirrored(PatientPosition position) {
    Vec3 x = position.toPatient(new Vec3(1, 0, 0));
    Vec3 y = position.toPatient(new Vec3(0, 1, 0));
    Vec3 z = position.toPatient(new Vec3(0, 0, 1));
    assertEquals(1, x.cross(y).dot(z));
    Vec3 point = new Vec3(1, 2, 3);
    assertEquals(point, position.toGantry(position.toPatient(point)));
    // Supine: posterior is down. Head first: superior is into the gantry.
    boolean supine = position == PatientPosition.HFS || position == PatientPosition.FFS;
    assertEquals(supine ? -1 : 1, y.y());
    boolean headFirst = position == PatientPosition.HFS || position == PatientPosition.HFP;
    assertEquals(headFirst ? -1 : 1, z.z());
  }

  @Test
  void positionsAreTheSameButForJitter() {
    SourceShift spot = new SourceShift(3e-4, 0.66, 5.45);
    assertTrue(spot.isSamePosition(new SourceShift(3.1e-4, 0.67, 5.41)));
    assertFalse(spot.isSamePosition(new SourceShift(3.3e-4, 0.66, 5.45)));
    assertFalse(spot.isSamePosition(new SourceShift(3e-4, 0.69, 5.45)));
    assertFalse(spot.isSamePosition(new SourceShift(3e-4, 0.66, 5.39)));
  }

  @Test
  void storedValuesAreUnsignedRoundedAndClipped() {
    StoredScale scale = new StoredScale(0.5, -1);
    assertEquals(-1 + 0.5 * 65535, scale.lineIntegral((short) -1));
    assertEquals((short) 40000, scale.stored(-1 + 0.5 * 40000.4));
    assertEquals(0, scale.stored(-2));
    assertEquals((short) 65535, scale.stored(1e9));
  }
}
