package io.tomodrift.fbp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.stack.FloatStack;
import org.junit.jupiter.api.Test;

/** The acceptance numbers on water discs with sharp edges, a turn of 1152 views. */
class DiscAccuracyTest {

  private static final Angles TURN = Angles.fullTurn(1152);
  private static final FbpSettings SETTINGS = FbpSettings.defaults();
  private static final Ellipse BODY = Ellipse.water(30, -40, 110);
  private static final ImageGrid INSIDE = new ImageGrid(24, 24, 7, 30, -40);

  private static HuError inside(ScanGeometry geometry) {
    FloatStack image = Scans.reconstruct(Ellipse.sinogram(geometry, BODY), INSIDE, SETTINGS);
    return HuError.of(image, INSIDE, Ellipse.WATER_PER_MM, 30, -40, 85);
  }

  private static void assertAccepted(HuError error) {
    assertEquals(0, error.mean(), 0.005, error.toString());
    assertTrue(error.max() < 0.2, error.toString());
  }

  @Test
  void fanBeams() {
    for (double offset : new double[] {0, Scans.QUARTER}) {
      assertAccepted(inside(Scans.arc(offset, TURN)));
      assertAccepted(inside(Scans.flat(offset, TURN)));
    }
  }

  @Test
  void parallelBeam() {
    assertAccepted(inside(Scans.parallel(0.25, Angles.halfTurn(1152))));
  }

  /** The worst place for a disc: every view samples its edge alike. */
  @Test
  void centredDisc() {
    ImageGrid grid = ImageGrid.square(24, 8);
    for (FanBeamGeometry fan :
        new FanBeamGeometry[] {Scans.arc(Scans.QUARTER, TURN), Scans.flat(Scans.QUARTER, TURN)}) {
      FloatStack image =
          Scans.reconstruct(Ellipse.sinogram(fan, Ellipse.water(0, 0, 110)), grid, SETTINGS);
      HuError error = HuError.of(image, grid, 0.02, 0, 0, 95);
      assertEquals(0, error.mean(), 0.05, error.toString());
      assertTrue(error.max() < 1, error.toString());
    }
  }

  @Test
  void arcAndFlatAgree() {
    Ellipse[] object = {BODY, new Ellipse(-20, -60, 30, 12, 0.6, 0.005)};
    FloatStack arc =
        Scans.reconstruct(
            Ellipse.sinogram(Scans.arc(Scans.QUARTER, TURN), object), INSIDE, SETTINGS);
    FloatStack flat =
        Scans.reconstruct(
            Ellipse.sinogram(Scans.flat(Scans.QUARTER, TURN), object), INSIDE, SETTINGS);
    HuError error = HuError.of(arc, flat, INSIDE, 60, -20, 45);
    assertEquals(0, error.mean(), 0.1, error.toString());
    assertTrue(error.rms() < 0.8, error.toString());
    Bump smooth = new Bump(20, -30, 120, 0.02);
    error =
        HuError.of(
            Scans.reconstruct(
                Bump.sinogram(Scans.arc(Scans.QUARTER, TURN), smooth), INSIDE, SETTINGS),
            Scans.reconstruct(
                Bump.sinogram(Scans.flat(Scans.QUARTER, TURN), smooth), INSIDE, SETTINGS),
            INSIDE,
            30,
            -40,
            120);
    assertTrue(error.max() < 0.02, error.toString());
  }

  @Test
  void shortScanAgreesWithFullScan() {
    FanBeamGeometry full = Scans.arc(Scans.QUARTER, TURN);
    FloatStack reference = Scans.reconstruct(Ellipse.sinogram(full, BODY), INSIDE, SETTINGS);
    double arc = Scans.shortArcRad(full, 0.1);
    Angles part = Angles.coveringArc(756, 0.3, arc);
    for (Redundancy choice : new Redundancy[] {Redundancy.PARKER, Redundancy.WESARG}) {
      FloatStack image =
          Scans.reconstruct(
              Ellipse.sinogram(full.withAngles(part), BODY),
              INSIDE,
              SETTINGS.withRedundancy(choice));
      HuError error = HuError.of(image, reference, INSIDE, 30, -40, 85);
      assertEquals(0, error.mean(), 0.1, choice + " " + error);
    }
  }

  /** A wire of 2 mm at (50, 30) mm stays there to a fiftieth of a millimetre. */
  @Test
  void wireStaysInPlaceWithEitherOffset() {
    ImageGrid grid = new ImageGrid(61, 61, 0.1, 50, 30);
    for (double offset : new double[] {0, Scans.QUARTER}) {
      for (ScanGeometry scan :
          new ScanGeometry[] {Scans.arc(offset, TURN), Scans.flat(offset, TURN)}) {
        FloatStack image =
            Scans.reconstruct(
                Ellipse.sinogram(scan, Ellipse.disc(50, 30, 1, 0.2)),
                grid,
                SETTINGS.withWindow(RampWindow.HANN));
        double[] centre = centroid(image, grid);
        assertEquals(50, centre[0], 0.02);
        assertEquals(30, centre[1], 0.02);
      }
    }
  }

  private static double[] centroid(FloatStack image, ImageGrid grid) {
    double sum = 0;
    double x = 0;
    double y = 0;
    for (int j = 0; j < grid.rows(); j++) {
      for (int i = 0; i < grid.columns(); i++) {
        double mass = Math.max(0, image.get(0, j, i) - 0.02);
        sum += mass;
        x += mass * grid.xMm(i);
        y += mass * grid.yMm(j);
      }
    }
    return new double[] {x / sum, y / sum};
  }
}
