package io.tomodrift.learned.infer;

import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies a function of fixed-size windows to a volume of any size: overlapping windows, blended
 * with Gaussian weights, {@code sum w f / sum w} at each voxel.
 *
 * <p>Along each axis with window W and overlap o: starts every {@code max(1, floor(W (1 - o)))},
 * the last moved back to end with the axis; weights {@code exp(-(i - c)^2 / (2 (0.125 W)^2))} with
 * {@code c = (W - 1) / 2}, divided by the largest and at least 1e-3, and the product over the axes.
 * An axis shorter than its window is padded on both sides and cut back.
 *
 * <p><b>Shape</b>: volumes {@code [slice][row][column]}, either layout in, PLANAR out.
 * <b>Memory</b>: volumes pass along the slices; beyond input and result only a band of slices is
 * held, see {@link WindowPlan}. <b>Accuracy</b>: sums in double; the identity gives the input back
 * bit by bit. <b>Threading</b>: cutting and blending use the threads of the context, the function
 * is called by the caller's; the result depends neither on their number nor on the batches.
 */
public final class SlidingWindow {

  private static final Logger LOG = LoggerFactory.getLogger(SlidingWindow.class);
  private static final String STAGE = "refine";

  private final WindowSettings settings;

  /** Creates the method. */
  public SlidingWindow(WindowSettings settings) {
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  /**
   * Plans without allocating.
   *
   * @throws io.tomodrift.geometry.error.ResourceException if it does not fit the memory budget
   */
  public WindowPlan plan(int slices, int rows, int columns, RunContext context) {
    return WindowGrid.of(slices, rows, columns, settings)
        .plan(settings.batch(), context.memoryBudgetBytes());
  }

  /**
   * Applies a function to every window and blends.
   *
   * @param input the volume, not changed
   * @param function what is made of windows
   * @param voxels how voxels become values of windows and back
   * @param context threads, budget, progress by windows, cancellation between batches
   * @throws io.tomodrift.geometry.error.ResourceException if it does not fit the memory budget
   * @throws io.tomodrift.geometry.error.ModelException if a result is not finite
   */
  public FloatStack apply(
      FloatStack input, WindowFunction function, VoxelMap voxels, RunContext context) {
    WindowGrid grid = WindowGrid.of(input.slices(), input.rows(), input.columns(), settings);
    WindowPlan plan = grid.plan(settings.batch(), context.memoryBudgetBytes());
    LOG.info("window plan: {}", plan.describe());
    RunContext quiet = context.quiet();
    FloatStack result = FloatStack.planar(input.slices(), input.rows(), input.columns());
    Band band = new Band(grid, plan.bandSlices(), quiet);
    float padding = padding(input, grid, voxels);
    float[] windows = new float[plan.batch() * grid.windowValues()];
    int[] shape = {plan.windowSlices(), plan.windowRows(), plan.windowColumns()};
    for (long from = 0; from < grid.count(); from += plan.batch()) {
      context.checkCancelled();
      int count = (int) Math.min(plan.batch(), grid.count() - from);
      band.emit(grid.startZ(from), input, voxels, result);
      long first = from;
      ParallelLoop.run(
          quiet, STAGE, count, w -> cut(input, grid, first + w, voxels, padding, windows, w));
      float[] made = function.apply(windows, count, shape.clone());
      requireLength(made, count, grid);
      band.add(from, count, made);
      context.progress().progress(STAGE, from + count, grid.count());
    }
    band.emit(grid.z().padded(), input, voxels, result);
    return result;
  }

  private static void requireLength(float[] made, int count, WindowGrid grid) {
    if (made.length < (long) count * grid.windowValues()) {
      throw new IllegalStateException(
          "the function gave %d values for %d windows of %d; it must keep their size"
              .formatted(made.length, count, grid.windowValues()));
    }
  }

  /** What stands where no voxel does; only sought where padding asks for it. */
  private float padding(FloatStack input, WindowGrid grid, VoxelMap voxels) {
    boolean padded =
        grid.z().padded() > grid.z().length()
            || grid.y().padded() > grid.y().length()
            || grid.x().padded() > grid.x().length();
    if (!padded || settings.padding() != Padding.MINIMUM) {
      return 0;
    }
    float smallest = Float.POSITIVE_INFINITY;
    for (int s = 0; s < input.slices(); s++) {
      for (int r = 0; r < input.rows(); r++) {
        for (int c = 0; c < input.columns(); c++) {
          smallest = Math.min(smallest, input.get(s, r, c));
        }
      }
    }
    return voxels.toWindow(smallest);
  }

  private static void cut(
      FloatStack input,
      WindowGrid grid,
      long window,
      VoxelMap voxels,
      float padding,
      float[] windows,
      int place) {
    int sink = place * grid.windowValues();
    for (int k = 0; k < grid.z().window(); k++) {
      int slice = grid.z().source(grid.startZ(window) + k);
      for (int j = 0; j < grid.y().window(); j++) {
        int row = grid.y().source(grid.startY(window) + j);
        for (int i = 0; i < grid.x().window(); i++, sink++) {
          int column = grid.x().source(grid.startX(window) + i);
          windows[sink] =
              Math.min(Math.min(slice, row), column) == Padding.NONE
                  ? padding
                  : voxels.toWindow(input.get(slice, row, column));
        }
      }
    }
  }
}
