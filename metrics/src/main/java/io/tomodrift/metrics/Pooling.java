package io.tomodrift.metrics;

import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;

/** Halves images by averaging blocks of 2 x 2 or 2 x 2 x 2; trailing odd rows are dropped. */
final class Pooling {

  private Pooling() {}

  static Samples half(Samples from, boolean acrossSlices, RunContext context) {
    int depth = acrossSlices ? 2 : 1;
    int slices = from.slices() / depth;
    int rows = from.rows() / 2;
    int columns = from.columns() / 2;
    double[] result = new double[Math.multiplyExact(Math.multiplyExact(slices, rows), columns)];
    ParallelLoop.run(
        context,
        "pooling",
        slices,
        () -> new double[from.plane()],
        (fine, slice) -> {
          for (int k = 0; k < depth; k++) {
            from.loadSlice(slice * depth + k, fine);
            addBlocks(fine, from.columns(), result, slice * rows * columns, rows, columns, depth);
          }
        });
    return Samples.of(result, slices, rows, columns);
  }

  private static void addBlocks(
      double[] fine, int fineColumns, double[] to, int offset, int rows, int columns, int depth) {
    double weight = 0.25 / depth;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        int i = 2 * r * fineColumns + 2 * c;
        to[offset + r * columns + c] +=
            weight * (fine[i] + fine[i + 1] + fine[i + fineColumns] + fine[i + fineColumns + 1]);
      }
    }
  }
}
