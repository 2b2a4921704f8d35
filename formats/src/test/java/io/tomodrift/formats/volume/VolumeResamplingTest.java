package io.tomodrift.formats.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.tomodrift.formats.Volumes;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import org.junit.jupiter.api.Test;

class VolumeResamplingTest {

  @Test
  void aLinearFunctionOfPlaceStaysOne() {
    VolumeFrame frame = Volumes.oblique();
    FloatStack stack = FloatStack.planar(2, 30, 40);
    for (int k = 0; k < 2; k++) {
      for (int j = 0; j < 30; j++) {
        for (int i = 0; i < 40; i++) {
          stack.set(k, j, i, linear(frame.positionMm(k, j, i)));
        }
      }
    }
    Volume square = VolumeResampling.toSquarePixels(new Volume(stack, frame, VolumeUnit.ARBITRARY));
    FloatStack out = square.stack();
    assertEquals(0.75, square.frame().rowSpacingMm());
    assertEquals(40, out.columns());
    assertEquals(50, out.rows());
    // The outermost rows lie beyond the old centres, where values continue unchanged.
    for (int k = 0; k < 2; k++) {
      for (int j = 1; j < out.rows() - 1; j++) {
        for (int i = 0; i < out.columns(); i++) {
          assertEquals(linear(square.frame().positionMm(k, j, i)), out.get(k, j, i), 2e-4);
        }
      }
    }
    Vec3 before = frame.positionMm(0, 14.5, 19.5);
    Vec3 after = square.frame().positionMm(0, 24.5, 19.5);
    assertEquals(0, before.minus(after).norm(), 1e-10);
  }

  private static float linear(Vec3 place) {
    return (float) (3 * place.x() - 2 * place.y() + place.z() + 5);
  }

  @Test
  void squarePixelsAreLeftAlone() {
    VolumeFrame frame = VolumeFrame.gantry(ImageGrid.square(4, 0.7), 0, 1);
    Volume volume = new Volume(FloatStack.planar(1, 4, 4), frame, VolumeUnit.HU);
    assertSame(volume, VolumeResampling.toSquarePixels(volume));
  }
}
