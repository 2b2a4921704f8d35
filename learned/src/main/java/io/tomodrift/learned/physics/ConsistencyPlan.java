package io.tomodrift.learned.physics;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.iterative.SolverPlan;

/** How many slices a step takes at a time. */
final class ConsistencyPlan {

  /** More slices than this gain nothing from each other. */
  private static final int LARGEST_BATCH = 64;

  private static final int LANE_UNIT = 16;

  private final Backend backend;
  private final ScanGeometry geometry;
  private final ImageGrid grid;
  private final String label;
  private final int images;
  private final int datas;

  /** Counts the stacks that a batch of the step holds at its peak. */
  ConsistencyPlan(
      Backend backend,
      ScanGeometry geometry,
      ImageGrid grid,
      ConsistencyStep step,
      boolean weighted) {
    this.backend = backend;
    this.geometry = geometry;
    this.grid = grid;
    label = step.label();
    // Always the guide, its product, the start; the data and the residual.
    if (step instanceof ConsistencyStep.ConjugateGradients gradients) {
      images = gradients.muMm2() > 0 ? 7 : 6;
      datas = weighted ? 4 : 3;
    } else if (step instanceof ConsistencyStep.GradientSteps) {
      images = 5;
      datas = 3;
    } else if (step instanceof ConsistencyStep.Variation) {
      // Six here and in the solver, five for the total variation of each slice at work.
      images = 11;
      datas = weighted ? 7 : 6;
    } else {
      images = 6;
      datas = 2;
    }
  }

  /**
   * The largest batch that fits.
   *
   * @throws ResourceException if one slice does not
   */
  SolverPlan batches(int slices, long budgetBytes) {
    long result = 4L * slices * grid.rows() * grid.columns();
    for (int n = Math.min(slices, LARGEST_BATCH); n > 0; n = next(n)) {
      long bytes = bytes(n);
      long largest = Math.max(image(n), data(n)) / Float.BYTES;
      if (bytes + result <= budgetBytes && largest <= Integer.MAX_VALUE - 8L) {
        return new SolverPlan(label, slices, n, bytes, result, budgetBytes);
      }
    }
    long fitting = (budgetBytes - bytes(1)) / (4L * grid.rows() * grid.columns());
    throw new ResourceException(
        "%s on one slice of %d x %d pixels, %d views x %d channels, needs %.1f MB and the result of %d slices %.1f MB; the budget is %.1f MB: raise it (and -Xmx)%s"
            .formatted(
                label,
                grid.columns(),
                grid.rows(),
                geometry.views(),
                geometry.channels(),
                bytes(1) / 1e6,
                slices,
                result / 1e6,
                budgetBytes / 1e6,
                fitting > 0 ? ", or take at most %d slices at a time".formatted(fitting) : ""));
  }

  private static int next(int n) {
    return n > LANE_UNIT ? (n - 1) / LANE_UNIT * LANE_UNIT : n - 1;
  }

  private long bytes(int slices) {
    return images * image(slices)
        + datas * data(slices)
        + backend.workspaceBytes(geometry, grid, slices);
  }

  private long image(int slices) {
    return Float.BYTES
        * FloatStack.valueCount(slices, grid.rows(), grid.columns(), SliceLayout.INTERLEAVED);
  }

  private long data(int slices) {
    return Float.BYTES
        * FloatStack.valueCount(
            slices, geometry.views(), geometry.channels(), SliceLayout.INTERLEAVED);
  }
}
