package io.tomodrift.formats.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.formats.Volumes;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.tests.support.RealData;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AxialOrientationTest {

  private static final Vec3[] AXES = {new Vec3(1, 0, 0), new Vec3(0, 1, 0), new Vec3(0, 0, 1)};

  /** Place of every voxel by its value, which no other voxel has. */
  private static Map<Float, Vec3> places(Volume volume) {
    Map<Float, Vec3> places = new HashMap<>();
    FloatStack stack = volume.stack();
    for (int k = 0; k < stack.slices(); k++) {
      for (int j = 0; j < stack.rows(); j++) {
        for (int i = 0; i < stack.columns(); i++) {
          places.put(stack.get(k, j, i), volume.frame().positionMm(k, j, i));
        }
      }
    }
    return places;
  }

  private static void assertEveryVoxelStays(Volume before, Volume after) {
    Map<Float, Vec3> old = places(before);
    Map<Float, Vec3> now = places(after);
    assertEquals(old.keySet(), now.keySet());
    old.forEach(
        (value, place) -> assertTrue(place.minus(now.get(value)).norm() < 1e-10, "voxel " + value));
  }

  @Test
  void all48OrdersOfAxesBecomeAxialAndEveryVoxelStays() {
    int[][] permutations = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (int[] p : permutations) {
      for (int signs = 0; signs < 8; signs++) {
        VolumeFrame frame =
            Volumes.frame(
                AXES[p[0]].times((signs & 1) == 0 ? 1 : -1),
                AXES[p[1]].times((signs & 2) == 0 ? 1 : -1),
                AXES[p[2]].times((signs & 4) == 0 ? 1 : -1),
                FrameSpace.PATIENT_LPS);
        Volume before = Volumes.hu(frame);
        AxialOrientation axial = AxialOrientation.of(before);
        VolumeFrame after = axial.volume().frame();
        assertEveryVoxelStays(before, axial.volume());
        assertEquals(1, after.columnDirection().x());
        assertEquals(1, after.rowDirection().y());
        assertEquals(1, after.sliceDirection().z());
        assertFalse(axial.isOblique());
      }
    }
  }

  @Test
  void obliqueAndTiltedVolumesAreReportedAndStay() {
    AxialOrientation tilted = AxialOrientation.of(Volumes.hu(Volumes.tilted()));
    assertEquals(18.5, tilted.obliqueDegrees(), 1e-9);
    assertEveryVoxelStays(Volumes.hu(Volumes.tilted()), tilted.volume());
    AxialOrientation oblique = AxialOrientation.of(Volumes.hu(Volumes.oblique()));
    assertTrue(oblique.isOblique());
    assertEveryVoxelStays(Volumes.hu(Volumes.oblique()), oblique.volume());
  }

  @Test
  void theGantryFrameHasNoPatientAxes() {
    VolumeFrame gantry = VolumeFrame.gantry(ImageGrid.square(4, 1), 0, 1);
    Volume volume = new Volume(FloatStack.planar(1, 4, 4), gantry, VolumeUnit.HU);
    assertThrows(GeometryException.class, () -> AxialOrientation.of(volume));
  }

  @Test
  void theTableOfTheAbdominalScanIsPosterior() throws IOException {
    Volume scan =
        VolumeFiles.standard()
            .read(RealData.require("ct_abdpelvis_totalseg/example_ct.nii.gz"))
            .volume();
    Volume axial = AxialOrientation.of(scan).volume();
    assertEquals(new Vec3(1, 0, 0), positive(axial.frame().columnDirection()));
    // The file runs to the Right and to Anterior: both are reversed.
    FloatStack before = scan.stack();
    FloatStack after = axial.stack();
    assertEquals(before.get(50, 30, 40), after.get(50, 101 - 1 - 30, 122 - 1 - 40));
    // Bone of the spine lies behind the middle of the body.
    double bone = 0;
    double weighted = 0;
    for (int k = 40; k < 60; k++) {
      for (int j = 0; j < after.rows(); j++) {
        for (int i = 50; i < 72; i++) {
          if (after.get(k, j, i) > 300) {
            bone++;
            weighted += j;
          }
        }
      }
    }
    assertTrue(weighted / bone > after.rows() / 2.0, "bone at row " + weighted / bone);
  }

  private static Vec3 positive(Vec3 v) {
    return new Vec3(v.x() + 0.0, v.y() + 0.0, v.z() + 0.0);
  }
}
