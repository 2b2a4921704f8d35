package io.tomodrift.sinograms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ParallelBeamGeometry;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.geometry.stack.SliceLayout;
import org.junit.jupiter.api.Test;

class MeasuredDataTest {

  private static ParallelBeamGeometry geometry(int views, int channels) {
    return new ParallelBeamGeometry(
        FlatDetector.withOffset(channels, 1, 0), Angles.halfTurn(views));
  }

  private static Sinogram sinogram(FloatStack stack, SinogramUnit unit) {
    return new Sinogram(stack, geometry(stack.rows(), stack.columns()), SliceAxis.UNIT, unit);
  }

  @Test
  void countsBecomeLineIntegrals() {
    FloatStack counts = FloatStack.planar(2, 3, 4);
    FloatStack flats = FloatStack.planar(2, 5, 4);
    FloatStack darks = FloatStack.planar(2, 2, 4);
    for (int s = 0; s < 2; s++) {
      for (int c = 0; c < 4; c++) {
        float dark = 100 + c;
        float gain = 1000 + 10 * c + s;
        darks.set(s, 0, c, dark - 1);
        darks.set(s, 1, c, dark + 1);
        for (int f = 0; f < 5; f++) {
          flats.set(s, f, c, dark + gain + f - 2);
        }
        for (int v = 0; v < 3; v++) {
          counts.set(s, v, c, dark + gain * (float) Math.exp(-(0.1 + v + 0.3 * c)));
        }
      }
    }
    var result = FlatFieldCorrection.apply(sinogram(counts, SinogramUnit.COUNTS), flats, darks);
    assertEquals(0, result.starvedRays());
    assertEquals(SinogramUnit.LINE_INTEGRAL, result.sinogram().unit());
    for (int v = 0; v < 3; v++) {
      for (int c = 0; c < 4; c++) {
        assertEquals(0.1 + v + 0.3 * c, result.sinogram().stack().get(1, v, c), 2e-6);
      }
    }
  }

  @Test
  void starvedAndDeadElementsAreCountedAndFinite() {
    FloatStack counts = FloatStack.planar(1, 2, 5);
    FloatStack flats = FloatStack.planar(1, 1, 5);
    FloatStack darks = FloatStack.planar(1, 1, 5);
    flats.fill(1000);
    darks.fill(10);
    counts.fill(505);
    flats.set(0, 0, 2, 10);
    counts.set(0, 1, 0, 9);
    var result = FlatFieldCorrection.apply(sinogram(counts, SinogramUnit.COUNTS), flats, darks);
    assertEquals(1, result.starvedRays());
    assertEquals(1, result.deadElements());
    assertEquals(Math.log(2), result.sinogram().stack().get(0, 0, 2), 1e-6);
    assertEquals(Math.log(990), result.sinogram().stack().get(0, 1, 0), 1e-6);
  }

  @Test
  void anOpaqueRayOfScaledDataIsNotTransparent() {
    FloatStack counts = FloatStack.planar(1, 1, 5);
    FloatStack flats = FloatStack.planar(1, 1, 5);
    FloatStack darks = FloatStack.planar(1, 1, 5);
    flats.fill(0.9f);
    counts.fill(0.5f);
    counts.set(0, 0, 2, 0);
    var result = FlatFieldCorrection.apply(sinogram(counts, SinogramUnit.COUNTS), flats, darks);
    assertEquals(1, result.starvedRays());
    assertEquals(-Math.log(1e-4), result.sinogram().stack().get(0, 0, 2), 1e-5);
  }

  @Test
  void swappedFlatsAndDarksAreNoticed() {
    FloatStack flats = FloatStack.planar(1, 1, 5);
    FloatStack darks = FloatStack.planar(1, 1, 5);
    darks.fill(1000);
    Sinogram counts = sinogram(FloatStack.planar(1, 2, 5), SinogramUnit.COUNTS);
    assertThrows(FormatException.class, () -> FlatFieldCorrection.apply(counts, flats, darks));
    FloatStack narrow = FloatStack.planar(1, 1, 4);
    assertThrows(FormatException.class, () -> FlatFieldCorrection.apply(counts, narrow, darks));
  }

  @Test
  void evenSubsetsKeepTheirViewsAndAngles() {
    FloatStack stack = FloatStack.planar(3, 12, 4);
    for (int i = 0; i < stack.data().length; i++) {
      stack.data()[i] = i;
    }
    Sinogram full = sinogram(stack, SinogramUnit.LINE_INTEGRAL);
    Sinogram planar = ViewSampling.even(full, 4);
    assertEquals(4, planar.geometry().views());
    assertEquals(full.geometry().angles().rad(6), planar.geometry().angles().rad(2));
    assertEquals(stack.get(2, 6, 3), planar.stack().get(2, 2, 3));
    Sinogram interleaved =
        ViewSampling.even(
            full.with(stack.toLayout(SliceLayout.INTERLEAVED), SinogramUnit.LINE_INTEGRAL), 4);
    assertArrayEquals(
        planar.stack().data(), interleaved.stack().toLayout(SliceLayout.PLANAR).data());
    assertThrows(GeometryException.class, () -> ViewSampling.even(full, 13));
  }

  @Test
  void theAxisIsFoundFromTheCentroids() {
    double axis = 47.3;
    int views = 90;
    FloatStack stack = FloatStack.planar(1, views, 100);
    for (int v = 0; v < views; v++) {
      double theta = Math.PI * v / views;
      double at = axis + 12 * Math.cos(theta) - 7 * Math.sin(theta);
      for (int c = 0; c < 100; c++) {
        double d = (c - at) / 6;
        stack.set(0, v, c, (float) Math.exp(-d * d / 2));
      }
    }
    var estimate = RotationCentre.estimate(sinogram(stack, SinogramUnit.LINE_INTEGRAL));
    assertEquals(axis, estimate.channel(), 1e-3);
    assertEquals(0, estimate.residualChannels(), 1e-3);
    Sinogram few = sinogram(FloatStack.planar(1, 4, 100), SinogramUnit.LINE_INTEGRAL);
    assertThrows(GeometryException.class, () -> RotationCentre.estimate(few));
  }

  @Test
  void aCountThatIsNoNumberIsNotTakenForAStarvedRay() {
    FloatStack counts = FloatStack.planar(1, 8, 16);
    counts.fill(500);
    counts.set(0, 3, 4, Float.NaN);
    FloatStack flats = FloatStack.planar(1, 1, 16);
    flats.fill(1000);
    FloatStack darks = FloatStack.planar(1, 1, 16);
    var result = FlatFieldCorrection.apply(sinogram(counts, SinogramUnit.COUNTS), flats, darks);
    assertTrue(Float.isNaN(result.sinogram().stack().get(0, 3, 4)));
    assertEquals(0, result.starvedRays());
  }
}
