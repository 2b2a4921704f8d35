package io.tomodrift.sinograms.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.DetectorShape;
import io.tomodrift.geometry.helical.FocalSpotMode;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.SourceShift;
import io.tomodrift.geometry.helical.ViewPose;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class GeometryPlausibilityTest {

  private static final ConeDetector SIEMENS =
      new ConeDetector(DetectorShape.CYLINDRICAL, 736, 64, 1.285839319, 1.094722748, 368.625, 31.5);
  private static final SourceShift[] Z = {
    new SourceShift(3.354e-4, 0, 0), new SourceShift(3.354e-4, 0.66, 5.45)
  };

  private static List<Finding> findings(HelicalGeometry geometry) {
    return GeometryPlausibility.findings(geometry, OptionalDouble.of(0.0192));
  }

  private static HelicalGeometry scan(
      ConeDetector detector, double radius, FocalSpotMode mode, double feed, SourceShift... spots) {
    return TestScans.helix(detector, radius, 1085.6, 576, mode, feed, 2, spots);
  }

  private static void assertWarns(HelicalGeometry geometry, String words) {
    List<Finding> findings = findings(geometry);
    assertTrue(findings.toString().contains(words), findings.toString());
  }

  @Test
  void clinicalScannersAreUsual() {
    assertEquals(List.of(), findings(scan(SIEMENS, 595, FocalSpotMode.Z, 23, Z)));
    assertEquals(List.of(), findings(TestScans.ge()));
    assertEquals(List.of(), findings(TestScans.xy()));
  }

  @Test
  void unusualNumbersAreNamed() {
    assertWarns(scan(SIEMENS, 59.5, FocalSpotMode.Z, 23, Z), "59.5000 mm");
    assertWarns(scan(SIEMENS, 595, FocalSpotMode.Z, 230, Z), "pitch 5.99");
    assertWarns(scan(SIEMENS, 595, FocalSpotMode.NONE, 23, Z), "mode NONE (1 positions");
    ConeDetector shifted =
        new ConeDetector(DetectorShape.CYLINDRICAL, 736, 64, 1.2858, 1.0947, 360, 31.5);
    assertWarns(
        scan(shifted, 595, FocalSpotMode.Z, 23, Z), "from the other end it would be 374.000");
    SourceShift swapped = new SourceShift(0.66, 3.354e-4, 0);
    assertWarns(scan(SIEMENS, 595, FocalSpotMode.NONE, 23, swapped), "old dictionary");
  }

  @Test
  void missingViewsAndBrokenPatternsAreNamed() {
    HelicalGeometry good = scan(SIEMENS, 595, FocalSpotMode.Z, 23, Z);
    List<ViewPose> poses = new ArrayList<>(good.poses());
    poses.remove(500);
    HelicalGeometry gap =
        new HelicalGeometry(SIEMENS, 1085.6, good.viewsPerTurn(), FocalSpotMode.Z, poses);
    assertWarns(gap, "the first after view 499 (1.2500 degrees");
    assertWarns(gap, "order near view 500");
  }

  @Test
  void waterInWrongUnitsIsAnError() {
    HelicalGeometry good = scan(SIEMENS, 595, FocalSpotMode.Z, 23, Z);
    List<Finding> found = GeometryPlausibility.findings(good, OptionalDouble.of(0.192));
    assertEquals(1, found.size());
    assertEquals(Severity.ERROR, found.get(0).severity());
    assertTrue(found.get(0).message().contains("1/cm"));
  }
}
