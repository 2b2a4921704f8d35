package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.projectors.ProjectionFilter;
import java.util.Arrays;

/** The filter of projections on the CPU; a line's result depends on nothing but the line. */
final class CpuProjectionFilter implements ProjectionFilter {

  private final int positions;
  private final RunContext context;
  private LineSpectrum spectrum;

  CpuProjectionFilter(int positions, double[] spectrum, RunContext context) {
    if (positions < 1 || positions > spectrum.length) {
      throw new IllegalArgumentException(
          "lines of %d positions need a spectrum of at least as many values, got %d"
              .formatted(positions, spectrum.length));
    }
    this.positions = positions;
    this.context = context;
    this.spectrum = new LineSpectrum(spectrum);
  }

  /** Heap memory of {@link #apply} on a stack of so many views and lanes. */
  static long workspaceBytes(int transformLength, int views, int lanes, int threads) {
    LineCut cut = LineCut.of(views, lanes, threads);
    int rows = transformLength % 2 == 0 ? transformLength / 2 : transformLength;
    return Math.min(threads, cut.blocks()) * LineBlock.bytes(rows, cut.capacity());
  }

  @Override
  public int positions() {
    return positions;
  }

  @Override
  public void apply(FloatStack lines) {
    if (spectrum == null) {
      throw new IllegalStateException("this filter was closed");
    }
    if (lines.layout() != SliceLayout.INTERLEAVED) {
      throw new IllegalArgumentException(
          "the lines are %s; convert them with toLayout(SliceLayout.INTERLEAVED)"
              .formatted(lines.layout()));
    }
    if (lines.columns() != positions) {
      throw new IllegalArgumentException(
          "the lines have %d positions, the filter %d".formatted(lines.columns(), positions));
    }
    LineCut cut = LineCut.of(lines.rows(), lines.lanes(), context.parallelism());
    ParallelLoop.run(
        context.quiet(), "filter", cut.blocks(), () -> new Worker(cut, lines), Worker::filter);
  }

  @Override
  public void close() {
    spectrum = null;
  }

  /** One thread's place in the stack and its rows. */
  private final class Worker {
    private final LineCut.Cursor cursor;
    private final LineBlock block;

    Worker(LineCut cut, FloatStack lines) {
      this.cursor = cut.new Cursor(lines);
      this.block = new LineBlock(spectrum.rows(), cut.capacity());
    }

    void filter(int index) {
      int lines = cursor.moveTo(index);
      block.lines(lines);
      load(lines);
      spectrum.filter(block);
      for (int p = 0; p < positions; p++) {
        cursor.store(p, row(p));
      }
    }

    private void load(int lines) {
      for (int p = 0; p < positions; p++) {
        cursor.load(p, row(p));
      }
      int end = spectrum.halved() ? 2 * spectrum.rows() : spectrum.rows();
      for (int p = positions; p < end; p++) {
        Arrays.fill(row(p), 0, lines, 0);
      }
      if (!spectrum.halved()) {
        for (float[] row : block.im) {
          Arrays.fill(row, 0, lines, 0);
        }
      }
    }

    private float[] row(int position) {
      if (!spectrum.halved()) {
        return block.re[position];
      }
      return (position % 2 == 0 ? block.re : block.im)[position / 2];
    }
  }
}
