package io.tomodrift.pipeline.learned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.pipeline.data.Input.OfVolume;
import io.tomodrift.pipeline.run.InputFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReferenceCheckTest {

  private static final int SIDE = 20;

  private interface Formula {
    double at(int slice, int row, int column);
  }

  private static Volume volume(VolumeUnit unit, double pixelMm, double firstZMm, Formula formula) {
    FloatStack stack = FloatStack.interleaved(2, SIDE, SIDE);
    for (int s = 0; s < 2; s++) {
      for (int r = 0; r < SIDE; r++) {
        for (int c = 0; c < SIDE; c++) {
          stack.set(s, r, c, (float) formula.at(s, r, c));
        }
      }
    }
    ImageGrid grid = ImageGrid.square(SIDE, pixelMm);
    return new Volume(stack, VolumeFrame.gantry(grid, firstZMm, 2), unit);
  }

  /** A square of 8 x 8 in air, the left half at 0 HU and the right at 100. */
  private static double square(int row, int column) {
    boolean inside = row >= 6 && row < 14 && column >= 6 && column < 14;
    return inside ? (column < 10 ? 0 : 100) : -1000;
  }

  private static Volume truth() {
    return volume(VolumeUnit.HU, 1, 0, (s, r, c) -> square(r, c));
  }

  private static OfVolume file(String name, Volume volume, String... warnings) {
    return new OfVolume(Path.of(name), "test", List.of(warnings), volume, Optional.empty());
  }

  private static ReferenceCheck check(Volume reference, Volume image) {
    return ReferenceCheck.of(file("ct.nii", reference), reference, file("in.nii", image), image);
  }

  @Test
  void agreementIsThatInTheBody() {
    // Off by 7 in the body and by much more around it, which does not count.
    Volume image =
        volume(VolumeUnit.HU, 1, 0, (s, r, c) -> square(r, c) < -500 ? 900 : square(r, c) + 7);
    ReferenceCheck.Agreement agreement = check(truth(), image).of(image, RunContext.defaults());
    assertEquals(7, agreement.maeHu().orElseThrow(), 1e-9);
    assertEquals(Math.log(2), agreement.nats(), 1e-12);
  }

  @Test
  void otherUnitsHaveNoError() {
    Volume mr =
        volume(VolumeUnit.ARBITRARY, 1, 0, (s, r, c) -> square(r, c) == 0 ? 800 : r % 2 + 300);
    ReferenceCheck.Agreement agreement = check(truth(), mr).of(mr, RunContext.defaults());
    assertFalse(agreement.maeHu().isPresent());
    assertEquals(Math.log(2), agreement.nats(), 1e-12);
    Volume unrelated = volume(VolumeUnit.ARBITRARY, 1, 0, (s, r, c) -> r % 2);
    assertEquals(0, check(truth(), unrelated).of(unrelated, RunContext.defaults()).nats(), 1e-12);
  }

  private static void refused(Volume reference, Volume image, String... parts) {
    String message = assertThrows(InputFailure.class, () -> check(reference, image)).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  void otherGridsAreNamed() {
    Volume finer = volume(VolumeUnit.HU, 0.8, 0, (s, r, c) -> 0);
    refused(truth(), finer, "ct.nii", "1.0000 x 1.0000 x 2.0000", "in.nii", "0.8000 x 0.8000");
    Volume elsewhere = volume(VolumeUnit.HU, 1, 3, (s, r, c) -> 0);
    refused(truth(), elsewhere, "ct.nii", "z=0.0", "in.nii", "z=3.0", "resample");
    Volume thin = truth().slices(0, 1);
    refused(thin, truth(), "1 slices of 20 x 20", "2 slices of 20 x 20");
  }

  /** A format that does not state places is compared by index. */
  @Test
  void unknownVoxelsAreTakenToFit() {
    Volume finer = volume(VolumeUnit.HU, 0.8, 5, (s, r, c) -> 0);
    OfVolume bare = file("in.npy", finer, "the file has no voxel size; 1 mm is taken");
    ReferenceCheck check = ReferenceCheck.of(file("ct.nii", truth()), truth(), bare, finer);
    assertEquals(50, check.of(finer, RunContext.defaults()).maeHu().orElseThrow(), 1e-9);
  }

  @Test
  void referencesAreInHuAndShowABody() {
    Volume mr = volume(VolumeUnit.ARBITRARY, 1, 0, (s, r, c) -> 0);
    refused(mr, truth(), "ct.nii", "HU", "convert");
    Volume air = volume(VolumeUnit.HU, 1, 0, (s, r, c) -> -1000);
    refused(air, truth(), "ct.nii", "no body");
  }
}
