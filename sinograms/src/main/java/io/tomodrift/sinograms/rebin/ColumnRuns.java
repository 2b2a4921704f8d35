package io.tomodrift.sinograms.rebin;

import io.tomodrift.geometry.helical.StoredScale;
import java.util.Arrays;

/**
 * One turn of one focal spot position at some neighbouring source angles: for each angle and column
 * the line integrals of its rows, interpolated between views and reduced to the plane of rotation.
 * Neighbouring angles read the same views, which are converted to numbers once for all of them.
 * Scratch space of one thread.
 */
final class ColumnRuns {

  /** Converted views of a column that are kept, a power of two. */
  private static final int SLOTS = 64;

  /** Rows are kept for columns this far off, whose channels may look at them. */
  private static final int NEIGHBOURS = 2;

  /** Columns looked at in advance. */
  private static final int AHEAD = 3;

  /** Stored values in a cache line. */
  private static final int ROWS_A_LINE = 32;

  private final ViewWindow window;
  private final boolean cubic;
  private final int columns;
  private final int kept;
  private final int rows;
  private final double centreRow;
  private final double[][] position;
  private final double[][] zMm;
  private final float[][][] values;
  private final double[] lowRow;
  private final double[] highRow;
  private final float[][] converted;
  private final int[] held = new int[SLOTS];
  private final double[] weights = new double[4];
  private RayMap map;
  private SpotTrack track;
  private int angles;
  private int current;
  private int firstColumn;
  private int touched;

  /**
   * Scratch space.
   *
   * @param kept most columns that are interpolated at a time
   * @param angles most source angles
   */
  ColumnRuns(
      ViewWindow window,
      int columns,
      int kept,
      int rows,
      double centreRow,
      boolean cubic,
      int angles) {
    this.window = window;
    this.cubic = cubic;
    this.columns = columns;
    this.kept = Math.min(columns, kept);
    this.rows = rows;
    this.centreRow = centreRow;
    this.position = new double[angles][columns];
    this.zMm = new double[angles][columns];
    this.values = new float[angles][this.kept][rows];
    this.lowRow = new double[columns];
    this.highRow = new double[columns];
    this.converted = new float[SLOTS][rows];
  }

  /**
   * Finds the views of all columns, and the rows that some heights need.
   *
   * @param sourceRad unwrapped source angles, of which {@code count} count
   * @return true if anything was measured at these angles
   */
  boolean aim(RayMap newMap, SpotTrack newTrack, double[] sourceRad, int count, ZInterval heights) {
    map = newMap;
    track = newTrack;
    angles = count;
    Arrays.fill(lowRow, Double.POSITIVE_INFINITY);
    Arrays.fill(highRow, Double.NEGATIVE_INFINITY);
    boolean any = false;
    for (int k = 0; k < count; k++) {
      any |= aim(position[k], zMm[k], sourceRad[k], heights.fromMm(), heights.toMm());
    }
    return any;
  }

  private boolean aim(
      double[] places, double[] z, double sourceRad, double lowestMm, double highestMm) {
    ViewRange range = window.range();
    int near = track.guess(sourceRad + map.focalOffsetRad(0));
    boolean any = false;
    for (int c = 0; c < columns; c++) {
      double place = track.position(sourceRad + map.focalOffsetRad(c), near);
      if (Double.isNaN(place) || !available(place, range)) {
        z[c] = Double.NaN;
        near = Double.isNaN(place) ? near : (int) place;
        continue;
      }
      any = true;
      near = (int) place;
      places[c] = place;
      z[c] = track.zMm(place);
      double middle = z[c] + map.liftMm(c);
      double rowsPerMm = map.rowsPerMm(c);
      double low = (lowestMm - middle) * rowsPerMm;
      double high = (highestMm - middle) * rowsPerMm;
      lowRow[c] = low < lowRow[c] ? low : lowRow[c];
      highRow[c] = high > highRow[c] ? high : highRow[c];
    }
    return any;
  }

  private boolean available(double place, ViewRange range) {
    int i = (int) place;
    return range.contains(track.view(i)) && (place == i || range.contains(track.view(i + 1)));
  }

  /** True if a row of the detector crosses the heights. */
  boolean reaches() {
    double low = Arrays.stream(lowRow).min().orElseThrow();
    double high = Arrays.stream(highRow).max().orElseThrow();
    return Math.floor(low + centreRow) - 1 <= rows - 1 && Math.ceil(high + centreRow) + 1 >= 0;
  }

  /** Chooses the source angle that is read. */
  void turnTo(int angle) {
    current = angle;
  }

  RayMap map() {
    return map;
  }

  /** Depends on everything looked at in advance, so that no compiler leaves it out. */
  int touched() {
    return touched;
  }

  /** Z of the focal centre when a column measured its ray, mm; NaN if it did not. */
  double zMm(int column) {
    return zMm[current][column];
  }

  /** Line integrals of the rows of a column, valid for those that the heights need. */
  float[] values(int column) {
    return values[current][column - firstColumn];
  }

  /**
   * Interpolates the rows that are needed of some columns.
   *
   * @param from first column
   * @param last last column
   */
  void interpolate(int from, int last) {
    if (last - from >= kept) {
      throw new IllegalArgumentException(
          "columns %d to %d are more than %d".formatted(from, last, kept));
    }
    firstColumn = from;
    for (int c = from; c <= last; c++) {
      touch(c + AHEAD);
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      int end = Math.min(columns - 1, c + NEIGHBOURS);
      for (int n = Math.max(0, c - NEIGHBOURS); n <= end; n++) {
        low = Math.min(low, lowRow[n]);
        high = Math.max(high, highRow[n]);
      }
      if (low <= high) {
        interpolateColumn(
            c,
            inside(Math.floor(low + centreRow) - 1),
            inside(Math.ceil(high + centreRow) + 1) + 1);
      }
    }
  }

  /**
   * Looks at the views of a column before they are needed. Columns of many views are far apart in
   * memory, in an order no cache foresees; looking at all of them at once waits once, not for each.
   */
  private void touch(int column) {
    if (column >= columns || !(lowRow[column] <= highRow[column])) {
      return;
    }
    int first = Integer.MAX_VALUE;
    int last = Integer.MIN_VALUE;
    for (int k = 0; k < angles; k++) {
      if (!Double.isNaN(zMm[k][column])) {
        int i = (int) position[k][column];
        first = Math.min(first, i);
        last = Math.max(last, i);
      }
    }
    int from = column * rows + inside(Math.floor(lowRow[column] + centreRow));
    int end = column * rows + inside(Math.ceil(highRow[column] + centreRow));
    first = Math.max(first - 1, 0);
    last = Math.min(last + 2, track.count() - 1);
    int sum = 0;
    for (int i = first; i <= last; i++) {
      short[] data = window.data(track.view(i));
      if (data != null) {
        for (int at = from; at < end; at += ROWS_A_LINE) {
          sum += data[at];
        }
        sum += data[end];
      }
    }
    touched += sum;
  }

  private int inside(double row) {
    return (int) Math.max(0, Math.min(rows - 1.0, row));
  }

  private void interpolateColumn(int column, int from, int end) {
    Arrays.fill(held, -1);
    for (int k = 0; k < angles; k++) {
      if (Double.isNaN(zMm[k][column])) {
        continue;
      }
      double place = position[k][column];
      int i = (int) place;
      double t = place - i;
      float[] out = values[k][column - firstColumn];
      if (t == 0) {
        System.arraycopy(convert(i, column, from, end), from, out, from, end - from);
      } else if (cubic && track.joined(i - 1) && track.joined(i + 1) && near(i)) {
        Cubic.weights(t, weights);
        four(
            convert(i - 1, column, from, end),
            (float) weights[0],
            convert(i, column, from, end),
            (float) weights[1],
            convert(i + 1, column, from, end),
            (float) weights[2],
            convert(i + 2, column, from, end),
            (float) weights[3],
            out,
            from,
            end);
      } else {
        float[] a = convert(i, column, from, end);
        two(a, (float) (1 - t), convert(i + 1, column, from, end), (float) t, out, from, end);
      }
    }
  }

  private boolean near(int i) {
    ViewRange range = window.range();
    return range.contains(track.view(i - 1)) && range.contains(track.view(i + 2));
  }

  /** The numbers of a view of a column, made unless they were before. */
  private float[] convert(int index, int column, int from, int end) {
    int slot = index & (SLOTS - 1);
    float[] out = converted[slot];
    if (held[slot] != index) {
      held[slot] = index;
      int view = track.view(index);
      StoredScale scale = window.scale(view);
      numbers(
          window.data(view),
          column * rows,
          (float) scale.slope(),
          (float) scale.intercept(),
          map.obliquity(column),
          out,
          from,
          end);
    }
    return out;
  }

  private static void numbers(
      short[] stored,
      int offset,
      float slope,
      float intercept,
      float[] obliquity,
      float[] out,
      int from,
      int end) {
    for (int r = from; r < end; r++) {
      out[r] = (slope * stored[offset + r] + intercept) * obliquity[r];
    }
  }

  static void two(float[] a, float wa, float[] b, float wb, float[] out, int from, int end) {
    for (int r = from; r < end; r++) {
      out[r] = wa * a[r] + wb * b[r];
    }
  }

  /** From left to right, each array with the bare index: as a balanced sum it stays scalar. */
  static void four(
      float[] a,
      float wa,
      float[] b,
      float wb,
      float[] c,
      float wc,
      float[] d,
      float wd,
      float[] out,
      int from,
      int end) {
    for (int r = from; r < end; r++) {
      out[r] = wa * a[r] + wb * b[r] + wc * c[r] + wd * d[r];
    }
  }
}
