package io.tomodrift.geometry.helical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.stack.Vec3;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HelixPlanTest {

  private static final HelicalScanner SIEMENS = HelicalScanners.SIEMENS_AS_PLUS;

  @ParameterizedTest
  @CsvSource({
    "RISING,COUNTER_CLOCKWISE,1",
    "FALLING,COUNTER_CLOCKWISE,-1",
    "RISING,CLOCKWISE,-1",
    "FALLING,CLOCKWISE,1"
  })
  void feedAndPitchComeBackInEveryDirection(ZDirection z, RotationSense sense, int handedness) {
    HelicalGeometry scan =
        HelixPlan.of(SIEMENS, -20, 35)
            .withPitch(0.6)
            .withStartAngleRad(2.9)
            .withDirections(z, sense)
            .geometry();
    assertEquals(handedness * 23.04, scan.feedPerTurnMm(), 2e-5);
    assertEquals(0.6, scan.pitch(), 1e-8);
    assertEquals(2.9, scan.pose(0).angleRad(), 1e-12);
    double first = scan.pose(0).zMm();
    double last = scan.pose(scan.views() - 1).zMm();
    assertEquals(z.sign(), Math.signum(last - first));
    double angle = scan.unwrappedRad(scan.views() - 1) - scan.unwrappedRad(0);
    assertEquals(sense.sign() * 2 * Math.PI / 1152 * (scan.views() - 1), angle, 1e-8);
  }

  @ParameterizedTest
  @CsvSource({"0.35", "0.6", "0.984375", "1.4"})
  void everyRayOfTheConeAndATurnAboutEverySliceIsThere(double pitch) {
    for (HelicalScanner scanner : HelicalScanners.all()) {
      for (FocalSpotMode mode : scanner.focalSpots().keySet()) {
        HelicalGeometry scan =
            HelixPlan.of(scanner, 10, 50).withPitch(pitch).withFocalSpotMode(mode).geometry();
        double before = 10 - scan.pose(0).zMm();
        double after = scan.pose(scan.views() - 1).zMm() - 50;
        double halfTurn = Math.abs(scan.feedPerTurnMm()) / 2;
        double reach = scan.rowPitchAtIsocenterMm() * (scan.detector().rows() - 1) / 2;
        assertTrue(Math.min(before, after) > Math.max(halfTurn, reach), scanner.id() + mode);
        assertTrue(Math.max(before, after) < Math.max(halfTurn, reach) + 4, scanner.id() + mode);
      }
    }
  }

  @Test
  void focalSpotsAlternateOneViewStepApart() {
    HelicalGeometry scan =
        HelixPlan.of(SIEMENS, 0, 5).withFocalSpotMode(FocalSpotMode.Z).geometry();
    assertEquals(2304, scan.viewsPerTurn());
    for (int view = 0; view < 10; view++) {
      SourceShift shift = scan.pose(view).shift();
      assertEquals(view % 2 == 0 ? 0 : 0.66, shift.zMm());
      assertEquals(view % 2 == 0 ? 0 : 5.45, shift.radialMm());
      assertEquals(3.354e-4, shift.angleRad());
      assertEquals(
          2 * Math.PI / 2304, scan.unwrappedRad(view + 1) - scan.unwrappedRad(view), 1e-12);
    }
  }

  /** ct-spec 0.4, 0.6: what the published shifts amount to at the axis. */
  @Test
  void siemensFocalSpotsInterlaceRowsAndGiveTheQuarterOffset() {
    assertEquals(0.298, 0.66 * (1 - 595 / 1085.6), 5e-4);
    assertEquals(0.6, SIEMENS.rowPitchAtIsocenterMm(), 1e-6);
    double shiftColumns = 3.354e-4 * (1085.6 - 595) / SIEMENS.detector().columnPitchMm();
    double offset = SIEMENS.detector().centreColumn() - 367.5 + shiftColumns;
    assertEquals(1.25, offset, 0.004);
  }

  /** Two rays to the same element from the two spots pass the axis half a column apart. */
  @Test
  void focalSpotsInThePlaneInterlaceColumns() {
    HelicalGeometry scan =
        HelixPlan.of(SIEMENS, 0, 1).withFocalSpotMode(FocalSpotMode.XY).geometry();
    double[] distance = new double[2];
    for (int view = 0; view < 2; view++) {
      Vec3 source = scan.sourceMm(view);
      Vec3 ray = scan.elementMm(view, 368.625, 31.5).minus(source);
      double cross = source.x() * ray.y() - source.y() * ray.x();
      distance[view] = cross / Math.hypot(ray.x(), ray.y());
    }
    double columnAtAxis = 1.285839319 * 595 / 1085.6;
    assertEquals(columnAtAxis / 2, Math.abs(distance[1] - distance[0]), 1e-5);
  }

  @Test
  void aFeedErrorChangesTheFeedButNotThePlannedPitch() {
    HelixPlan plan =
        HelixPlan.of(HelicalScanners.GE_DISCOVERY, 0, 40)
            .withPitch(0.984375)
            .withRelativeFeedError(0.002);
    assertEquals(39.375, plan.nominalFeedMm(), 1e-9);
    assertEquals(39.45375, plan.geometry().feedPerTurnMm(), 1e-6);
  }

  @Test
  void badPlansAreRejected() {
    HelixPlan plan = HelixPlan.of(SIEMENS, 0, 10);
    assertThrows(GeometryException.class, () -> plan.withPitch(0));
    assertThrows(GeometryException.class, () -> HelixPlan.of(SIEMENS, 10, 0));
    assertThrows(GeometryException.class, () -> plan.withRelativeFeedError(2));
    assertThrows(GeometryException.class, () -> HelixPlan.of(SIEMENS, 0, 1e9).geometry());
    HelixPlan ge = HelixPlan.of(HelicalScanners.GE_DISCOVERY, 0, 10);
    GeometryException error =
        assertThrows(GeometryException.class, () -> ge.withFocalSpotMode(FocalSpotMode.Z));
    assertTrue(error.getMessage().contains("[NONE]"), error.getMessage());
    assertTrue(
        assertThrows(GeometryException.class, () -> HelicalScanners.byId("siemens"))
            .getMessage()
            .contains("siemens-as-plus"));
  }

  @ParameterizedTest
  @EnumSource(PatientPosition.class)
  void patientAxesAreRightHandedAndUndone(PatientPosition position) {
    Vec3 x = position.toPatient(new Vec3(1, 0, 0));
    Vec3 y = position.toPatient(new Vec3(0, 1, 0));
    Vec3 z = position.toPatient(new Vec3(0, 0, 1));
    assertEquals(1, x.cross(y).dot(z));
    Vec3 point = new Vec3(1, -2, 3);
    assertEquals(point, position.toGantry(position.toPatient(point)));
  }

  @Test
  void fieldOfViewIsTheNarrowSide() {
    assertEquals(250.1, SIEMENS.fieldOfViewRadiusMm(), 0.3);
  }
}
