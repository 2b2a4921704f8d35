package io.tomodrift.pipeline.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tomodrift.formats.png.DisplayWindow;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import org.junit.jupiter.api.Test;

class VolumeCutTest {

  /** Values are 100 slice + 10 row + column; voxels of 0.5 (columns) x 2 (rows) x 4 mm. */
  private static Volume volume(boolean headFirst) {
    FloatStack stack = FloatStack.interleaved(3, 2, 4);
    for (int s = 0; s < 3; s++) {
      for (int r = 0; r < 2; r++) {
        for (int c = 0; c < 4; c++) {
          stack.set(s, r, c, 100 * s + 10 * r + c);
        }
      }
    }
    VolumeFrame frame =
        new VolumeFrame(
            0.5,
            2,
            4,
            new Vec3(0, 0, 0),
            new Vec3(1, 0, 0),
            new Vec3(0, 1, 0),
            new Vec3(0, 0, headFirst ? -1 : 1),
            FrameSpace.PATIENT_LPS);
    return new Volume(stack, frame, VolumeUnit.HU);
  }

  @Test
  void theHeadIsOnTop() {
    float[] stored = {10, 11, 12, 13, 110, 111, 112, 113, 210, 211, 212, 213};
    float[] upwards = {210, 211, 212, 213, 110, 111, 112, 113, 10, 11, 12, 13};
    VolumeCut down = VolumeCut.coronal(volume(true), 1);
    VolumeCut up = VolumeCut.coronal(volume(false), 1);
    assertArrayEquals(stored, down.image().values());
    assertArrayEquals(upwards, up.image().values());
    assertEquals(new OrientationLetters("R", "L", "H", "F"), down.letters());
    assertEquals(down.letters(), up.letters());
  }

  @Test
  void sagittalPlanesGoFromFrontToBack() {
    VolumeCut cut = VolumeCut.sagittal(volume(true), 3);
    assertArrayEquals(new float[] {3, 13, 103, 113, 203, 213}, cut.image().values());
    assertEquals(new OrientationLetters("A", "P", "H", "F"), cut.letters());
  }

  /** 4 columns of 0.5 mm or 2 rows of 2 mm across, 3 slices of 4 mm down. */
  @Test
  void pixelsAreAsOblongAsTheVoxels() {
    assertEquals(2 / 12.0, aspect(VolumeCut.coronal(volume(false), 0)), 1e-12);
    assertEquals(4 / 12.0, aspect(VolumeCut.sagittal(volume(false), 0)), 1e-12);
  }

  private static double aspect(VolumeCut cut) {
    return SlicePictures.grey(cut.image(), DisplayWindow.LUNG, PictureOptions.PLAIN).aspectRatio();
  }
}
