package io.tomodrift.phantoms.helical;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import java.util.Arrays;

/**
 * Some slices of a volume, with the values of each pixel contiguous along Z: what the rays of
 * neighbouring views need lies close together. Pixels that are zero in all of these slices share
 * one run of zeros, so that empty air costs neither memory nor time.
 */
final class VoxelColumns {

  /** Where the run of zeros begins. */
  static final int EMPTY = 0;

  private final VolumeFrame frame;
  private final float[] values;
  private final int[] starts;
  final int columns;
  final int rows;

  /** Slices of the whole volume. */
  final int slices;

  final int firstSlice;
  final int endSlice;

  /** Copies slices {@code firstSlice} (inclusive) to {@code endSlice} (exclusive). */
  VoxelColumns(Volume volume, int firstSlice, int endSlice) {
    FloatStack stack = volume.stack();
    this.frame = volume.frame();
    this.columns = stack.columns();
    this.rows = stack.rows();
    this.slices = stack.slices();
    this.firstSlice = firstSlice;
    this.endSlice = endSlice;
    this.starts = new int[rows * columns];
    this.values = new float[findFilled(stack)];
    copy(stack);
  }

  /** Gives each pixel that is not empty its place; returns how many values there are. */
  private int findFilled(FloatStack stack) {
    boolean[] filled = new boolean[columns];
    int step = columnStep(stack);
    long size = (long) endSlice - firstSlice;
    for (int row = 0; row < rows; row++) {
      Arrays.fill(filled, false);
      for (int slice = firstSlice; slice < endSlice; slice++) {
        int from = stack.index(slice, row, 0);
        for (int column = 0; column < columns; column++) {
          filled[column] |= stack.data()[from + column * step] != 0;
        }
      }
      for (int column = 0; column < columns; column++) {
        if (filled[column]) {
          starts[row * columns + column] = Math.toIntExact(size);
          size += endSlice - firstSlice;
        }
      }
    }
    return Math.toIntExact(size);
  }

  private void copy(FloatStack stack) {
    int step = columnStep(stack);
    for (int row = 0; row < rows; row++) {
      for (int slice = firstSlice; slice < endSlice; slice++) {
        int from = stack.index(slice, row, 0);
        for (int column = 0; column < columns; column++) {
          int start = starts[row * columns + column];
          if (start != EMPTY) {
            values[start + slice - firstSlice] = stack.data()[from + column * step];
          }
        }
      }
    }
  }

  private static int columnStep(FloatStack stack) {
    return stack.layout() == SliceLayout.PLANAR ? 1 : stack.lanes();
  }

  boolean holds(int first, int end) {
    return first >= firstSlice && end <= endSlice;
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
