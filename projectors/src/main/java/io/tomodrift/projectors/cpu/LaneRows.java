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
    ensure(count, chunk.count());
    float[] data = stack.data();
    int lanes = stack.lanes();
    int tasks = (count + COPY_TASK - 1) / COPY_TASK;
    ParallelLoop.run(
        Progress.silent(context),
        "copy",
        tasks,
        task -> {
          int end = Math.min(count, (task + 1) * COPY_TASK);
          for (int k = task * COPY_TASK; k < end; k++) {
            System.arraycopy(data, (first + k) * lanes + chunk.first(), rows[k], 0, chunk.count());
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
