package io.tomodrift.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.error.GeometryException;
import org.junit.jupiter.api.Test;

class FanBeamGeometryTest {

  private static final double R = 595;
  private static final double D = 1085.6;

  private static FanBeamGeometry arc(double... angles) {
    return new FanBeamGeometry(
        R, D, ArcDetector.withOffset(736, 1.2858 / D, 1.25), Angles.of(angles));
  }

  @Test
  void sourceStartsAtPlusYAndTurnsCounterClockwise() {
    Ray at0 = arc(0).ray(0, 368.75);
    assertEquals(0, at0.originXMm(), 1e-9);
    assertEquals(R, at0.originYMm(), 1e-9);
    assertEquals(-1, at0.directionY(), 1e-12);
    Ray at90 = arc(Math.PI / 2).ray(0, 368.75);
    assertEquals(-R, at90.originXMm(), 1e-9);
    assertEquals(1, at90.directionX(), 1e-12);
  }

  @Test
  void channelsGrowAlongTheDetectorDirection() {
    for (double beta : new double[] {0, 0.7, 2, 4.5}) {
      Ray last = arc(beta).ray(0, 735);
      double alongDetector =
          last.directionX() * Math.cos(beta) + last.directionY() * Math.sin(beta);
      assertTrue(alongDetector > 0);
    }
  }

  @Test
  void theConjugateRayIsTheSameLine() {
    double beta = 0.9;
    double gamma = 0.21;
    FanBeamGeometry geometry = arc(beta, beta + Math.PI + 2 * gamma);
    Ray direct = geometry.ray(0, geometry.channelAt(gamma));
    Ray conjugate = geometry.ray(1, geometry.channelAt(-gamma));
    assertEquals(-direct.directionX(), conjugate.directionX(), 1e-12);
    assertEquals(-direct.directionY(), conjugate.directionY(), 1e-12);
    double dx = conjugate.originXMm() - direct.originXMm();
    double dy = conjugate.originYMm() - direct.originYMm();
    assertEquals(0, dx * direct.directionY() - dy * direct.directionX(), 1e-9);
  }

  @Test
  void aFanRayIsTheParallelRayAtBetaPlusGamma() {
    FanBeamGeometry geometry = arc(1.1);
    double gamma = geometry.fanAngleRad(100);
    Ray fan = geometry.ray(0, 100);
    double theta = 1.1 + gamma;
    double s = fan.originXMm() * Math.cos(theta) + fan.originYMm() * Math.sin(theta);
    assertEquals(R * Math.sin(gamma), s, 1e-9);
    FlatDetector rays = new FlatDetector(401, 1, 200);
    Ray parallel =
        new ParallelBeamGeometry(rays, Angles.of(theta)).ray(0, 200 + R * Math.sin(gamma));
    assertEquals(fan.directionX(), parallel.directionX(), 1e-12);
    assertEquals(fan.directionY(), parallel.directionY(), 1e-12);
    double t =
        (fan.originXMm() - parallel.originXMm()) * fan.directionY()
            - (fan.originYMm() - parallel.originYMm()) * fan.directionX();
    assertEquals(0, t, 1e-9);
  }

  @Test
  void flatDetectorPointsLieOnTheDetectorLine() {
    FanBeamGeometry geometry =
        new FanBeamGeometry(R, D, FlatDetector.withOffset(736, 1.2858, 0), Angles.of(0.4));
    Ray ray = geometry.ray(0, 600);
    double u = (600 - 367.5) * 1.2858;
    assertEquals(Math.atan(u / D), geometry.fanAngleRad(600), 1e-15);
    double length = Math.hypot(u, D);
    double x = ray.originXMm() + length * ray.directionX();
    double y = ray.originYMm() + length * ray.directionY();
    assertEquals(u, x * Math.cos(0.4) + y * Math.sin(0.4), 1e-9);
    assertEquals(600, geometry.channelAt(geometry.fanAngleRad(600)), 1e-9);
  }

  @Test
  void scannerFiguresComeOut() {
    FanBeamGeometry siemens =
        new FanBeamGeometry(
            R, D, ArcDetector.withOffset(736, 1.285839319 / 1085.6, 0), Angles.fullTurn(1152));
    assertEquals(0.7047, siemens.isoPitchMm(), 5e-5);
    assertEquals(24.94, Math.toDegrees(siemens.halfFanRad()), 0.02);
    assertEquals(250.9, siemens.fovRadiusMm(), 0.2);
    assertTrue(siemens.parameters().stream().anyMatch(p -> p.name().equals("sourceToIsocenterMm")));
  }

  @Test
  void impossibleGeometriesAreRefusedWithTheirNumbers() {
    Detector detector = ArcDetector.withOffset(736, 1.2858 / D, 0);
    Angles angles = Angles.fullTurn(4);
    var swapped =
        assertThrows(
            GeometryException.class, () -> new FanBeamGeometry(1000, 500, detector, angles));
    assertTrue(swapped.getMessage().contains("1000") && swapped.getMessage().contains("500"));
    assertThrows(
        GeometryException.class, () -> new FanBeamGeometry(Double.NaN, D, detector, angles));
    assertThrows(GeometryException.class, () -> new ArcDetector(736, 1.2858, 367.5));
    assertThrows(GeometryException.class, () -> new ArcDetector(736, 0, 367.5));
    assertThrows(GeometryException.class, () -> new FlatDetector(736, 1, 900));
    assertThrows(GeometryException.class, () -> new FlatDetector(1, 1, 0));
    assertThrows(GeometryException.class, () -> new ImageGrid(0, 5, 1, 0, 0));
    assertThrows(GeometryException.class, () -> ImageGrid.square(5, -1));
  }

  @Test
  void imageRowsGoDownAndYGoesUp() {
    ImageGrid grid = new ImageGrid(5, 3, 2, 10, 20);
    assertEquals(6, grid.xMm(0));
    assertEquals(22, grid.yMm(0));
    assertEquals(18, grid.yMm(2));
    assertEquals(3.25, grid.columnAt(grid.xMm(3.25)), 1e-12);
    assertEquals(1.75, grid.rowAt(grid.yMm(1.75)), 1e-12);
    assertEquals(Math.hypot(15, 23), grid.radiusMm(), 1e-12);
  }
}
