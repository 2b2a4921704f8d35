package io.tomodrift.geometry.stack;

import io.tomodrift.geometry.error.ResourceException;
import java.util.Arrays;
import java.util.Objects;

/**
 * A stack of equally sized slices of float32 values, on the heap, in one of two named layouts.
 *
 * <p><b>Shape</b>: {@code slices x rows x columns}. For an image, rows go down the screen; for a
 * sinogram, rows are views and columns are channels. Index of (slice, row, column): PLANAR {@code
 * (slice * rows + row) * columns + column}; INTERLEAVED {@code (row * columns + column) * lanes +
 * slice}. Padding lanes hold zeros or rubbish and are never read back.
 *
 * <p><b>Threading</b>: mutable and unsynchronised; writers must not overlap.
 */
public final class FloatStack {

  private static final long MAX_VALUES = Integer.MAX_VALUE - 8L;

  private final float[] data;
  private final int slices;
  private final int rows;
  private final int columns;
  private final int lanes;
  private final SliceLayout layout;

  private FloatStack(float[] data, int slices, int rows, int columns, SliceLayout layout) {
    this.data = Objects.requireNonNull(data, "data");
    this.slices = slices;
    this.rows = rows;
    this.columns = columns;
    this.layout = Objects.requireNonNull(layout, "layout");
    this.lanes = layout == SliceLayout.PLANAR ? slices : lanesFor(slices);
    long expected = valueCount(slices, rows, columns, layout);
    if (data.length != expected) {
      throw new IllegalArgumentException(
          "array of %d values for a %s stack of %d x %d x %d, which has %d"
              .formatted(data.length, layout, slices, rows, columns, expected));
    }
  }

  /** A new stack of zeros in layout PLANAR. */
  public static FloatStack planar(int slices, int rows, int columns) {
    return zeros(slices, rows, columns, SliceLayout.PLANAR);
  }

  /** A new stack of zeros in layout INTERLEAVED. */
  public static FloatStack interleaved(int slices, int rows, int columns) {
    return zeros(slices, rows, columns, SliceLayout.INTERLEAVED);
  }

  /**
   * A new stack of zeros.
   *
   * @throws ResourceException if it has more values than a Java array can hold
   */
  public static FloatStack zeros(int slices, int rows, int columns, SliceLayout layout) {
    long count = valueCount(slices, rows, columns, layout);
    if (count > MAX_VALUES) {
      throw new ResourceException(
          "a stack of %d x %d x %d values (%.1f GB) does not fit one array (limit 8.6 GB); process fewer slices at a time"
              .formatted(slices, rows, columns, count * 4e-9));
    }
    return new FloatStack(new float[(int) count], slices, rows, columns, layout);
  }

  /** Wraps an array without copying it; its length must be {@link #valueCount}. */
  public static FloatStack wrap(
      float[] data, int slices, int rows, int columns, SliceLayout layout) {
    return new FloatStack(data, slices, rows, columns, layout);
  }

  /** Wraps a PLANAR array without copying it. */
  public static FloatStack wrapPlanar(float[] data, int slices, int rows, int columns) {
    return new FloatStack(data, slices, rows, columns, SliceLayout.PLANAR);
  }

  /**
   * Lanes of an INTERLEAVED stack: the next power of two up to 8 slices, else the next multiple of
   * 16.
   */
  public static int lanesFor(int slices) {
    if (slices <= 8) {
      return slices <= 1 ? slices : Integer.highestOneBit(slices - 1) << 1;
    }
    return Math.addExact(slices, 15) / 16 * 16;
  }

  /** Number of floats a stack occupies in the given layout, padding included. */
  public static long valueCount(int slices, int rows, int columns, SliceLayout layout) {
    if (slices < 1 || rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "a stack needs positive sizes, got %d x %d x %d".formatted(slices, rows, columns));
    }
    long lanes = layout == SliceLayout.PLANAR ? slices : lanesFor(slices);
    return Math.multiplyExact(Math.multiplyExact(lanes, (long) rows), (long) columns);
  }

  /** The values themselves, not a copy. */
  public float[] data() {
    return data;
  }

  /** Number of slices. */
  public int slices() {
    return slices;
  }

  /** Number of rows (image rows, or views). */
  public int rows() {
    return rows;
  }

  /** Number of columns (image columns, or channels). */
  public int columns() {
    return columns;
  }

  /**
   * Number of values per (row, column) in layout INTERLEAVED, padding included; slices in PLANAR.
   */
  public int lanes() {
    return lanes;
  }

  /** The order of the values. */
  public SliceLayout layout() {
    return layout;
  }

  /** Position of a value in {@link #data()}. */
  public int index(int slice, int row, int column) {
    return layout == SliceLayout.PLANAR
        ? (slice * rows + row) * columns + column
        : (row * columns + column) * lanes + slice;
  }

  /** The value at (slice, row, column). */
  public float get(int slice, int row, int column) {
    return data[index(slice, row, column)];
  }

  /** Sets the value at (slice, row, column). */
  public void set(int slice, int row, int column, float value) {
    data[index(slice, row, column)] = value;
  }

  /** Sets every value, padding included. */
  public void fill(float value) {
    Arrays.fill(data, value);
  }

  /** A copy with its own array. */
  public FloatStack copy() {
    return new FloatStack(data.clone(), slices, rows, columns, layout);
  }

  /** This stack if it has the layout already, otherwise a converted copy. */
  public FloatStack toLayout(SliceLayout wanted) {
    return wanted == layout ? this : copySlices(0, slices, wanted);
  }

  /**
   * Copies slices {@code from} (inclusive) to {@code to} (exclusive) into a new stack of the given
   * layout.
   */
  public FloatStack copySlices(int from, int to, SliceLayout wanted) {
    Objects.checkFromToIndex(from, to, slices);
    FloatStack result = zeros(to - from, rows, columns, wanted);
    copyInto(from, result, 0, to - from);
    return result;
  }

  /**
   * Copies {@code count} slices from {@code from} into {@code target} starting at slice {@code at}.
   */
  public void copyInto(int from, FloatStack target, int at, int count) {
    Objects.checkFromIndexSize(from, count, slices);
    Objects.checkFromIndexSize(at, count, target.slices);
    if (target.rows != rows || target.columns != columns) {
      throw new IllegalArgumentException(
          "slices of %d x %d do not fit slices of %d x %d"
              .formatted(rows, columns, target.rows, target.columns));
    }
    int plane = rows * columns;
    if (layout == SliceLayout.PLANAR && target.layout == SliceLayout.PLANAR) {
      System.arraycopy(data, from * plane, target.data, at * plane, count * plane);
      return;
    }
    int sourceStep = layout == SliceLayout.PLANAR ? 1 : lanes;
    int targetStep = target.layout == SliceLayout.PLANAR ? 1 : target.lanes;
    for (int tile = 0; tile < plane; tile += COPY_TILE) {
      int tileEnd = Math.min(plane, tile + COPY_TILE);
      for (int s = 0; s < count; s++) {
        int source = index(from + s, 0, 0) + tile * sourceStep;
        int sink = target.index(at + s, 0, 0) + tile * targetStep;
        for (int k = tile; k < tileEnd; k++) {
          target.data[sink] = data[source];
          source += sourceStep;
          sink += targetStep;
        }
      }
    }
  }

  private static final int COPY_TILE = 256;

  /** True if sizes agree; the layout may differ. */
  public boolean sameShape(FloatStack other) {
    return slices == other.slices && rows == other.rows && columns == other.columns;
  }

  @Override
  public String toString() {
    return "FloatStack[%d slices x %d rows x %d columns, %s]"
        .formatted(slices, rows, columns, layout);
  }
}
