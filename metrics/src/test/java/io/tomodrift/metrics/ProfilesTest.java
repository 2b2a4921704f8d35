package io.tomodrift.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import org.junit.jupiter.api.Test;

class ProfilesTest {

  private final Volume plane = plane();

  /** Value 3 row - 2 column + 100 slice: bilinear interpolation is exact. */
  private static Volume plane() {
    FloatStack stack = FloatStack.interleaved(2, 10, 12);
    for (int s = 0; s < 2; s++) {
      for (int r = 0; r < 10; r++) {
        for (int c = 0; c < 12; c++) {
          stack.set(s, r, c, 3 * r - 2 * c + 100 * s);
        }
      }
    }
    return new Volume(
        stack, VolumeFrame.gantry(new ImageGrid(12, 10, 0.8, 0, 0), 0, 2), VolumeUnit.HU);
  }

  @Test
  void axesAreInMillimetres() {
    Curve row = Profiles.horizontal(plane, 1, 4);
    assertEquals(12, row.size());
    assertEquals(11 * 0.8, row.x(11), 1e-12);
    assertEquals(100 + 12 - 22, row.y(11), 1e-5);
    Curve column = Profiles.vertical(plane, 0, 2.5);
    assertEquals(10, column.size());
    assertEquals(27 - 5, column.y(9), 1e-5);
    Curve diagonal = Profiles.segment(plane, 0, 1, 1, 7, 9, 101);
    assertEquals(0.8 * 10, diagonal.x(100), 1e-12);
    assertEquals(3 * 4 - 2 * 5, diagonal.y(50), 1e-5);
  }

  @Test
  void leavingTheSliceIsAnError() {
    assertThrows(IllegalArgumentException.class, () -> Profiles.horizontal(plane, 0, 9.5));
    assertThrows(IllegalArgumentException.class, () -> Profiles.segment(plane, 0, 1, 1, 1, 1, 5));
    assertThrows(IndexOutOfBoundsException.class, () -> Profiles.horizontal(plane, 2, 1));
  }

  @Test
  void widthsOfATriangleAndAGaussian() {
    Curve triangle =
        new Curve(new double[] {0, 2, 6}, new double[] {0, 1, 0}, "z (mm)", "response");
    assertEquals(3, triangle.fwhm().orElseThrow(), 1e-12);
    assertEquals(0.9 * 6, triangle.fwtm().orElseThrow(), 1e-12);
    double[] z = new double[401];
    double[] v = new double[401];
    for (int i = 0; i < 401; i++) {
      z[i] = -10 + 0.05 * i;
      v[i] = 5 + 3 * Math.exp(-z[i] * z[i] / (2 * 1.7 * 1.7));
    }
    Curve gaussian = new Curve(z, v, "z (mm)", "response");
    assertEquals(
        2 * 1.7 * Math.sqrt(2 * Math.log(2)), gaussian.fullWidth(0.5, 5).orElseThrow(), 1e-3);
    assertEquals(
        2 * 1.7 * Math.sqrt(2 * Math.log(10)), gaussian.fullWidth(0.1, 5).orElseThrow(), 1e-3);
    assertTrue(gaussian.fullWidth(0.5, 0).isEmpty(), "never falls to half above zero");
    assertEquals(gaussian, new Curve(z, v, "z (mm)", "response"));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Curve(new double[] {0, 0}, new double[2], "x", "y"));
  }
}
