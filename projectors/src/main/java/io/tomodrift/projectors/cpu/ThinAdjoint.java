package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import java.util.Arrays;

/**
 * Transpose of {@link ThinForward}: rays are spread over the pixels of a tile, view after view and
 * channel after channel, so that every pixel sums in an order given by the scan alone. A task is a
 * tile, which has its sums to itself.
 */
final class ThinAdjoint {
  /** Lines of a tile, and pixels of its lines. */
  static final int SIZE = 32;

  /** Views summed before they join the others, which keeps rounding small. */
  private static final int VIEWS = 16;

  private final LaneKernels kernels;
  private final ThinRays rays;
  private final ThinPlanes planes;
  private final ChannelMap map;
  private final ImageGrid grid;
  private final int quarterViews;
  private final int views;
  private final int channels;
  private final RunContext context;
  private final float[] folded;

  ThinAdjoint(
      LaneKernels kernels,
      ThinRays rays,
      ThinPlanes planes,
      ChannelMap map,
      ImageGrid grid,
      QuarterTurns turns,
      int views,
      RunContext context) {
    this.kernels = kernels;
    this.rays = rays;
    this.planes = planes;
    this.map = map;
    this.grid = grid;
    this.quarterViews = turns == null ? 0 : turns.quarterViews();
    this.views = views;
    this.channels = rays.channels();
    this.context = context;
    folded = new float[Math.multiplyExact(2 * views, channels)];
  }

  /** Overwrites {@code image}. */
  void run(FloatStack data, FloatStack image) {
    int rowTiles = tiles(0);
    int tasks = rowTiles + (planes.count() > 1 ? tiles(1) : 0);
    for (int slice = 0; slice < image.slices(); slice++) {
      fold(data, slice);
      ParallelLoop.run(
          Progress.part(context, (long) slice * tasks, (long) image.slices() * tasks),
          "adjoint projection",
          tasks,
          Worker::new,
          (worker, task) ->
              worker.spread(task < rowTiles ? 0 : 1, task < rowTiles ? task : task - rowTiles));
      planes.store(image, slice, context);
    }
  }

  private int tiles(int plane) {
    return across(plane) * ((planes.lines(plane) + SIZE - 1) / SIZE);
  }

  private int across(int plane) {
    return (planes.linePixels(plane) + SIZE - 1) / SIZE;
  }

  /** Puts the values that a ray spreads side by side, times its step. */
  private void fold(FloatStack data, int slice) {
    int lanes = planes.lanes();
    float[] values = data.data();
    ParallelLoop.run(
        context.quiet(),
        "copy",
        views / lanes,
        view -> {
          for (int n = 0; n < channels; n++) {
            int r = view * channels + n;
            int base = view + (rays.sideways(r) ? quarterViews : 0);
            for (int t = 0; t < lanes; t++) {
              int at = (base + t * quarterViews) % views * channels + n;
              float value = rays.stepMm(r) * values[at * data.lanes() + slice];
              folded[2 * r * lanes + t] = value;
              folded[(2 * r + 1) * lanes + t] = value;
            }
          }
        });
  }

  /** One thread's tile. */
  private final class Worker {
    private final int lanes = planes.lanes();
    private final int stride = (SIZE + 2 * ThinPlanes.MARGIN) * lanes;
    private final float[] sums = new float[SIZE * stride];
    private final float[] totals = new float[SIZE * stride];
    private final double[] low = new double[VIEWS];
    private final double[] high = new double[VIEWS];
    private final int[] range = new int[2];
    private int plane;
    private int pixel0;
    private int line0;
    private int pixels;
    private int lines;

    void spread(int ofPlane, int tile) {
      plane = ofPlane;
      pixel0 = tile % across(plane) * SIZE;
      line0 = tile / across(plane) * SIZE;
      pixels = Math.min(SIZE, planes.linePixels(plane) - pixel0);
      lines = Math.min(SIZE, planes.lines(plane) - line0);
      Arrays.fill(totals, 0);
      int each = views / lanes;
      for (int view = 0; view < each; view += VIEWS) {
        int count = Math.min(VIEWS, each - view);
        Arrays.fill(sums, 0);
        if (lanes > 1) {
          spreadViews(view, count, 0, false);
          spreadViews(view, count, quarterViews, true);
        } else {
          spreadViews(view, count, 0, plane == 1);
        }
        for (int k = 0; k < totals.length; k++) {
          totals[k] += sums[k];
        }
      }
      store();
    }

    private void spreadViews(int view, int count, int turned, boolean sideways) {
      double pixel = pixel0 + (pixels - 1) / 2.0;
      double line = line0 + (lines - 1) / 2.0;
      double xMm = grid.xMm(plane == 0 ? pixel : line);
      double yMm = grid.yMm(plane == 0 ? line : pixel);
      double reachMm = (Math.hypot(pixels - 1, lines - 1) / 2 + 1) * grid.pixelMm();
      map.span(xMm, yMm, reachMm, view + turned, count, low, high);
      int origin = (ThinPlanes.MARGIN - pixel0) * lanes - line0 * stride;
      for (int k = 0; k < count; k++) {
        int from = (int) Math.max(0, Math.ceil(low[k]));
        int to = (int) Math.min(channels - 1, Math.floor(high[k]));
        for (int r = (view + k) * channels + from; r <= (view + k) * channels + to; r++) {
          if (rays.sideways(r) == sideways
              && rays.clip(r, pixel0 - 1, pixel0 + pixels, line0, line0 + lines, range)) {
            kernels.spreadLine(
                folded,
                2 * r * lanes,
                rays.intercept(r),
                rays.slope(r),
                range[0],
                range[1],
                sums,
                origin,
                stride,
                lanes);
          }
        }
      }
    }

    private void store() {
      int to = planes.lineStride(plane);
      for (int i = 0; i < lines; i++) {
        System.arraycopy(
            totals,
            i * stride + ThinPlanes.MARGIN * lanes,
            planes.values(plane),
            (line0 + i) * to + (pixel0 + ThinPlanes.MARGIN) * lanes,
            pixels * lanes);
      }
    }
  }
}
