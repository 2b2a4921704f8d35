package io.tomodrift.learned.infer;

import io.tomodrift.geometry.error.ModelException;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import java.util.Arrays;

/**
 * Weighted sums of the padded slices that windows still reach; a slice leaves for the result when
 * no further window touches it. Sums are of doubles and in the order of the windows, so that
 * neither batches nor threads change them.
 */
final class Band {

  private final WindowGrid grid;
  private final RunContext context;
  private final double[][] sums;
  private int first;

  Band(WindowGrid grid, int slices, RunContext context) {
    this.grid = grid;
    this.context = context;
    sums = new double[slices][grid.y().padded() * grid.x().padded()];
  }

  /** Adds what was made of windows {@code from} to {@code from + count - 1}. */
  void add(long from, int count, float[] made) {
    int lowest = grid.startZ(from);
    int slices = grid.startZ(from + count - 1) + grid.z().window() - lowest;
    int rows = grid.y().padded();
    ParallelLoop.run(
        context,
        "blend",
        slices * rows,
        task -> addToRow(lowest + task / rows, task % rows, from, count, made));
  }

  private void addToRow(int slice, int row, long from, int count, float[] made) {
    WindowAxis x = grid.x();
    double[] plane = sums[slice % sums.length];
    for (int w = 0; w < count; w++) {
      int dz = slice - grid.startZ(from + w);
      int dy = row - grid.startY(from + w);
      if (dz < 0 || dz >= grid.z().window() || dy < 0 || dy >= grid.y().window()) {
        continue;
      }
      double weight = grid.z().weight(dz) * grid.y().weight(dy);
      int source = ((w * grid.z().window() + dz) * grid.y().window() + dy) * x.window();
      int sink = row * x.padded() + grid.startX(from + w);
      for (int i = 0; i < x.window(); i++) {
        plane[sink + i] += weight * x.weight(i) * made[source + i];
      }
    }
  }

  /** Writes the slices below padded slice {@code end}, which must be complete, and forgets them. */
  void emit(int end, FloatStack input, VoxelMap voxels, FloatStack result) {
    while (first < end) {
      int voxelSlice = first - grid.z().paddedPosition(0);
      if (voxelSlice >= 0 && voxelSlice < grid.z().length()) {
        int padded = first;
        ParallelLoop.run(
            context,
            "blend",
            grid.y().length(),
            row -> writeRow(padded, voxelSlice, row, input, voxels, result));
      }
      Arrays.fill(sums[first % sums.length], 0);
      first++;
    }
  }

  private void writeRow(
      int padded, int slice, int row, FloatStack input, VoxelMap voxels, FloatStack result) {
    double[] plane = sums[padded % sums.length];
    int paddedRow = grid.y().paddedPosition(row);
    double weight = grid.z().sum(padded) * grid.y().sum(paddedRow);
    for (int column = 0; column < grid.x().length(); column++) {
      int paddedColumn = grid.x().paddedPosition(column);
      double sum = plane[paddedRow * grid.x().padded() + paddedColumn];
      float blended = (float) (sum / (weight * grid.x().sum(paddedColumn)));
      if (!Float.isFinite(blended)) {
        throw new ModelException(
            "the network gave %s at slice %d, row %d, column %d; its weights or their range do not suit this image"
                .formatted(blended, slice, row, column));
      }
      result.set(slice, row, column, voxels.fromWindow(blended, input.get(slice, row, column)));
    }
  }
}
