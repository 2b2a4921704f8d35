package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import java.util.Arrays;

/**
 * Forward projection of few slices, one after the other: taps are found and added in one go, since
 * there are not enough lanes to share lists of them. A task is a bundle of neighbouring rays,
 * followed over a stretch of lines at a time, so that the pixels they share stay in the near cache.
 */
final class ThinForward {
  private static final int BUNDLE_CHANNELS = 16;
  private static final int BUNDLE_VIEWS = 4;
  private static final int BUNDLE = BUNDLE_CHANNELS * BUNDLE_VIEWS;
  private static final int STRETCH = 64;

  private final LaneKernels kernels;
  private final ThinRays rays;
  private final ThinPlanes planes;
  private final int quarterViews;
  private final int views;
  private final int channels;
  private final RunContext context;

  ThinForward(
      LaneKernels kernels,
      ThinRays rays,
      ThinPlanes planes,
      QuarterTurns turns,
      int views,
      RunContext context) {
    this.kernels = kernels;
    this.rays = rays;
    this.planes = planes;
    this.quarterViews = turns == null ? 0 : turns.quarterViews();
    this.views = views;
    this.channels = rays.channels();
    this.context = context;
  }

  /** Overwrites {@code data}. */
  void run(FloatStack image, FloatStack data) {
    int each = views / planes.lanes();
    int across = (channels + BUNDLE_CHANNELS - 1) / BUNDLE_CHANNELS;
    int tasks = across * ((each + BUNDLE_VIEWS - 1) / BUNDLE_VIEWS);
    for (int k = 0; k < image.slices(); k++) {
      int slice = k;
      planes.load(image, slice, context);
      ParallelLoop.run(
          Progress.part(context, (long) slice * tasks, (long) image.slices() * tasks),
          "forward projection",
          tasks,
          Worker::new,
          (worker, task) -> {
            int view = task / across * BUNDLE_VIEWS;
            int channel = task % across * BUNDLE_CHANNELS;
            worker.project(
                view,
                Math.min(each, view + BUNDLE_VIEWS),
                channel,
                Math.min(channels, channel + BUNDLE_CHANNELS));
            worker.store(data, slice);
          });
    }
  }

  /** One thread's bundle. */
  private final class Worker {
    private final int[] ray = new int[BUNDLE];
    private final int[] first = new int[BUNDLE];
    private final int[] behind = new int[BUNDLE];
    private final float[] sums = new float[BUNDLE * 2 * planes.lanes()];
    private final int[] range = new int[2];
    private int bundle;

    void project(int view, int viewEnd, int channel, int channelEnd) {
      bundle = 0;
      Arrays.fill(sums, 0);
      int least = Integer.MAX_VALUE;
      int most = 0;
      for (int v = view; v < viewEnd; v++) {
        for (int n = channel; n < channelEnd; n++) {
          int r = v * channels + n;
          int plane = plane(r);
          int k = bundle++;
          ray[k] = r;
          boolean hit = rays.clip(r, -1, planes.linePixels(plane), 0, planes.lines(plane), range);
          first[k] = hit ? range[0] : 0;
          behind[k] = hit ? range[1] : 0;
          least = Math.min(least, hit ? range[0] : least);
          most = Math.max(most, behind[k]);
        }
      }
      for (int i = least; i < most; i += STRETCH) {
        for (int k = 0; k < bundle; k++) {
          add(k, Math.max(i, first[k]), Math.min(i + STRETCH, behind[k]));
        }
      }
    }

    private void add(int k, int from, int end) {
      if (from < end) {
        int plane = plane(ray[k]);
        int lanes = planes.lanes();
        kernels.gatherLine(
            planes.values(plane),
            ThinPlanes.MARGIN * lanes,
            planes.lineStride(plane),
            rays.intercept(ray[k]),
            rays.slope(ray[k]),
            from,
            end,
            sums,
            k * 2 * lanes,
            lanes);
      }
    }

    void store(FloatStack data, int slice) {
      int lanes = planes.lanes();
      float[] values = data.data();
      for (int k = 0; k < bundle; k++) {
        int r = ray[k];
        int view = r / channels + (rays.sideways(r) ? quarterViews : 0);
        int channel = r % channels;
        for (int t = 0; t < lanes; t++) {
          int at = (view + t * quarterViews) % views * channels + channel;
          int sum = k * 2 * lanes + t;
          values[at * data.lanes() + slice] = rays.stepMm(r) * (sums[sum] + sums[sum + lanes]);
        }
      }
    }
  }

  private int plane(int ray) {
    return planes.count() > 1 && rays.sideways(ray) ? 1 : 0;
  }
}
