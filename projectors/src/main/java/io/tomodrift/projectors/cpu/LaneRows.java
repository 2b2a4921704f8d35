package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;

/**
 * Copies of (row, column) positions of an interleaved stack, each in an array of its own, as {@link
 * RowSums} needs them. The arrays are kept and reused between calls.
 */
final class LaneRows {

  private static final int COPY_TASK = 4096;

  private float[][] rows = new float[0][];
  private int capacityLanes;

  /**
   * Copies {@code count} consecutive positions from {@code first} on.
   *
   * @return one array for each position, at least {@code chunk.count()} long
   */
  float[][] load(FloatStack stack, int first, int count, LaneChunk chunk, RunContext context) {
    return load(stack, first, 0, 1, count, chunk, context);
  }

  /**
   * Copies {@code runs} runs of {@code count} consecutive positions, one after the other; run k
   * begins at {@code first + k * step}.
   *
   * @return one array for each position, at least {@code chunk.count()} long
   */
  float[][] load(
      FloatStack stack,
      int first,
      int step,
      int runs,
      int count,
      LaneChunk chunk,
      RunContext context) {
    ensure(runs * count, chunk.count());
    float[] data = stack.data();
    int lanes = stack.lanes();
    int tasks = (count + COPY_TASK - 1) / COPY_TASK;
    ParallelLoop.run(
        Progress.silent(context),
        "copy",
        runs * tasks,
        task -> {
          int run = task / tasks;
          int from = task % tasks * COPY_TASK;
          int end = Math.min(count, from + COPY_TASK);
          int source = first + run * step;
          for (int k = from; k < end; k++) {
            float[] row = rows[run * count + k];
            System.arraycopy(data, (source + k) * lanes + chunk.first(), row, 0, chunk.count());
          }
        });
    return rows;
  }

  private void ensure(int count, int lanes) {
    if (rows.length < count || capacityLanes != lanes) {
      rows = new float[0][];
      rows = new float[count][lanes];
      capacityLanes = lanes;
    }
  }
}
