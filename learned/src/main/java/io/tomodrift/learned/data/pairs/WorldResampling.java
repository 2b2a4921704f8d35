package io.tomodrift.learned.data.pairs;

import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;

/** A volume on the grid of another by the places of voxels in the world, trilinearly. */
final class WorldResampling {

  /** Voxels that nearly coincide do: places are rounded in files, by some micrometres. */
  private static final double TOLERANCE = 0.01;

  private final FloatStack stack;
  private final VolumeFrame frame;
  private final Vec3[] inverse;

  WorldResampling(Volume moving) {
    stack = moving.stack().toLayout(SliceLayout.PLANAR);
    frame = moving.frame();
    Vec3 column = frame.columnDirection();
    Vec3 row = frame.rowDirection();
    Vec3 slice = frame.sliceDirection();
    double determinant = column.cross(row).dot(slice);
    inverse =
        new Vec3[] {
          column.cross(row).times(1 / (determinant * frame.sliceSpacingMm())),
          slice.cross(column).times(1 / (determinant * frame.rowSpacingMm())),
          row.cross(slice).times(1 / (determinant * frame.columnSpacingMm())),
        };
  }

  /** Index (slice 0, row 1, column 2) of a place. */
  double index(int axis, Vec3 placeMm) {
    return placeMm.minus(frame.originMm()).dot(inverse[axis]);
  }

  /**
   * The first and last index of {@code fixed} along each axis (slice, row, column) whose voxels lie
   * within the centres of the outermost voxels of this volume.
   *
   * @throws GeometryException if the axes of the two are not parallel, or they do not overlap
   */
  int[][] common(Volume fixed) {
    requireParallel(fixed.frame());
    WorldResampling other = new WorldResampling(fixed);
    int[] sizes = {stack.slices(), stack.rows(), stack.columns()};
    int[] fixedSizes = {
      fixed.stack().slices(), fixed.stack().rows(), fixed.stack().columns(),
    };
    Vec3 first = frame.positionMm(0, 0, 0);
    Vec3 last = frame.positionMm(sizes[0] - 1.0, sizes[1] - 1.0, sizes[2] - 1.0);
    int[][] ranges = new int[3][2];
    for (int axis = 0; axis < 3; axis++) {
      double a = other.index(axis, first);
      double b = other.index(axis, last);
      ranges[axis][0] = (int) Math.max(0, Math.ceil(Math.min(a, b) - TOLERANCE));
      ranges[axis][1] =
          (int) Math.min(fixedSizes[axis] - 1, Math.floor(Math.max(a, b) + TOLERANCE));
      if (ranges[axis][0] > ranges[axis][1]) {
        throw new GeometryException(
            "the two volumes do not overlap along axis %d (slice, row, column): %.1f to %.1f of 0 to %d"
                .formatted(axis, Math.min(a, b), Math.max(a, b), fixedSizes[axis] - 1));
      }
    }
    return ranges;
  }

  private void requireParallel(VolumeFrame other) {
    double off =
        Math.max(
            frame.columnDirection().cross(other.columnDirection()).norm(),
            Math.max(
                frame.rowDirection().cross(other.rowDirection()).norm(),
                frame.sliceDirection().cross(other.sliceDirection()).norm()));
    if (frame.space() != other.space() || off > 1e-3) {
      throw new GeometryException(
          "the volumes have axes of their own (off by %.1f degrees, %s and %s); turn one onto the other first"
              .formatted(
                  Math.toDegrees(Math.asin(Math.min(1, off))), frame.space(), other.space()));
    }
  }

  /** The values at the voxels of a frame; beyond the rim the outermost values continue. */
  FloatStack onto(VolumeFrame target, int slices, int rows, int columns) {
    FloatStack out = FloatStack.planar(slices, rows, columns);
    for (int k = 0; k < slices; k++) {
      for (int j = 0; j < rows; j++) {
        for (int i = 0; i < columns; i++) {
          Vec3 place = target.positionMm(k, j, i);
          out.set(k, j, i, trilinear(index(0, place), index(1, place), index(2, place)));
        }
      }
    }
    return out;
  }

  private float trilinear(double slice, double row, double column) {
    double z = inside(slice, stack.slices());
    double y = inside(row, stack.rows());
    double x = inside(column, stack.columns());
    int k = (int) z;
    int nextK = Math.min(k + 1, stack.slices() - 1);
    double w = z - k;
    return (float) ((1 - w) * bilinear(k, y, x) + w * bilinear(nextK, y, x));
  }

  private double bilinear(int k, double y, double x) {
    int j = (int) y;
    int i = (int) x;
    int nextJ = Math.min(j + 1, stack.rows() - 1);
    int nextI = Math.min(i + 1, stack.columns() - 1);
    double v = y - j;
    double u = x - i;
    return (1 - v) * ((1 - u) * stack.get(k, j, i) + u * stack.get(k, j, nextI))
        + v * ((1 - u) * stack.get(k, nextJ, i) + u * stack.get(k, nextJ, nextI));
  }

  /** An index within the volume; what is whole to the precision of files is made whole. */
  private static double inside(double index, int count) {
    double nearest = Math.rint(index);
    double snapped = Math.abs(index - nearest) < TOLERANCE ? nearest : index;
    return Math.max(0, Math.min(count - 1, snapped));
  }
}
