package io.tomodrift.phantoms.helical;

import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;

/**
 * A volume with the values of each pixel contiguous along Z. Pixels that are zero in all slices
 * share one run of zeros, so that empty air costs neither memory nor time.
 */
final class VoxelColumns {

  private static final double ALIGNED = 1e-6;

  /** Where the run of zeros begins. */
  static final int EMPTY = 0;

  private final float[] values;
  private final int[] starts;
  private final VolumeFrame frame;
  final int columns;
  final int rows;
  final int slices;

  private VoxelColumns(Volume volume) {
    FloatStack stack = volume.stack();
    this.frame = volume.frame();
    this.columns = stack.columns();
    this.rows = stack.rows();
    this.slices = stack.slices();
    this.starts = new int[rows * columns];
    float[] sheet = new float[columns * slices];
    long size = slices;
    for (int row = 0; row < rows; row++) {
      copyRow(stack, row, sheet);
      for (int column = 0; column < columns; column++) {
        if (isFilled(sheet, column * slices)) {
          starts[row * columns + column] = Math.toIntExact(size);
          size += slices;
        }
      }
    }
    this.values = new float[Math.toIntExact(size)];
    for (int row = 0; row < rows; row++) {
      copyRow(stack, row, sheet);
      for (int column = 0; column < columns; column++) {
        int start = starts[row * columns + column];
        if (start != EMPTY) {
          System.arraycopy(sheet, column * slices, values, start, slices);
        }
      }
    }
  }

  static VoxelColumns of(Volume volume) {
    if (volume.unit() != VolumeUnit.PER_MM) {
      throw new IllegalArgumentException(
          "projections need a volume in 1/mm, got " + volume.unit().symbol());
    }
    checkAligned(volume.frame());
    return new VoxelColumns(volume);
  }

  private static void checkAligned(VolumeFrame frame) {
    boolean aligned =
        frame.space() == FrameSpace.GANTRY
            && isClose(frame.columnDirection(), new Vec3(1, 0, 0))
            && isClose(frame.rowDirection(), new Vec3(0, -1, 0))
            && isClose(frame.sliceDirection(), new Vec3(0, 0, 1));
    if (!aligned) {
      throw new GeometryException(
          ("projections need a volume in the gantry frame with columns along +X, rows along -Y and"
                  + " slices along +Z, got %s with %s, %s, %s; place it in the gantry first")
              .formatted(
                  frame.space(),
                  frame.columnDirection(),
                  frame.rowDirection(),
                  frame.sliceDirection()));
    }
  }

  private static boolean isClose(Vec3 a, Vec3 b) {
    return a.minus(b).norm() < ALIGNED;
  }

  /** One image row of all slices, as [column][slice]. */
  private static void copyRow(FloatStack stack, int row, float[] sheet) {
    int columnStep = stack.layout() == SliceLayout.PLANAR ? 1 : stack.lanes();
    for (int slice = 0; slice < stack.slices(); slice++) {
      int from = stack.index(slice, row, 0);
      for (int column = 0; column < stack.columns(); column++) {
        float value = stack.data()[from + column * columnStep];
        if (!Float.isFinite(value)) {
          throw new IllegalArgumentException(
              "voxel (slice %d, row %d, column %d) is %s; fill it first"
                  .formatted(slice, row, column, value));
        }
        sheet[column * stack.slices() + slice] = value;
      }
    }
  }

  private boolean isFilled(float[] sheet, int start) {
    for (int i = start; i < start + slices; i++) {
      if (sheet[i] != 0) {
        return true;
      }
    }
    return false;
  }

  /** All values; those of a pixel begin at {@link #start}. */
  float[] values() {
    return values;
  }

  /** Where the values along Z of a pixel begin. */
  int start(int row, int column) {
    return starts[row * columns + column];
  }

  VolumeFrame frame() {
    return frame;
  }

  double columnAt(double xMm) {
    return (xMm - frame.originMm().x()) / frame.columnSpacingMm();
  }

  double rowAt(double yMm) {
    return (frame.originMm().y() - yMm) / frame.rowSpacingMm();
  }

  double sliceAt(double zMm) {
    return (zMm - frame.originMm().z()) / frame.sliceSpacingMm();
  }
}
