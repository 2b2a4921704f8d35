package io.tomodrift.projectors.backend;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import java.util.Locale;

/**
 * What a stack of slices costs in memory and how many slices fit the budget at a time, known before
 * anything is allocated. Counts one sinogram stack, one image stack and the operators' workspace;
 * solvers that hold more stacks plan with a smaller budget.
 *
 * @param slices slices wanted
 * @param batchSlices slices to process at a time: all of them, else a multiple of 16, else as many
 *     as fit
 * @param sinogramBytes one batch of data
 * @param imageBytes one batch of images
 * @param workspaceBytes held by the operators
 * @param budgetBytes the limit given
 */
public record MemoryPlan(
    int slices,
    int batchSlices,
    long sinogramBytes,
    long imageBytes,
    long workspaceBytes,
    long budgetBytes) {

  private static final int LANE_UNIT = 16;
  private static final long MAX_ARRAY_VALUES = Integer.MAX_VALUE - 8L;

  /**
   * Plans a run.
   *
   * @param geometry the scan
   * @param grid the pixels
   * @param slices slices wanted, at least 1
   * @param backend where the operators run
   * @param context holds the budget
   * @throws ResourceException if not even one slice fits
   */
  public static MemoryPlan of(
      ScanGeometry geometry, ImageGrid grid, int slices, Backend backend, RunContext context) {
    return of(geometry, grid, slices, slices, backend, context);
  }

  /**
   * As {@link #of(ScanGeometry, ImageGrid, int, Backend, RunContext)} with batches of at most
   * {@code largestBatch} slices, for work that gains nothing from more.
   */
  public static MemoryPlan of(
      ScanGeometry geometry,
      ImageGrid grid,
      int slices,
      int largestBatch,
      Backend backend,
      RunContext context) {
    if (slices < 1 || largestBatch < 1) {
      throw new IllegalArgumentException(
          "slices and largestBatch must be positive, got %d and %d"
              .formatted(slices, largestBatch));
    }
    int most = Math.min(slices, largestBatch);
    MemoryPlan whole = batch(geometry, grid, slices, most, backend, context);
    if (whole.fits()) {
      return whole;
    }
    int largestUnit = (most - 1) / LANE_UNIT * LANE_UNIT;
    for (int n = largestUnit; n > 0; n -= LANE_UNIT) {
      MemoryPlan plan = batch(geometry, grid, slices, n, backend, context);
      if (plan.fits()) {
        return plan;
      }
    }
    for (int n = Math.min(most, LANE_UNIT) - 1; n > 0; n--) {
      MemoryPlan plan = batch(geometry, grid, slices, n, backend, context);
      if (plan.fits()) {
        return plan;
      }
    }
    MemoryPlan one = batch(geometry, grid, slices, 1, backend, context);
    throw new ResourceException(
        "one slice of %d x %d pixels and %d views x %d channels needs %s, the budget is %s; raise the budget (and -Xmx) or reduce pixels or views"
            .formatted(
                grid.columns(),
                grid.rows(),
                geometry.views(),
                geometry.channels(),
                mega(one.neededBytes()),
                mega(context.memoryBudgetBytes())));
  }

  private static MemoryPlan batch(
      ScanGeometry geometry,
      ImageGrid grid,
      int slices,
      int batch,
      Backend backend,
      RunContext context) {
    return new MemoryPlan(
        slices,
        batch,
        Float.BYTES
            * FloatStack.valueCount(
                batch, geometry.views(), geometry.channels(), SliceLayout.INTERLEAVED),
        Float.BYTES
            * FloatStack.valueCount(batch, grid.rows(), grid.columns(), SliceLayout.INTERLEAVED),
        backend.workspaceBytes(geometry, grid, batch),
        context.memoryBudgetBytes());
  }

  private boolean fits() {
    long largest = Math.max(sinogramBytes, imageBytes) / Float.BYTES;
    return neededBytes() <= budgetBytes && largest <= MAX_ARRAY_VALUES;
  }

  /** Bytes of one batch in all. */
  public long neededBytes() {
    return sinogramBytes + imageBytes + workspaceBytes;
  }

  /** Number of batches. */
  public int batches() {
    return (slices + batchSlices - 1) / batchSlices;
  }

  /** One line for printing. */
  public String describe() {
    return "%d slice%s in %d batch%s of %d: %s (sinogram %s, image %s, workspace %s) of a budget of %s"
        .formatted(
            slices,
            slices == 1 ? "" : "s",
            batches(),
            batches() == 1 ? "" : "es",
            batchSlices,
            mega(neededBytes()),
            mega(sinogramBytes),
            mega(imageBytes),
            mega(workspaceBytes),
            mega(budgetBytes));
  }

  private static String mega(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
