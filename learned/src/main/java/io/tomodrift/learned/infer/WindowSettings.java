package io.tomodrift.learned.infer;

import java.util.List;
import java.util.Objects;

/**
 * How a volume is cut into windows.
 *
 * @param slice along the slices
 * @param row along the rows
 * @param column along the columns
 * @param padding what stands beyond a volume smaller than its window
 * @param batch most windows handed over together, at least 1; fewer if memory is short
 */
public record WindowSettings(
    WindowSide slice, WindowSide row, WindowSide column, Padding padding, int batch) {

  /** Checks the values. */
  public WindowSettings {
    Objects.requireNonNull(slice, "slice");
    Objects.requireNonNull(row, "row");
    Objects.requireNonNull(column, "column");
    Objects.requireNonNull(padding, "padding");
    if (batch < 1) {
      throw new IllegalArgumentException("batch must be at least 1, got " + batch);
    }
  }

  /** Square windows on each slice, for networks in two dimensions. */
  public static WindowSettings squares(int side, double overlap, int batch) {
    WindowSide along = WindowSide.sliding(side, overlap);
    return new WindowSettings(WindowSide.sliding(1, 0), along, along, Padding.MINIMUM, batch);
  }

  /**
   * Whole slices, for networks in two dimensions that accept any size; padded by reflection.
   *
   * @param multiple number that the padded sides are multiples of
   */
  public static WindowSettings wholeSlices(int multiple, int batch) {
    WindowSide along = WindowSide.whole(multiple);
    return new WindowSettings(WindowSide.sliding(1, 0), along, along, Padding.REFLECT, batch);
  }

  /**
   * Blocks as long along each axis as those that a network in three dimensions was trained with;
   * padded by reflection where the volume is shorter.
   *
   * @param sides {@code [slices, rows, columns]} of a window
   */
  public static WindowSettings blocks(List<Integer> sides, double overlap, int batch) {
    if (sides.size() != 3) {
      throw new IllegalArgumentException(
          "a block has sides along slices, rows and columns, got " + sides);
    }
    return new WindowSettings(
        WindowSide.sliding(sides.get(0), overlap),
        WindowSide.sliding(sides.get(1), overlap),
        WindowSide.sliding(sides.get(2), overlap),
        Padding.REFLECT,
        batch);
  }

  /** Cubic windows, for networks in three dimensions. */
  public static WindowSettings cubes(int side, double overlap, int batch) {
    WindowSide along = WindowSide.sliding(side, overlap);
    return new WindowSettings(along, along, along, Padding.MINIMUM, batch);
  }
}
