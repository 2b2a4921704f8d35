package io.tomodrift.metrics;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * Values to be measured, read as double: a plain array with its shape, a stack or a volume.
 *
 * <p><b>Shape</b>: {@code [slice][row][column]} in C order; a two-dimensional image is one slice.
 * Arrays are not copied, except that stacks in layout INTERLEAVED are converted once.
 *
 * <p><b>Threading</b>: may be read by several threads while nobody writes the array.
 */
public final class Samples {

  private final double[] doubles;
  private final float[] floats;
  private final DoubleUnaryOperator map;
  private final int slices;
  private final int rows;
  private final int columns;

  private Samples(double[] doubles, float[] floats, DoubleUnaryOperator map, int[] shape) {
    this.doubles = doubles;
    this.floats = floats;
    this.map = map;
    this.slices = shape[0];
    this.rows = shape[1];
    this.columns = shape[2];
  }

  /** Wraps an array of the given shape: (rows, columns) or (slices, rows, columns). */
  public static Samples of(double[] values, int... shape) {
    return new Samples(values, null, null, Shapes.checked(values.length, shape));
  }

  /** Wraps an array of the given shape: (rows, columns) or (slices, rows, columns). */
  public static Samples of(float[] values, int... shape) {
    return new Samples(null, values, null, Shapes.checked(values.length, shape));
  }

  /** The values of a stack. */
  public static Samples of(FloatStack stack) {
    FloatStack planar = stack.toLayout(SliceLayout.PLANAR);
    return of(planar.data(), planar.slices(), planar.rows(), planar.columns());
  }

  /** The values of a volume, in its unit. */
  public static Samples of(Volume volume) {
    return of(volume.stack());
  }

  /** The same samples seen through a function, which is applied at each reading. */
  public Samples map(DoubleUnaryOperator function) {
    Objects.requireNonNull(function, "function");
    return new Samples(doubles, floats, map == null ? function : map.andThen(function), shape());
  }

  /** The same samples with values below {@code min} read as min and above {@code max} as max. */
  public Samples clipped(double min, double max) {
    if (!(min < max)) {
      throw new IllegalArgumentException("cannot clip to [%s, %s]".formatted(min, max));
    }
    return map(value -> Math.min(max, Math.max(min, value)));
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

  /** The value at (slice, row, column). */
  public double at(int slice, int row, int column) {
    Objects.checkIndex(slice, slices);
    Objects.checkIndex(row, rows);
    Objects.checkIndex(column, columns);
    int index = (slice * rows + row) * columns + column;
    double value = doubles != null ? doubles[index] : floats[index];
    return map == null ? value : map.applyAsDouble(value);
  }

  /** Bilinear interpolation within a slice; positions outside it are errors. */
  public double at(int slice, double row, double column) {
    if (!(row >= 0 && row <= rows - 1 && column >= 0 && column <= columns - 1)) {
      throw new IllegalArgumentException(
          "position (row %s, column %s) is outside a slice of %d x %d pixels"
              .formatted(row, column, rows, columns));
    }
    int r = (int) Math.min(row, Math.max(0, rows - 2));
    int c = (int) Math.min(column, Math.max(0, columns - 2));
    int nextR = Math.min(r + 1, rows - 1);
    int nextC = Math.min(c + 1, columns - 1);
    double v = row - r;
    double u = column - c;
    return (1 - v) * ((1 - u) * at(slice, r, c) + u * at(slice, r, nextC))
        + v * ((1 - u) * at(slice, nextR, c) + u * at(slice, nextR, nextC));
  }

  /** Copies slice {@code slice} into the first {@code rows * columns} values of {@code target}. */
  void loadSlice(int slice, double[] target) {
    int plane = rows * columns;
    int start = Objects.checkIndex(slice, slices) * plane;
    if (doubles != null) {
      System.arraycopy(doubles, start, target, 0, plane);
    } else {
      for (int i = 0; i < plane; i++) {
        target[i] = floats[start + i];
      }
    }
    if (map != null) {
      for (int i = 0; i < plane; i++) {
        target[i] = map.applyAsDouble(target[i]);
      }
    }
  }

  int plane() {
    return rows * columns;
  }

  private int[] shape() {
    return new int[] {slices, rows, columns};
  }

  @Override
  public String toString() {
    return "%d slices x %d rows x %d columns".formatted(slices, rows, columns);
  }
}
