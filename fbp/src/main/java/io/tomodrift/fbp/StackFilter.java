package io.tomodrift.fbp;

import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.projectors.ProjectionFilter;
import io.tomodrift.projectors.backend.Backend;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The filter of one sinogram stack, applied batch by batch. */
final class StackFilter {

  private static final Logger LOG = LoggerFactory.getLogger(StackFilter.class);

  /** Work lines longer than the filtered projections are made for so many bytes of views. */
  private static final long BLOCK_BYTES = 32L << 20;

  private final FloatStack sinogram;
  private final RedundancyWeights weights;
  private final SliceExtrapolation extrapolation;
  private final FilterPlan plan;
  private final long blockBytes;

  StackFilter(Sinogram sinogram, FbpSettings settings) {
    this(sinogram, settings, BLOCK_BYTES);
  }

  /** With another size of block, which changes no result. */
  StackFilter(Sinogram sinogram, FbpSettings settings, long blockBytes) {
    this.blockBytes = blockBytes;
    this.sinogram = sinogram.stack();
    this.weights =
        RedundancyWeights.of(
            sinogram.geometry(),
            settings.redundancy(),
            settings.wesargQ(),
            settings.limitedAngle());
    LOG.info(
        "redundancy weights: {}{}",
        weights,
        settings.redundancy() == Redundancy.AUTO ? " (chosen automatically)" : "");
    this.extrapolation = SliceExtrapolation.of(this.sinogram, weights, settings);
    this.plan = FilterPlan.of(sinogram.geometry(), weights, extrapolation.any(), settings);
  }

  ScanGeometry filteredGeometry() {
    return plan.filteredGeometry();
  }

  double fovRadiusMm() {
    return weights.fovRadiusMm();
  }

  /** The convolution; the caller closes it. */
  ProjectionFilter open(Backend backend) {
    return backend.projectionFilter(plan.positions(), plan.spectrum());
  }

  /** Heap memory that filtering {@code count} slices takes besides the filtered projections. */
  long workspaceBytes(int count, Backend backend) {
    int length = plan.spectrum().length;
    return plan.extended()
        ? blockViews(count) * bytesPerView(count)
            + backend.filterWorkspaceBytes(length, blockViews(count), count)
        : backend.filterWorkspaceBytes(length, plan.filteredGeometry().views(), count);
  }

  private long bytesPerView(int count) {
    return Float.BYTES * FloatStack.valueCount(count, 1, plan.positions(), SliceLayout.INTERLEAVED);
  }

  /** Views of equal blocks. */
  private int blockViews(int count) {
    int views = plan.filteredGeometry().views();
    long fitting = Math.max(1, blockBytes / bytesPerView(count));
    long blocks = (views + fitting - 1) / fitting;
    return (int) ((views + blocks - 1) / blocks);
  }

  /**
   * Filters slices {@code from} to {@code from + filtered.slices() - 1}.
   *
   * @param filtered {@code [view][channel][lane]} of the filtered geometry, overwritten
   */
  void filter(int from, FloatStack filtered, ProjectionFilter filter, RunContext context) {
    Batch batch = new Batch(from, filtered.slices(), filter, context);
    if (plan.extended()) {
      batch.filterByBlocks(filtered);
    } else {
      batch.filterInPlace(filtered);
    }
  }

  /** Room for the filtered projections of {@code count} slices. */
  FloatStack newFiltered(int count) {
    ScanGeometry geometry = plan.filteredGeometry();
    return FloatStack.interleaved(count, geometry.views(), geometry.channels());
  }

  /** The slices that are filtered together. */
  private final class Batch {
    private final int from;
    private final int count;
    private final ProjectionFilter filter;
    private final RunContext context;
    private final RunContext silent;

    Batch(int from, int count, ProjectionFilter filter, RunContext context) {
      this.from = from;
      this.count = count;
      this.filter = filter;
      this.context = context;
      this.silent = context.quiet();
    }

    void filterInPlace(FloatStack filtered) {
      load(0, filtered);
      filter.apply(filtered);
      report(filtered.rows());
    }

    void filterByBlocks(FloatStack filtered) {
      int views = filtered.rows();
      int size = blockViews(count);
      FloatStack block = FloatStack.interleaved(count, size, plan.positions());
      for (int done = 0; done < views; done += size) {
        // The last block goes over some views again rather than being of another size.
        int first = Math.min(done, views - size);
        load(first, block);
        filter.apply(block);
        ParallelLoop.run(silent, "filter", size, row -> store(block, row, filtered, first + row));
        report(first + size);
      }
    }

    private void load(int firstView, FloatStack lines) {
      ParallelLoop.run(
          silent,
          "filter",
          lines.rows(),
          () -> new ViewLoader(plan, weights, extrapolation, sinogram),
          (loader, row) -> loader.load(from, firstView + row, lines, row));
    }

    private void store(FloatStack block, int row, FloatStack filtered, int view) {
      System.arraycopy(
          block.data(),
          block.index(0, row, plan.firstFiltered()),
          filtered.data(),
          filtered.index(0, view, 0),
          filtered.columns() * filtered.lanes());
    }

    private void report(int views) {
      long all = sinogram.rows();
      context
          .progress()
          .progress("filter", from * all + (long) count * views, sinogram.slices() * all);
    }
  }
}
