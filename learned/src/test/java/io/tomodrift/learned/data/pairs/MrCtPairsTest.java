package io.tomodrift.learned.data.pairs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.formats.volume.VolumeFiles;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.learned.data.Split;
import io.tomodrift.tests.support.RealData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MrCtPairsTest {

  private static final String DATA = "mr_ct_pairs_sts";
  private static final RunContext CONTEXT = RunContext.defaults();

  /** A volume whose values are linear in space, which trilinear interpolation restores exactly. */
  private static Volume linear(int[] shape, double spacingMm, Vec3 origin, Vec3 column, Vec3 row) {
    VolumeFrame frame =
        new VolumeFrame(
            spacingMm,
            spacingMm,
            2 * spacingMm,
            origin,
            column,
            row,
            column.cross(row),
            FrameSpace.PATIENT_LPS);
    FloatStack stack = FloatStack.planar(shape[0], shape[1], shape[2]);
    for (int k = 0; k < shape[0]; k++) {
      for (int j = 0; j < shape[1]; j++) {
        for (int i = 0; i < shape[2]; i++) {
          stack.set(k, j, i, (float) value(frame.positionMm(k, j, i)));
        }
      }
    }
    return new Volume(stack, frame, VolumeUnit.ARBITRARY);
  }

  private static double value(Vec3 p) {
    return 3 * p.x() - 2 * p.y() + 5 * p.z() + 400;
  }

  private static final Vec3 X = new Vec3(1, 0, 0);
  private static final Vec3 Y = new Vec3(0, 1, 0);

  @Test
  void placesInTheWorldDecide() {
    Volume ct = linear(new int[] {8, 20, 22}, 1, new Vec3(-7, -6, 0), X, Y);
    // Turned by 180 degrees, coarser, and off by parts of voxels.
    Vec3 origin = new Vec3(10.3, 9.4, 3.1);
    Volume mr = linear(new int[] {3, 9, 8}, 1.5, origin, X.times(-1), Y.times(-1));
    Pair pair = MrCtPairs.make(mr, ct, OptionalDouble.empty());
    FloatStack target = pair.target().stack();
    // x from -0.2 to 10.3, y from -2.6 to 9.4, z from 3.1 to 9.1; voxels at whole numbers, even z.
    assertEquals(3, target.slices());
    assertEquals(12, target.rows());
    assertEquals(11, target.columns());
    assertEquals(new Vec3(0, -2, 4), pair.target().frame().originMm());
    assertEquals(pair.target().frame(), pair.input().frame());
    assertEquals(VolumeUnit.HU, pair.target().unit());
    assertEquals(VolumeUnit.ARBITRARY, pair.input().unit());
    for (int i = 0; i < target.data().length; i++) {
      assertEquals(target.data()[i], pair.input().stack().data()[i], 1e-3);
    }
    Volume finer = MrCtPairs.make(mr, ct, OptionalDouble.of(0.5)).input();
    assertEquals(24, finer.stack().rows());
  }

  @Test
  void refusesOtherAxesAndOtherPlaces() {
    Volume ct = linear(new int[] {4, 8, 8}, 1, new Vec3(0, 0, 0), X, Y);
    Vec3 oblique = new Vec3(0.98, 0.199, 0).normalized();
    Volume turned =
        linear(
            new int[] {4, 8, 8},
            1,
            new Vec3(0, 0, 0),
            oblique,
            new Vec3(-oblique.y(), oblique.x(), 0));
    assertThrows(GeometryException.class, () -> MrCtPairs.make(turned, ct, OptionalDouble.empty()));
    Volume away = linear(new int[] {4, 8, 8}, 1, new Vec3(100, 0, 0), X, Y);
    GeometryException failure =
        assertThrows(
            GeometryException.class, () -> MrCtPairs.make(away, ct, OptionalDouble.empty()));
    assertTrue(failure.getMessage().contains("axis 2"), failure.getMessage());
  }

  /** Whoever drew the tumour drew it once: in both images it must be at the same voxels. */
  @Test
  void contoursOfBothImagesCoincide() throws IOException {
    Path data = RealData.require(DATA);
    VolumeFiles files = VolumeFiles.standard();
    int patients = 0;
    for (PairMaker patient : MrCtPairs.makers(data, OptionalDouble.empty())) {
      Path folder = data.resolve(patient.id());
      Volume mr = files.read(folder.resolve("MR_T1_mask.nii.gz")).volume();
      Volume ct = files.read(folder.resolve("CT_mask.nii.gz")).volume();
      Pair masks = MrCtPairs.make(mr, ct, OptionalDouble.empty());
      assertArrayEquals(masks.target().stack().data(), masks.input().stack().data(), patient.id());
      double sum = 0;
      for (float value : masks.target().stack().data()) {
        sum += value;
      }
      assertTrue(sum > 1000, patient.id() + " has a tumour of " + sum + " voxels");
      patients++;
    }
    assertEquals(8, patients);
  }

  @Test
  void realPairsAreRegistered() throws IOException {
    List<String> shifted = new ArrayList<>();
    for (PairMaker patient : MrCtPairs.makers(RealData.require(DATA), OptionalDouble.empty())) {
      Pair pair = patient.make(CONTEXT);
      double nats = pair.measures().get("mutualInformationNats");
      assertTrue(nats > 0.3, patient.id() + ": " + nats);
      assertTrue(pair.measures().get("bodyShare") > 0.5, patient.id());
      // One voxel less at each end would show that rounded places cost slices.
      assertEquals(3.27, pair.target().frame().sliceSpacingMm(), 1e-4);
      assertTrue(pair.target().slices() >= 43, patient.id());
      if (pair.measures().get("shiftRows") != 0 || pair.measures().get("shiftColumns") != 0) {
        shifted.add(patient.id());
        assertEquals(nats, pair.measures().get("bestMutualInformationNats"), 0.035 * nats);
      }
    }
    // Its maximum is flat: two voxels off it is three hundredths higher. The other seven are at 0.
    assertEquals(List.of("STS_041"), shifted);
  }

  @Test
  void heldOutPatientsExist() throws IOException {
    List<PairMaker> makers = MrCtPairs.makers(RealData.require(DATA), OptionalDouble.empty());
    Split split =
        MrCtPairs.heldOut().of(makers.stream().map(PairMaker::subject).collect(Collectors.toSet()));
    assertEquals(5, split.train().size());
  }
}
