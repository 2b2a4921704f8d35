package io.tomodrift.metrics;

import java.util.Arrays;

/**
 * A set of voxels.
 *
 * <p><b>Shape</b>: {@code [row][column]} or {@code [slice][row][column]} in C order; the number of
 * dimensions decides which neighbours a voxel has. Outside the array is background.
 *
 * <p><b>Threading</b>: immutable.
 */
public final class Mask {

  private final boolean[] inside;
  private final int dimensions;
  private final int slices;
  private final int rows;
  private final int columns;

  private Mask(boolean[] inside, int dimensions, int[] shape) {
    this.inside = inside;
    this.dimensions = dimensions;
    this.slices = shape[0];
    this.rows = shape[1];
    this.columns = shape[2];
  }

  /** Copies an array of the given shape: (rows, columns) or (slices, rows, columns). */
  public static Mask of(boolean[] inside, int... shape) {
    return adopt(inside.clone(), shape);
  }

  /** As {@link #of} for an array nobody else keeps. */
  static Mask adopt(boolean[] inside, int... shape) {
    return new Mask(inside, shape.length, Shapes.checked(inside.length, shape));
  }

  /** A mask of the same shape. */
  Mask with(boolean[] other) {
    return new Mask(other, dimensions, new int[] {slices, rows, columns});
  }

  /** 2 for an image, 3 for a volume (even of one slice). */
  public int dimensions() {
    return dimensions;
  }

  /** Number of slices, 1 for an image. */
  public int slices() {
    return slices;
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Number of columns. */
  public int columns() {
    return columns;
  }

  /** Whether a voxel belongs to the set. */
  public boolean contains(int slice, int row, int column) {
    return inside[(slice * rows + row) * columns + column];
  }

  /** As {@link #contains(int, int, int)} with the position in C order. */
  boolean contains(int index) {
    return inside[index];
  }

  /** Number of voxels in the set. */
  public long count() {
    long count = 0;
    for (boolean value : inside) {
      count += value ? 1 : 0;
    }
    return count;
  }

  /** A copy of the array, C order. */
  public boolean[] toArray() {
    return inside.clone();
  }

  /** The voxels in both sets. */
  public Mask and(Mask other) {
    requireSame(other);
    boolean[] result = new boolean[inside.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = inside[i] && other.inside[i];
    }
    return with(result);
  }

  /** The voxels outside the set. */
  public Mask not() {
    boolean[] result = new boolean[inside.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = !inside[i];
    }
    return with(result);
  }

  /**
   * Removes voxels with a face neighbour outside the set, {@code times} times over: erosion with
   * the cross of 4 (image) or 6 (volume) neighbours. Voxels on the border of the array go first.
   */
  public Mask eroded(int times) {
    return eroded(times, dimensions == 3);
  }

  /** As {@link #eroded(int)} with the 4 neighbours of the same slice only. */
  public Mask erodedInPlane(int times) {
    return eroded(times, false);
  }

  private Mask eroded(int times, boolean acrossSlices) {
    if (times < 0) {
      throw new IllegalArgumentException("cannot erode " + times + " times");
    }
    boolean[] now = inside;
    for (int t = 0; t < times; t++) {
      now = erodedOnce(now, acrossSlices);
    }
    return with(now);
  }

  private boolean[] erodedOnce(boolean[] from, boolean acrossSlices) {
    boolean[] to = new boolean[from.length];
    int plane = rows * columns;
    for (int s = 0; s < slices; s++) {
      boolean inner = !acrossSlices || (s > 0 && s < slices - 1);
      for (int r = 1; inner && r < rows - 1; r++) {
        for (int c = 1; c < columns - 1; c++) {
          int i = s * plane + r * columns + c;
          to[i] =
              from[i]
                  && from[i - 1]
                  && from[i + 1]
                  && from[i - columns]
                  && from[i + columns]
                  && (!acrossSlices || (from[i - plane] && from[i + plane]));
        }
      }
    }
    return to;
  }

  void requireSame(Mask other) {
    if (dimensions != other.dimensions
        || slices != other.slices
        || rows != other.rows
        || columns != other.columns) {
      throw new IllegalArgumentException("masks of %s and %s".formatted(this, other));
    }
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Mask other
        && dimensions == other.dimensions
        && rows == other.rows
        && columns == other.columns
        && Arrays.equals(inside, other.inside);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(inside);
  }

  @Override
  public String toString() {
    return dimensions == 2
        ? "%d rows x %d columns".formatted(rows, columns)
        : "%d slices x %d rows x %d columns".formatted(slices, rows, columns);
  }
}
