package io.tomodrift.pipeline.report;

import io.tomodrift.formats.png.DisplayWindow;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import java.util.Arrays;
import java.util.Objects;

/**
 * One slice to be drawn, {@code [row][column]}, with the size of its pixels. The values are the
 * caller's array where it was passed in.
 */
public final class SliceImage {

  private final float[] values;
  private final int rows;
  private final int columns;
  private final double rowSpacingMm;
  private final double columnSpacingMm;

  private SliceImage(
      float[] values, int rows, int columns, double rowSpacingMm, double columnSpacingMm) {
    if (rows < 1 || columns < 1 || (long) rows * columns != values.length) {
      throw new IllegalArgumentException(
          "%d values are not %d rows x %d columns".formatted(values.length, rows, columns));
    }
    if (!positive(rowSpacingMm) || !positive(columnSpacingMm)) {
      throw new IllegalArgumentException(
          "pixel spacings must be positive and finite, got %s x %s mm"
              .formatted(rowSpacingMm, columnSpacingMm));
    }
    this.values = values;
    this.rows = rows;
    this.columns = columns;
    this.rowSpacingMm = rowSpacingMm;
    this.columnSpacingMm = columnSpacingMm;
  }

  private static boolean positive(double value) {
    return value > 0 && value < Double.POSITIVE_INFINITY;
  }

  /** Wraps {@code values[row * columns + column]} with square pixels. */
  public static SliceImage of(float[] values, int rows, int columns, double pixelMm) {
    return new SliceImage(values, rows, columns, pixelMm, pixelMm);
  }

  /** Wraps {@code values[row * columns + column]} with oblong pixels. */
  public static SliceImage of(
      float[] values, int rows, int columns, double rowSpacingMm, double columnSpacingMm) {
    return new SliceImage(values, rows, columns, rowSpacingMm, columnSpacingMm);
  }

  /** A copy of one slice of a volume of either layout. */
  public static SliceImage of(Volume volume, int slice) {
    FloatStack plane = volume.stack().copySlices(slice, slice + 1, SliceLayout.PLANAR);
    return new SliceImage(
        plane.data(),
        plane.rows(),
        plane.columns(),
        volume.frame().rowSpacingMm(),
        volume.frame().columnSpacingMm());
  }

  /** A copy of the part that starts at (row, column). */
  public SliceImage crop(int row, int column, int cropRows, int cropColumns) {
    Objects.checkFromIndexSize(row, cropRows, rows);
    Objects.checkFromIndexSize(column, cropColumns, columns);
    float[] part = new float[cropRows * cropColumns];
    for (int r = 0; r < cropRows; r++) {
      System.arraycopy(values, (row + r) * columns + column, part, r * cropColumns, cropColumns);
    }
    return new SliceImage(part, cropRows, cropColumns, rowSpacingMm, columnSpacingMm);
  }

  /** This minus the other, pixel by pixel. */
  public SliceImage minus(SliceImage other) {
    if (rows != other.rows || columns != other.columns) {
      throw new IllegalArgumentException(
          "a slice of %d x %d cannot be compared with one of %d x %d"
              .formatted(rows, columns, other.rows, other.columns));
    }
    float[] difference = new float[values.length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = values[i] - other.values[i];
    }
    return new SliceImage(difference, rows, columns, rowSpacingMm, columnSpacingMm);
  }

  /**
   * This image if neither side is longer than {@code maxPixels}; otherwise the means of square
   * blocks of the smallest size that makes it fit. A block at the edge is averaged over its pixels
   * inside.
   */
  SliceImage fittedInto(int maxPixels) {
    int block = blocks(Math.max(rows, columns), maxPixels);
    return block <= 1 ? this : blockMeans(block);
  }

  private static int blocks(int length, int size) {
    return (length + size - 1) / size;
  }

  private SliceImage blockMeans(int block) {
    int outRows = blocks(rows, block);
    int outColumns = blocks(columns, block);
    float[] means = new float[outRows * outColumns];
    for (int r = 0; r < outRows; r++) {
      for (int c = 0; c < outColumns; c++) {
        means[r * outColumns + c] = mean(r * block, c * block, block);
      }
    }
    return new SliceImage(
        means, outRows, outColumns, rowSpacingMm * block, columnSpacingMm * block);
  }

  private float mean(int firstRow, int firstColumn, int block) {
    int endRow = Math.min(rows, firstRow + block);
    int endColumn = Math.min(columns, firstColumn + block);
    double sum = 0;
    for (int r = firstRow; r < endRow; r++) {
      for (int c = firstColumn; c < endColumn; c++) {
        sum += values[r * columns + c];
      }
    }
    return (float) (sum / ((double) (endRow - firstRow) * (endColumn - firstColumn)));
  }

  /** What {@code share} of the finite values do not exceed in magnitude; 0 if there is none. */
  double magnitude(double share) {
    float[] sorted = new float[values.length];
    int count = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        sorted[count++] = Math.abs(value);
      }
    }
    Arrays.sort(sorted, 0, count);
    return count == 0 ? 0 : sorted[(int) ((count - 1) * share)];
  }

  /** The values, {@code [row * columns + column]}, not a copy. */
  public float[] values() {
    return values;
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Number of columns. */
  public int columns() {
    return columns;
  }

  /** Distance between rows, mm. */
  public double rowSpacingMm() {
    return rowSpacingMm;
  }

  /** Distance between columns, mm. */
  public double columnSpacingMm() {
    return columnSpacingMm;
  }

  /** Width, mm. */
  public double widthMm() {
    return columns * columnSpacingMm;
  }

  /** Height, mm. */
  public double heightMm() {
    return rows * rowSpacingMm;
  }

  /** From the smallest to the largest finite value. */
  public DisplayWindow fullRange() {
    return DisplayWindow.fullRange(values);
  }

  @Override
  public String toString() {
    return "SliceImage[%d rows x %d columns, %.4g x %.4g mm]"
        .formatted(rows, columns, rowSpacingMm, columnSpacingMm);
  }
}
