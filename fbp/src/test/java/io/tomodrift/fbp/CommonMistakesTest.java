package io.tomodrift.fbp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.fbp.OracleBackprojector.Distance;
import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.tests.support.ArrayAssertions;
import org.junit.jupiter.api.Test;

/**
 * What the well-known mistakes cost on a 46 cm water disc, computed with a slow implementation that
 * can make each of them. The right version passes the acceptance numbers; each wrong one fails them
 * by the amount it is known for, so that the numbers are shown to see them.
 */
class CommonMistakesTest {

  private static final int VIEWS = 384;
  private static final FanBeamGeometry FLAT = Scans.flat(Scans.QUARTER, Angles.fullTurn(VIEWS));
  private static final FanBeamGeometry ARC = Scans.arc(Scans.QUARTER, Angles.fullTurn(VIEWS));
  private static final RampKernel ISO =
      RampKernel.equidistant(Scans.PITCH_MM * Scans.R / Scans.D, 736);
  private static final DirectFilter RIGHT = new DirectFilter(ISO, 0.5, true, 1);
  private static final ImageGrid RADIUS = new ImageGrid(3, 1, 100, 100, 0);

  /** Errors in HU at 0, 100 and 200 mm from the isocenter. */
  private static double[] errors(FanBeamGeometry geometry, DirectFilter filter, Distance distance) {
    Sinogram sinogram = Ellipse.sinogram(geometry, Ellipse.water(0, 0, 230));
    return errors(geometry, filter.filter(sinogram), distance);
  }

  private static double[] errors(FanBeamGeometry geometry, FloatStack filtered, Distance distance) {
    double[] viewWeights = geometry.angles().viewSharesRad(2 * Math.PI);
    FloatStack image =
        new OracleBackprojector(geometry, RADIUS, distance).backproject(filtered, viewWeights);
    double[] hu = new double[3];
    for (int i = 0; i < 3; i++) {
      hu[i] = (image.get(0, 0, i) - 0.02) / 0.02 * 1000;
    }
    return hu;
  }

  @Test
  void theFormulasAreRight() {
    for (double error : errors(FLAT, RIGHT, Distance.RIGHT)) {
      assertEquals(0, error, 0.3);
    }
    RampKernel arc = RampKernel.equiangular(Scans.PITCH_MM / Scans.D, 736);
    for (double error : errors(ARC, new DirectFilter(arc, 0.5, true, Scans.R), Distance.RIGHT)) {
      assertEquals(0, error, 0.3);
    }
  }

  @Test
  void droppingOneHalfDoublesTheImage() {
    assertEquals(1000, errors(FLAT, new DirectFilter(ISO, 1, true, 1), Distance.RIGHT)[0], 1);
  }

  @Test
  void kernelAtDetectorPitchWithoutOneHalfIsNinetySixHuTooBright() {
    RampKernel kernel = RampKernel.equidistant(Scans.PITCH_MM, 736);
    assertEquals(96, errors(FLAT, new DirectFilter(kernel, 1, true, 1), Distance.RIGHT)[0], 1);
  }

  @Test
  void radialDistanceOnAFlatDetectorDarkensTheRim() {
    double[] hu = errors(FLAT, RIGHT, Distance.RADIAL);
    assertEquals(0, hu[0], 0.3);
    assertEquals(-14, hu[1], 1);
    assertEquals(-53, hu[2], 4);
  }

  @Test
  void noWeightsAtAllDarkenTheCentreAndTheRim() {
    double[] hu = errors(FLAT, new DirectFilter(ISO, 0.5, false, 1), Distance.NONE);
    assertEquals(-39, hu[0], 2);
    assertEquals(-85, hu[2] - hu[0], 5);
  }

  @Test
  void noDistanceWeightOnAnArc() {
    RampKernel kernel = RampKernel.equiangular(Scans.PITCH_MM / Scans.D, 736);
    double[] hu = errors(ARC, new DirectFilter(kernel, 0.5, true, Scans.R), Distance.NONE);
    assertEquals(0, hu[0], 0.3);
    assertEquals(-113, hu[2], 1);
  }

  @Test
  void flatKernelOnAnArc() {
    RampKernel kernel = RampKernel.equidistant(Scans.PITCH_MM / Scans.D, 736);
    double[] hu = errors(ARC, new DirectFilter(kernel, 0.5, true, Scans.R), Distance.RIGHT);
    assertEquals(25, hu[0], 1);
  }

  @Test
  void mirroredChannelsDestroyTheImage() {
    Sinogram right = Ellipse.sinogram(ARC, Ellipse.water(40, 0, 90));
    ImageGrid inside = new ImageGrid(10, 10, 8, 40, 0);
    FbpSettings settings = FbpSettings.defaults();
    double good =
        HuError.of(Scans.reconstruct(right, inside, settings), inside, 0.02, 40, 0, 60).max();
    double bad =
        HuError.of(Scans.reconstruct(mirrored(right), inside, settings), inside, 0.02, 40, 0, 60)
            .max();
    assertTrue(good < 1, "good " + good);
    assertTrue(bad > 100, "bad " + bad);
  }

  private static Sinogram mirrored(Sinogram sinogram) {
    FloatStack stack = sinogram.stack().copy();
    for (int v = 0; v < stack.rows(); v++) {
      for (int c = 0; c < stack.columns(); c++) {
        stack.set(0, v, c, sinogram.stack().get(0, v, stack.columns() - 1 - c));
      }
    }
    return sinogram.with(stack, SinogramUnit.LINE_INTEGRAL);
  }

  @Test
  void theBackendBackProjectsAsTheSlowImplementation() {
    ImageGrid grid = new ImageGrid(13, 11, 17, 5, -3);
    FbpSettings settings = FbpSettings.defaults();
    for (FanBeamGeometry geometry : new FanBeamGeometry[] {FLAT, ARC}) {
      Sinogram sinogram = Ellipse.sinogram(geometry, Ellipse.water(20, 10, 60));
      FilteredProjections filtered =
          FilteredBackprojection.filter(sinogram, settings, RunContext.defaults());
      FloatStack expected =
          new OracleBackprojector(geometry, grid, Distance.RIGHT)
              .backproject(filtered.values(), geometry.angles().viewSharesRad(2 * Math.PI));
      FloatStack actual = Scans.reconstruct(sinogram, grid, settings);
      ArrayAssertions.assertClose(expected.data(), actual.data(), 0, 2e-7);
    }
  }
}
