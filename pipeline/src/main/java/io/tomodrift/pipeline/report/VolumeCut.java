package io.tomodrift.pipeline.report;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;

/**
 * A plane through a volume across its slices, with one row for each slice: the head, or the larger
 * z of a gantry, is on top however the slices are stored. Nothing is interpolated; the pixels are
 * as oblong as the voxels are.
 *
 * @param image the values
 * @param letters what lies beyond its edges
 */
public record VolumeCut(SliceImage image, OrientationLetters letters) {

  /** The plane through one row of every slice; coronal if the slices are axial. */
  public static VolumeCut coronal(Volume volume, int row) {
    FloatStack stack = volume.stack();
    VolumeFrame frame = volume.frame();
    return of(
        volume,
        stack.columns(),
        frame.columnSpacingMm(),
        frame.columnDirection(),
        (slice, column) -> stack.get(slice, row, column));
  }

  /** The plane through one column of every slice; sagittal if the slices are axial. */
  public static VolumeCut sagittal(Volume volume, int column) {
    FloatStack stack = volume.stack();
    VolumeFrame frame = volume.frame();
    return of(
        volume,
        stack.rows(),
        frame.rowSpacingMm(),
        frame.rowDirection(),
        (slice, row) -> stack.get(slice, row, column));
  }

  private interface Line {
    float at(int slice, int index);
  }

  private static VolumeCut of(
      Volume volume, int width, double spacingMm, Vec3 direction, Line line) {
    VolumeFrame frame = volume.frame();
    boolean lastOnTop = frame.sliceDirection().z() > 0;
    int slices = volume.slices();
    float[] values = new float[slices * width];
    for (int s = 0; s < slices; s++) {
      int from = lastOnTop ? slices - 1 - s : s;
      for (int i = 0; i < width; i++) {
        values[s * width + i] = line.at(from, i);
      }
    }
    Vec3 down = lastOnTop ? frame.sliceDirection().times(-1) : frame.sliceDirection();
    return new VolumeCut(
        SliceImage.of(values, slices, width, frame.sliceSpacingMm(), spacingMm),
        OrientationLetters.of(direction, down, frame.space()));
  }
}
