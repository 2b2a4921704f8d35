package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;

/**
 * Rows of lanes as kernels read them: in one array, or each in an array of its own, which is the
 * form that the just-in-time compiler turns into SIMD code without help. The arrays are kept and
 * reused between calls.
 */
public final class LaneRows {
  private static final int COPY_TASK = 4096;

  /**
   * Values before the first row. The G1 collector begins large arrays where a cache line does, with
   * a header of 16 bytes: with these, rows begin where a line does, and no register is loaded from
   * two lines, which would take twice as long. With other collectors they do no harm.
   */
  private static final int TO_LINE = 12;

  /** Values in a cache line. */
  private static final int LINE = 16;

  private float[] values = new float[0];
  private float[] copied = values;
  private int stride;
  private int first;
  private float[][] rows = new float[0][];
  private int rowLanes;
  private boolean separate;

  LaneRows() {}

  /** Whether {@link #rows} holds the values, else {@link #values}. */
  public boolean separate() {
    return separate;
  }

  /** All rows; row p begins at {@code first() + p stride()}. */
  public float[] values() {
    return values;
  }

  /** Values between the beginnings of two rows. */
  public int stride() {
    return stride;
  }

  /** Beginning of row 0. */
  public int first() {
    return first;
  }

  /** One array a row, at least as long as it has lanes. */
  public float[][] rows() {
    return rows;
  }

  /**
   * Row of position k: behind each line of so many positions a row is left out. Lines whose length
   * is a power of two would otherwise meet in the same few places of a cache.
   */
  static int padded(int k, int length) {
    return k + k / length;
  }

  /** Reads a value of each cache line of some rows and returns a number that depends on them. */
  int touch(int firstRow, int endRow) {
    int seen = 0;
    if (separate) {
      for (int row = firstRow; row < endRow; row++) {
        seen ^= touch(rows[row], 0, rowLanes);
      }
      return seen;
    }
    return touch(values, first + firstRow * stride, first + endRow * stride);
  }

  private static int touch(float[] array, int from, int end) {
    int seen = 0;
    for (int x = from; x < end; x += LINE) {
      seen ^= Float.floatToRawIntBits(array[x]);
    }
    return seen;
  }

  /** Bytes that a copied row takes at most. */
  static long rowBytes(int lanes) {
    return 24 + 4L * lanes;
  }

  /**
   * Makes {@code count} positions of a stack from {@code from} on, in each of {@code runs} runs
   * that begin {@code step} positions apart, available as rows {@link #padded padded(run * count +
   * k, length)}; {@code count} is a multiple of {@code length}, the positions of a line.
   */
  void load(
      FloatStack stack,
      int from,
      int step,
      int runs,
      int count,
      int length,
      LaneChunk chunk,
      boolean asSeparate,
      RunContext context) {
    int lanes = stack.lanes();
    allocate(padded(runs * count, length), chunk.count(), asSeparate);
    float[] data = stack.data();
    forEach(
        runs * count,
        context,
        (target, k) -> {
          int source = (from + k / count * step + k % count) * lanes + chunk.first();
          int row = padded(k, length);
          System.arraycopy(data, source, target.array(row), target.offset(row), chunk.count());
        });
  }

  /**
   * Makes rows of {@code runs} times as many lanes: row {@code padded(k, length)} holds, one after
   * the other, the lanes of the chunk at the positions that {@code positions} gives k for the runs.
   */
  void fold(
      FloatStack stack,
      PositionOfRun positions,
      int runs,
      int count,
      int length,
      LaneChunk chunk,
      boolean asSeparate,
      RunContext context) {
    int lanes = chunk.count();
    allocate(padded(count, length), runs * lanes, asSeparate);
    float[] data = stack.data();
    forEach(
        count,
        context,
        (target, k) -> {
          int row = padded(k, length);
          for (int r = 0; r < runs; r++) {
            copy(
                data,
                positions.of(k, r) * stack.lanes() + chunk.first(),
                target.array(row),
                target.offset(row) + r * lanes,
                lanes);
          }
        });
  }

  /** Takes an array of rows as it is, or copies it to arrays of their own, on this thread. */
  void take(float[] array, int count, int lanes, boolean asSeparate) {
    if (!asSeparate) {
      view(array, lanes, 0);
      return;
    }
    allocate(count, lanes, true);
    for (int k = 0; k < count; k++) {
      System.arraycopy(array, k * lanes, rows[k], 0, lanes);
    }
  }

  /** Names the position that a row takes in one run. */
  @FunctionalInterface
  interface PositionOfRun {
    int of(int row, int run);
  }

  @FunctionalInterface
  private interface CopyRow {
    void copy(LaneRows target, int row);
  }

  private static void copy(float[] from, int at, float[] to, int target, int lanes) {
    if (lanes > 4) {
      System.arraycopy(from, at, to, target, lanes);
      return;
    }
    for (int lane = 0; lane < lanes; lane++) {
      to[target + lane] = from[at + lane];
    }
  }

  private float[] array(int row) {
    return separate ? rows[row] : values;
  }

  private int offset(int row) {
    return separate ? 0 : first + row * stride;
  }

  private void forEach(int count, RunContext context, CopyRow body) {
    ParallelLoop.run(
        context.quiet(),
        "copy",
        (count + COPY_TASK - 1) / COPY_TASK,
        task -> {
          int end = Math.min(count, (task + 1) * COPY_TASK);
          for (int k = task * COPY_TASK; k < end; k++) {
            body.copy(this, k);
          }
        });
  }

  private void view(float[] data, int lanes, int offset) {
    separate = false;
    values = data;
    stride = lanes;
    first = offset;
  }

  private void allocate(int count, int lanes, boolean asSeparate) {
    separate = asSeparate;
    if (asSeparate) {
      if (rows.length < count || rowLanes != lanes) {
        rows = new float[0][];
        rows = new float[count][lanes];
        rowLanes = lanes;
      }
      return;
    }
    int needed = Math.addExact(TO_LINE, Math.multiplyExact(count, lanes));
    if (copied.length < needed) {
      copied = new float[0];
      copied = new float[needed];
    }
    view(copied, lanes, TO_LINE);
  }
}
