package io.tomodrift.sinograms.rebin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tomodrift.geometry.helical.DetectorShape;
import io.tomodrift.geometry.helical.FocalSpotMode;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.SourceShift;
import io.tomodrift.geometry.stack.Vec3;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpotOpticsTest {

  private static final SourceShift SHIFT = new SourceShift(2e-3, 0.66, 5.45);

  /** The ideal fan ray must be the very line through focal spot and element. */
  @ParameterizedTest
  @EnumSource
  void raysOfTheIdealFanAreTheMeasuredLines(DetectorShape shape) {
    TestHelix helix =
        TestHelix.siemens(4, 23.04, 1)
            .withShifts(FocalSpotMode.Z, SHIFT)
            .withDetector(shape, 16, 1.1);
    HelicalGeometry scan = helix.geometry();
    SpotOptics spot = new SpotOptics(scan.detector(), 1085.6, 595, SHIFT);
    for (int view = 0; view < scan.views(); view += 37) {
      Vec3 source = scan.sourceMm(view);
      for (double column = 0; column < 184; column += 12.7) {
        Vec3 element = scan.elementMm(view, column, 3);
        double gamma = spot.fanAngleRad(column);
        double beta = scan.pose(view).angleRad() + spot.sourceOffsetRad(column);
        double theta = beta + gamma;
        double s = 595 * Math.sin(gamma);
        assertEquals(s, source.x() * Math.cos(theta) + source.y() * Math.sin(theta), 1e-9);
        assertEquals(s, element.x() * Math.cos(theta) + element.y() * Math.sin(theta), 1e-9);
        double share = spot.midpointShare(column);
        double along =
            (source.x() + share * (element.x() - source.x())) * Math.sin(theta)
                - (source.y() + share * (element.y() - source.y())) * Math.cos(theta);
        assertEquals(0, along, 1e-9);
        Vec3 ray = element.minus(source);
        assertEquals(
            Math.hypot(ray.x(), ray.y()) / ray.norm(), spot.obliquityCosine(column, 3), 1e-12);
        assertEquals(column, spot.columnAt(gamma), 1e-9);
        double height = source.z() + share * (element.z() - source.z());
        double model =
            scan.pose(view).zMm()
                + spot.midpointLiftMm(column)
                + share * scan.detector().rowOffsetMm(3);
        assertEquals(height, model, 1e-9);
      }
    }
  }

  /** The numbers of a slanted anode: 0.263, 0.019 and -0.223 degrees over the fan. */
  @Test
  void slantedAnodeTurnsEachColumnByItsOwnAngle() {
    HelicalGeometry scan = TestHelix.siemens(1, 23.04, 1).geometry();
    SpotOptics spot = new SpotOptics(scan.detector(), 1085.6, 595, TestHelix.SIEMENS_B);
    assertEquals(0.263, Math.toDegrees(spot.sourceOffsetRad(0)), 1e-3);
    assertEquals(0.019, Math.toDegrees(spot.sourceOffsetRad(368.5)), 1e-3);
    assertEquals(-0.223, Math.toDegrees(spot.sourceOffsetRad(735)), 1e-3);
    SpotOptics nominal = new SpotOptics(scan.detector(), 1085.6, 595, TestHelix.SIEMENS_A);
    assertEquals(367.5 + 1.253, nominal.columnAt(0), 1e-3);
  }
}
