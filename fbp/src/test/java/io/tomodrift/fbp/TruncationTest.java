package io.tomodrift.fbp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Sinogram;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TruncationTest {

  private static final FanBeamGeometry FAN = Scans.coarseArc(0.25, Angles.fullTurn(360));
  private static final Ellipse WIDE = new Ellipse(20, 0, 300, 210, 0.2, 0.02);
  private static final Ellipse INSERT = Ellipse.disc(-60, 40, 20, 0.01);
  private static final FbpSettings SETTINGS = FbpSettings.defaults();

  private static HuError inside(FanBeamGeometry fan, Truncation mode) {
    ImageGrid grid = ImageGrid.square(30, 10);
    FloatStack image =
        Scans.reconstruct(Ellipse.sinogram(fan, WIDE), grid, SETTINGS.withTruncation(mode));
    return HuError.of(image, grid, 0.02, 0, 0, 150);
  }

  /** A body of 600 x 420 mm in a field of view of 500 mm. */
  @Test
  void extrapolationRemovesMostOfTheBrightening() {
    HuError none = inside(FAN, Truncation.NONE);
    HuError cosine = inside(FAN, Truncation.COSINE);
    HuError water = inside(FAN, Truncation.WATER);
    assertTrue(none.rms() > 15, none.toString());
    assertTrue(cosine.rms() < 4, cosine.toString());
    assertTrue(water.rms() < 1, water.toString());
    assertEquals(water, inside(FAN, Truncation.AUTO));
  }

  @Test
  void cylinderOfWaterIsContinuedExactly() {
    int measured = 200;
    int extension = 120;
    double[] lateral = new double[measured + 2 * extension];
    double[] truth = new double[lateral.length];
    for (int i = 0; i < lateral.length; i++) {
      lateral[i] = (i - 200) * 1.1;
      truth[i] = 2 * 0.0192 * Math.sqrt(Math.max(0, 170 * 170 - Math.pow(lateral[i] - 12, 2)));
    }
    double[] line = new double[lateral.length];
    System.arraycopy(truth, extension, line, extension, measured);
    TruncationExtrapolation.water(HounsfieldScale.DEFAULT)
        .extend(line, lateral, extension, extension + measured);
    for (int i = 0; i < line.length; i++) {
      assertEquals(truth[i], line[i], 0.015 * 6.5, "position " + i);
    }
  }

  @Test
  void cosineFallsSmoothlyToZero() {
    double[] lateral = new double[300];
    double[] line = new double[300];
    for (int i = 0; i < 300; i++) {
      lateral[i] = i;
      line[i] = i >= 100 && i < 200 ? 3 : 0;
    }
    TruncationExtrapolation.cosine().extend(line, lateral, 100, 200);
    assertEquals(3, line[201], 0.01);
    assertEquals(0, line[299], 0.02);
    for (int i = 200; i < 299; i++) {
      assertTrue(line[i + 1] <= line[i] + 1e-12);
      assertEquals(line[i], line[299 - i], 1e-12);
    }
  }

  @Test
  void onlyTruncatedSlicesAreFound() {
    Sinogram wide = Ellipse.sinogram(FAN, WIDE);
    Sinogram narrow = Ellipse.sinogram(FAN, Ellipse.water(0, 0, 200), INSERT);
    FloatStack stack = FloatStack.planar(3, FAN.views(), FAN.channels());
    narrow.stack().copyInto(0, stack, 0, 1);
    wide.stack().copyInto(0, stack, 1, 1);
    narrow.stack().copyInto(0, stack, 2, 1);
    Random random = new Random(5);
    for (int i = 0; i < stack.data().length; i++) {
      stack.data()[i] += (float) (0.02 * random.nextGaussian());
    }
    TruncationDetector detector = new TruncationDetector(stack, true, true);
    assertArrayEquals(new boolean[] {false, true, false}, detector.truncatedSlices());
    assertTrue(detector.truncatedShare(1) > 0.2);
  }

  /** A few cut views, as when an arm leaves the field once, are not called truncation. */
  @Test
  void fewTruncatedViewsDoNotCount() {
    FloatStack stack = Ellipse.sinogram(FAN, Ellipse.water(0, 0, 200)).stack();
    for (int v = 0; v < 14; v++) {
      for (int c = 0; c < 10; c++) {
        stack.set(0, v, c, 1);
      }
    }
    assertEquals(14.0 / 360, new TruncationDetector(stack, true, true).truncatedShare(0), 1e-12);
    assertArrayEquals(
        new boolean[] {false}, new TruncationDetector(stack, true, true).truncatedSlices());
  }

  /** The short side of a displaced detector cuts every view off and must not be extrapolated. */
  @Test
  void displacedDetectorIsNotTruncatedOnItsShortSide() {
    FanBeamGeometry displaced =
        new FanBeamGeometry(
            Scans.R,
            Scans.D,
            new ArcDetector(215, 2 * Scans.PITCH_MM / Scans.D, 30),
            Angles.fullTurn(360));
    ImageGrid grid = ImageGrid.square(20, 10);
    for (Truncation mode : new Truncation[] {Truncation.AUTO, Truncation.WATER}) {
      FloatStack image =
          Scans.reconstruct(
              Ellipse.sinogram(displaced, Ellipse.water(20, 30, 180)),
              grid,
              SETTINGS.withTruncation(mode));
      HuError error = HuError.of(image, grid, 0.02, 0, 0, 100);
      assertTrue(error.max() < 0.5, mode + " " + error);
    }
  }
}
