package io.tomodrift.projectors.backend;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;

/**
 * What a stack of slices costs in memory and how many slices fit the budget at a time, known before
 * anything is allocated. Counts what the work itself allocates, not the caller's input; solvers
 * that hold more stacks plan with a smaller budget.
 *
 * @param slices slices wanted
 * @param batchSlices slices to process at a time: all of them, else a multiple of 16, else as many
 *     as fit
 * @param sinogramBytes one batch of data
 * @param imageBytes one batch of images
 * @param workspaceBytes held by the operators
 * @param resultBytes the volume of all slices that the caller gets, 0 if the batches are the result
 * @param budgetBytes the limit given
 */
public record MemoryPlan(
    int slices,
    int batchSlices,
    long sinogramBytes,
    long imageBytes,
    long workspaceBytes,
    long resultBytes,
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
    Problem problem =
        new Problem(
            geometry,
            slices,
            largestBatch,
            (pixels, n) -> backend.workspaceBytes(geometry, pixels, n),
            false,
            context.memoryBudgetBytes());
    return problem.fitting(grid).orElseThrow(() -> problem.refusal(grid));
  }

  /**
   * Plans a filtered back projection: a batch of filtered projections, a batch of images, the back
   * projector, what filtering takes, and the resulting volume. The input is the caller's.
   *
   * @param geometry the scan of the filtered projections
   * @param grid the pixels
   * @param slices slices wanted, at least 1
   * @param largestBatch most slices at a time
   * @param filterBytes what filtering a batch of so many slices takes besides the batch
   * @param backend where the operators run
   * @param fast whether its fast back projector is used
   * @param context holds the budget
   * @throws ResourceException if not even one slice fits at a time; names the number of slices, or
   *     the grid, that would fit
   */
  public static MemoryPlan ofFbp(
      ScanGeometry geometry,
      ImageGrid grid,
      int slices,
      int largestBatch,
      IntToLongFunction filterBytes,
      Backend backend,
      boolean fast,
      RunContext context) {
    Problem problem =
        new Problem(
            geometry,
            slices,
            largestBatch,
            (pixels, n) ->
                filterBytes.applyAsLong(n)
                    + (fast
                        ? backend.fastFbpWorkspaceBytes(geometry, pixels, n)
                        : backend.fbpWorkspaceBytes(geometry, pixels, n)),
            true,
            context.memoryBudgetBytes());
    return problem.fitting(grid).orElseThrow(() -> problem.refusal(grid));
  }

  /** Heap memory of the operators. */
  @FunctionalInterface
  private interface Workspace {
    long bytes(ImageGrid grid, int slices);
  }

  /** What is to be planned, but for the grid. */
  private record Problem(
      ScanGeometry geometry,
      int slices,
      int largestBatch,
      Workspace workspace,
      boolean keepsResult,
      long budgetBytes) {

    Problem {
      if (slices < 1 || largestBatch < 1) {
        throw new IllegalArgumentException(
            "slices and largestBatch must be positive, got %d and %d"
                .formatted(slices, largestBatch));
      }
    }

    private Problem withSlices(int count) {
      return new Problem(geometry, count, largestBatch, workspace, keepsResult, budgetBytes);
    }

    /** The plan with the largest batch that fits. */
    Optional<MemoryPlan> fitting(ImageGrid grid) {
      int most = Math.min(slices, largestBatch);
      MemoryPlan whole = batch(grid, most);
      if (whole.fits()) {
        return Optional.of(whole);
      }
      for (int n = (most - 1) / LANE_UNIT * LANE_UNIT; n > 0; n -= LANE_UNIT) {
        MemoryPlan plan = batch(grid, n);
        if (plan.fits()) {
          return Optional.of(plan);
        }
      }
      for (int n = Math.min(most, LANE_UNIT) - 1; n > 0; n--) {
        MemoryPlan plan = batch(grid, n);
        if (plan.fits()) {
          return Optional.of(plan);
        }
      }
      return Optional.empty();
    }

    private MemoryPlan batch(ImageGrid grid, int batch) {
      return new MemoryPlan(
          slices,
          batch,
          Float.BYTES
              * FloatStack.valueCount(
                  batch, geometry.views(), geometry.channels(), SliceLayout.INTERLEAVED),
          Float.BYTES
              * FloatStack.valueCount(batch, grid.rows(), grid.columns(), SliceLayout.INTERLEAVED),
          workspace.bytes(grid, batch),
          keepsResult ? (long) Float.BYTES * slices * grid.rows() * grid.columns() : 0,
          budgetBytes);
    }

    ResourceException refusal(ImageGrid grid) {
      MemoryPlan one = batch(grid, 1);
      String what =
          keepsResult && slices > 1 ? "%d slices, one at a time,".formatted(slices) : "one slice";
      return new ResourceException(
          "%s of %d x %d pixels and %d views x %d channels needs %s, the budget is %s; raise the budget (and -Xmx) or reduce pixels or views; %s"
              .formatted(
                  what,
                  grid.columns(),
                  grid.rows(),
                  geometry.views(),
                  geometry.channels(),
                  mega(one.neededBytes()),
                  mega(budgetBytes),
                  suggestion(grid)));
    }

    /** What would fit: fewer slices, else fewer pixels. */
    private String suggestion(ImageGrid grid) {
      int most = largest(slices - 1, n -> withSlices(n).fitting(grid).isPresent());
      if (most > 0) {
        return "%d slice%s would fit".formatted(most, most == 1 ? "" : "s");
      }
      int side = Math.max(grid.columns(), grid.rows());
      int pixels =
          largest(side - 1, n -> withSlices(1).fitting(ImageGrid.square(n, 1)).isPresent());
      return pixels > 0
          ? "one slice of %d x %d pixels would fit".formatted(pixels, pixels)
          : "no image would fit";
    }

    /** The largest number from 1 to {@code most} that passes, 0 if none; small ones pass first. */
    private static int largest(int most, IntPredicate passes) {
      int low = 0;
      int high = most + 1;
      while (high - low > 1) {
        int middle = (low + high) >>> 1;
        if (passes.test(middle)) {
          low = middle;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }

  private boolean fits() {
    long largest = Math.max(Math.max(sinogramBytes, imageBytes), resultBytes) / Float.BYTES;
    return neededBytes() <= budgetBytes && largest <= MAX_ARRAY_VALUES;
  }

  /** Bytes in all: one batch, the operators and the result. */
  public long neededBytes() {
    return sinogramBytes + imageBytes + workspaceBytes + resultBytes;
  }

  /** Number of batches. */
  public int batches() {
    return (slices + batchSlices - 1) / batchSlices;
  }

  /** One line for printing. */
  public String describe() {
    return "%d slice%s in %d batch%s of %d: %s (sinogram %s, image %s, workspace %s%s) of a budget of %s"
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
            resultBytes == 0 ? "" : ", result " + mega(resultBytes),
            mega(budgetBytes));
  }

  private static String mega(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
