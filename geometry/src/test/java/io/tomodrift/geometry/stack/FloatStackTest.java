package io.tomodrift.geometry.stack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ParallelBeamGeometry;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.error.ResourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloatStackTest {

  private static FloatStack counting(int slices, int rows, int columns) {
    FloatStack stack = FloatStack.planar(slices, rows, columns);
    for (int i = 0; i < stack.data().length; i++) {
      stack.data()[i] = i;
    }
    return stack;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 9, 16, 17, 40})
  void layoutsConvertThereAndBack(int slices) {
    FloatStack planar = counting(slices, 37, 23);
    FloatStack interleaved = planar.toLayout(SliceLayout.INTERLEAVED);
    for (int s = 0; s < slices; s++) {
      assertEquals(planar.get(s, 36, 22), interleaved.get(s, 36, 22));
      assertEquals(
          (s * 37 + 5) * 23 + 7, interleaved.data()[(5 * 23 + 7) * interleaved.lanes() + s]);
    }
    assertArrayEquals(planar.data(), interleaved.toLayout(SliceLayout.PLANAR).data());
    assertSame(planar, planar.toLayout(SliceLayout.PLANAR));
  }

  @Test
  void lanesArePadded() {
    int[] slices = {1, 2, 3, 4, 5, 8, 9, 16, 17, 64};
    int[] lanes = {1, 2, 4, 4, 8, 8, 16, 16, 32, 64};
    for (int i = 0; i < slices.length; i++) {
      assertEquals(lanes[i], FloatStack.lanesFor(slices[i]));
    }
  }

  @Test
  void partsAreCopiedBetweenLayouts() {
    FloatStack planar = counting(7, 4, 5);
    FloatStack part = planar.copySlices(2, 5, SliceLayout.INTERLEAVED);
    FloatStack target = FloatStack.planar(10, 4, 5);
    part.copyInto(1, target, 6, 2);
    assertEquals(planar.get(3, 2, 1), target.get(6, 2, 1));
    assertEquals(planar.get(4, 3, 4), target.get(7, 3, 4));
    assertEquals(0, target.get(8, 0, 0));
    FloatStack interleaved = FloatStack.interleaved(3, 4, 5);
    part.copyInto(0, interleaved, 1, 2);
    assertEquals(planar.get(2, 1, 1), interleaved.get(1, 1, 1));
  }

  @Test
  void wrongSizesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> FloatStack.planar(0, 1, 1));
    assertThrows(
        IllegalArgumentException.class, () -> FloatStack.wrapPlanar(new float[5], 1, 2, 3));
    assertThrows(ResourceException.class, () -> FloatStack.planar(10_000, 1000, 1000));
  }

  @Test
  void aSinogramMustFitItsGeometry() {
    var geometry = new ParallelBeamGeometry(FlatDetector.withOffset(5, 1, 0), Angles.halfTurn(4));
    assertThrows(
        GeometryException.class,
        () ->
            new Sinogram(
                FloatStack.planar(1, 5, 4), geometry, SliceAxis.UNIT, SinogramUnit.LINE_INTEGRAL));
  }

  @Test
  void framesGiveVoxelCentres() {
    VolumeFrame frame = VolumeFrame.gantry(new ImageGrid(4, 3, 2, 1, 5), -7, 3);
    assertEquals(new Vec3(-2, 7, -7), frame.positionMm(0, 0, 0));
    assertEquals(new Vec3(4, 3, -1), frame.positionMm(2, 2, 3));
    assertEquals(new ImageGrid(4, 3, 2, 1, 5), frame.sliceGrid(3, 4));
    assertEquals(new Vec3(-2, 7, -1), frame.fromSlice(2).originMm());
  }

  @Test
  void hounsfieldScaleGoesBothWays() {
    HounsfieldScale scale = new HounsfieldScale(0.02);
    assertEquals(0, scale.toHu(0.02), 1e-12);
    assertEquals(-1000, scale.toHu(0), 1e-12);
    assertEquals(0.03, scale.toPerMm(500), 1e-12);
    var perCm = assertThrows(GeometryException.class, () -> new HounsfieldScale(0.19));
    assertEquals(true, perCm.getMessage().contains("1/cm"));
  }
}
