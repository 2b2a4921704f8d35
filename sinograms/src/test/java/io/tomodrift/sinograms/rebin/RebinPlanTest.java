package io.tomodrift.sinograms.rebin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.SourceShift;
import io.tomodrift.geometry.helical.ViewPose;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RebinPlanTest {

  private static final RebinRequest REQUEST = RebinRequest.every(1);

  private static String refusal(HelicalGeometry scan, RebinMode mode, RebinRequest request) {
    return assertThrows(
            GeometryException.class,
            () -> RebinPlan.of(scan, RebinSettings.defaults().withMode(mode), request))
        .getMessage();
  }

  private static void assertContains(String message, String... parts) {
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  void theFanIsThatOfTheFirstFocalSpot() {
    HelicalGeometry scan = TestHelix.siemens(1, 23.04, 2).zFlying().geometry();
    RebinPlan plan = RebinPlan.of(scan, RebinSettings.defaults(), REQUEST);
    ArcDetector arc = (ArcDetector) plan.geometry().detector();
    assertEquals(736, arc.channels());
    assertEquals(1.253, arc.offsetChannels(), 1e-3);
    assertEquals(1152, plan.geometry().views());
    assertEquals(1152, plan.foldedViewsPerTurn());
    assertEquals(2, plan.focalSpotPositions());
    RebinPlan all =
        RebinPlan.of(
            scan, RebinSettings.defaults().withFocalSpotViews(FocalSpotViews.ALL), REQUEST);
    assertEquals(2304, all.geometry().views());
  }

  @Test
  void pitchLimitsAreThoseOfTheScanner() {
    HelicalGeometry scan = TestHelix.siemens(1, 23.04, 2).geometry();
    PitchLimits limits = RebinPlan.of(scan, RebinSettings.defaults(), REQUEST).pitchLimits();
    assertEquals(34.3, limits.maxFeedMm(RebinMode.TURN360), 0.05);
    assertEquals(0.89, limits.maxPitch(RebinMode.TURN360), 0.005);
    assertEquals(1.40, limits.maxPitch(RebinMode.WEIGHTED), 0.005);
    assertEquals(List.of(), limits.modesFor(60));
  }

  @Test
  void highPitchIsRefusedWithTheModesThatWork() {
    HelicalGeometry scan = TestHelix.siemens(8, 39, 3).geometry();
    assertContains(
        refusal(scan, RebinMode.TURN360, REQUEST),
        "pitch 1.016",
        "39.00 mm",
        "turn360",
        "nearest180, weighted, short-scan");
    RebinPlan.of(scan, RebinSettings.defaults(), REQUEST);
  }

  @Test
  void circularScansAreRefused() {
    HelicalGeometry scan = TestHelix.siemens(8, 0, 2).geometry();
    assertContains(refusal(scan, RebinMode.WEIGHTED, REQUEST), "feed 0.0 mm per turn");
  }

  @Test
  void shortScansAreRefusedInDegrees() {
    HelicalGeometry scan = TestHelix.siemens(8, 23.04, 0.6).geometry();
    assertContains(
        refusal(scan, RebinMode.WEIGHTED, REQUEST), "cover 215.00 degrees", "at least 230.");
  }

  @Test
  void slicesBeyondTheDataAreRefusedWithWhatIsMissing() {
    HelicalGeometry scan = TestHelix.siemens(8, 23.04, 3).geometry();
    RebinPlan plan = RebinPlan.of(scan, RebinSettings.defaults(), REQUEST);
    double end = plan.validInterval().toMm();
    String message =
        refusal(scan, RebinMode.WEIGHTED, REQUEST.between(30, 30 + Math.ceil(end - 30) + 9));
    assertContains(message, plan.validInterval().toString(), "more views would be needed");
    RebinPlan incomplete =
        RebinPlan.of(
            scan, RebinSettings.defaults(), REQUEST.between(30, end + 10).withIncomplete(true));
    assertTrue(incomplete.completeness(incomplete.slices() - 1) < 1);
    assertEquals(1, incomplete.completeness(0));
  }

  @Test
  void countsDoNotOverflow() {
    HelicalGeometry scan = TestHelix.siemens(8, 23.04, 3).geometry();
    assertContains(
        refusal(scan, RebinMode.WEIGHTED, RebinRequest.every(1e-9).between(20, 30)),
        "10000000001 slices");
  }

  @Test
  void radiiMustAgree() {
    TestHelix helix = TestHelix.siemens(8, 23.04, 2);
    List<ViewPose> poses = new ArrayList<>(helix.geometry().poses());
    ViewPose odd = poses.get(77);
    poses.set(77, new ViewPose(odd.angleRad(), odd.zMm(), 595.1, odd.shift()));
    assertContains(
        refusal(helix.geometry(poses), RebinMode.WEIGHTED, REQUEST), "view 77", "595.100 mm");
  }

  @Test
  void manyFocalSpotPositionsAreRefused() {
    TestHelix helix = TestHelix.siemens(8, 23.04, 2);
    List<ViewPose> poses = new ArrayList<>();
    for (ViewPose pose : helix.geometry().poses()) {
      SourceShift shift = new SourceShift(0, poses.size() % 5 * 0.1, 0);
      poses.add(new ViewPose(pose.angleRad(), pose.zMm(), pose.radiusMm(), shift));
    }
    assertContains(
        refusal(helix.geometry(poses), RebinMode.WEIGHTED, REQUEST), "5 different positions");
  }

  @Test
  void theGridBeginsAtAMeasuredView() {
    TestHelix helix = TestHelix.siemens(8, 23.04, 2).startingAt(-2.2, 5);
    RebinPlan plan = RebinPlan.of(helix.geometry(), RebinSettings.defaults(), REQUEST);
    double step = 2 * Math.PI / 144;
    double first = -2.2 + 3.354e-4;
    double offset = (plan.geometry().angles().rad(0) - first) / step;
    assertEquals(Math.rint(offset), offset, 1e-6);
    assertTrue(plan.geometry().angles().rad(0) >= 0 && plan.geometry().angles().rad(0) < step);
  }
}
