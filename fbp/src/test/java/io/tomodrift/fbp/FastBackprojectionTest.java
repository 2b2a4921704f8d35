package io.tomodrift.fbp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.projectors.Interpolation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fast against direct back projection and against the truth, in HU. */
class FastBackprojectionTest {

  private static final double HU_PER_MM = 1000 / Ellipse.WATER_PER_MM;
  private static final FanBeamGeometry SCAN = Scans.arc(Scans.QUARTER, Angles.fullTurn(1152));
  private static final FbpSettings DIRECT = FbpSettings.defaults().withWindow(RampWindow.HANN);

  /** Water with bone, air and small dense inserts far from the middle. */
  private static Sinogram body() {
    return Ellipse.sinogram(
        SCAN,
        new Ellipse(0, 0, 220, 160, 0, 0.02),
        new Ellipse(80, 20, 50, 70, 0.2, -0.016),
        Ellipse.disc(-150, 40, 12, 0.02),
        Ellipse.disc(-190, -20, 2, 0.04),
        Ellipse.disc(0, 145, 1.5, 0.03),
        Ellipse.disc(205, 0, 3, 0.02));
  }

  private static double rmsHu(FloatStack a, FloatStack b, ImageGrid grid, double radiusMm) {
    double sum = 0;
    int count = 0;
    for (int j = 0; j < grid.rows(); j++) {
      for (int i = 0; i < grid.columns(); i++) {
        if (Math.hypot(grid.xMm(i), grid.yMm(j)) < radiusMm) {
          double hu = (a.get(0, j, i) - b.get(0, j, i)) * HU_PER_MM;
          sum += hu * hu;
          count++;
        }
      }
    }
    return Math.sqrt(sum / count);
  }

  @ParameterizedTest
  @ValueSource(ints = {255, 256})
  void isWithinOneHuOfTheDirectOne(int size) {
    ImageGrid grid = ImageGrid.square(size, 1.9);
    Sinogram sinogram = body();
    FloatStack direct = Scans.reconstruct(sinogram, grid, DIRECT);
    FloatStack fast = Scans.reconstruct(sinogram, grid, DIRECT.withFast(true));
    double rms = rmsHu(direct, fast, grid, SCAN.fovRadiusMm());
    assertTrue(rms > 0 && rms < 0.7, "rms " + rms);
  }

  @Test
  void aWaterDiscIsWater() {
    ImageGrid grid = ImageGrid.square(128, 1.1);
    Sinogram disc = Ellipse.sinogram(SCAN, Ellipse.water(20, -10, 100));
    FloatStack image = Scans.reconstruct(disc, grid, DIRECT.withFast(true));
    double sum = 0;
    double worst = 0;
    int count = 0;
    for (int j = 0; j < grid.rows(); j++) {
      for (int i = 0; i < grid.columns(); i++) {
        if (Math.hypot(grid.xMm(i) - 20, grid.yMm(j) + 10) < 90) {
          double hu = image.get(0, j, i) * HU_PER_MM - 1000;
          worst = Math.max(worst, Math.abs(hu));
          sum += hu;
          count++;
        }
      }
    }
    assertEquals(0, sum / count, 0.05);
    assertTrue(worst < 1, "worst " + worst);
  }

  @Test
  void shortScansAndCubicInterpolationAreRefused() {
    Angles angles = Angles.coveringArc(600, 0, Scans.shortArcRad(SCAN, 0.1));
    Sinogram sinogram =
        Ellipse.sinogram(Scans.coarseArc(Scans.QUARTER, angles), Ellipse.water(0, 0, 50));
    ImageGrid grid = ImageGrid.square(32, 4);
    GeometryException refused =
        assertThrows(
            GeometryException.class,
            () -> Scans.reconstruct(sinogram, grid, DIRECT.withFast(true)));
    assertTrue(refused.getMessage().contains("whole turn"), refused.getMessage());
    FbpSettings cubic = DIRECT.withInterpolation(Interpolation.CUBIC);
    assertThrows(IllegalArgumentException.class, () -> cubic.withFast(true));
  }
}
