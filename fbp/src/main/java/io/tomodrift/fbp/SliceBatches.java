package io.tomodrift.fbp;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;

/** How many slices are filtered and back projected together. */
final class SliceBatches {

  /** Beyond this the views of a batch leave the caches without gaining anything. */
  private static final int LARGEST = 64;

  private static final long MAX_VALUES = Integer.MAX_VALUE - 8L;

  private SliceBatches() {}

  /**
   * The largest batch within the budget: a multiple of 16 slices where possible.
   *
   * @throws ResourceException if not even one slice fits
   */
  static int size(int slices, ScanGeometry filtered, ImageGrid grid, long budgetBytes) {
    int batch = Math.min(LARGEST, slices);
    while (batch > 1 && !fits(batch, filtered, grid, budgetBytes)) {
      batch = batch > 16 ? (batch - 1) / 16 * 16 : batch > 8 ? 8 : Math.max(1, batch / 2);
    }
    if (!fits(batch, filtered, grid, budgetBytes)) {
      throw new ResourceException(
          "filtered back projection of one slice needs %.1f MB (%d views x %d channels and %d x %d pixels), the memory budget is %.1f MB"
              .formatted(
                  bytes(1, filtered, grid) * 1e-6,
                  filtered.views(),
                  filtered.channels(),
                  grid.rows(),
                  grid.columns(),
                  budgetBytes * 1e-6));
    }
    return batch;
  }

  private static boolean fits(int batch, ScanGeometry filtered, ImageGrid grid, long budgetBytes) {
    return projectionValues(batch, filtered) <= MAX_VALUES
        && imageValues(batch, grid) <= MAX_VALUES
        && bytes(batch, filtered, grid) <= budgetBytes;
  }

  static long bytes(int batch, ScanGeometry filtered, ImageGrid grid) {
    return Float.BYTES * (projectionValues(batch, filtered) + imageValues(batch, grid));
  }

  private static long projectionValues(int batch, ScanGeometry filtered) {
    return FloatStack.valueCount(
        batch, filtered.views(), filtered.channels(), SliceLayout.INTERLEAVED);
  }

  private static long imageValues(int batch, ImageGrid grid) {
    return FloatStack.valueCount(batch, grid.rows(), grid.columns(), SliceLayout.INTERLEAVED);
  }
}
