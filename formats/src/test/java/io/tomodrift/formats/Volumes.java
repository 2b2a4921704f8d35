package io.tomodrift.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;

/** Small volumes for tests, no two voxels equal and no two axes alike. */
public final class Volumes {

  private Volumes() {}

  /** 2 slices, 3 rows, 4 columns; value = 100 slice + 10 row + column - 1000. */
  public static FloatStack stack() {
    return stack(2, 3, 4);
  }

  /** Any size, values as {@link #stack()}. */
  public static FloatStack stack(int slices, int rows, int columns) {
    FloatStack stack = FloatStack.planar(slices, rows, columns);
    for (int k = 0; k < slices; k++) {
      for (int j = 0; j < rows; j++) {
        for (int i = 0; i < columns; i++) {
          stack.set(k, j, i, 100 * k + 10 * j + i - 1000);
        }
      }
    }
    return stack;
  }

  /** Oblique, left-handed or sheared, as the directions say. */
  public static VolumeFrame frame(Vec3 column, Vec3 row, Vec3 slice, FrameSpace space) {
    return new VolumeFrame(
        0.75, 1.25, 3.5, new Vec3(-101.5, 42.25, 7.125), column, row, slice, space);
  }

  /** Rotated about two axes. */
  public static VolumeFrame oblique() {
    double a = Math.toRadians(20);
    double b = Math.toRadians(-35);
    Vec3 column = new Vec3(Math.cos(a), Math.sin(a), 0);
    Vec3 row = new Vec3(-Math.sin(a) * Math.cos(b), Math.cos(a) * Math.cos(b), Math.sin(b));
    return frame(column, row, column.cross(row), FrameSpace.PATIENT_LPS);
  }

  /** Gantry tilt of 18.5 degrees: slices stacked along z, tilted about x. */
  public static VolumeFrame tilted() {
    double t = Math.toRadians(18.5);
    return frame(
        new Vec3(1, 0, 0),
        new Vec3(0, Math.cos(t), -Math.sin(t)),
        new Vec3(0, 0, 1),
        FrameSpace.PATIENT_LPS);
  }

  /** The test stack in a frame, HU. */
  public static Volume hu(VolumeFrame frame) {
    return new Volume(stack(), frame, VolumeUnit.HU);
  }

  /** Fails unless the corners of a 2 x 3 x 4 volume and the space agree. */
  public static void assertSamePlace(VolumeFrame expected, VolumeFrame actual, double toleranceMm) {
    assertEquals(expected.space(), actual.space());
    for (int corner = 0; corner < 8; corner++) {
      int k = corner & 1;
      int j = corner & 2;
      int i = corner >> 2 == 0 ? 0 : 3;
      Vec3 e = expected.positionMm(k, j, i);
      Vec3 a = actual.positionMm(k, j, i);
      assertArrayEquals(
          new double[] {e.x(), e.y(), e.z()}, new double[] {a.x(), a.y(), a.z()}, toleranceMm);
    }
  }
}
