package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import java.util.Arrays;
import java.util.List;

/**
 * Computes every ray from the image. A task is a bundle of neighbouring channels over a few
 * neighbouring views: its rays cross nearly the same strip of pixels, which then stays in the
 * cache.
 */
final class RayGather {

  private static final int BUNDLE_CHANNELS = 32;
  private static final int BUNDLE_VIEWS = 8;

  private final RayTable rays;
  private final int views;
  private final int channels;
  private final RunContext context;
  private final LaneRows pixelRows = new LaneRows();

  RayGather(RayTable rays, int views, int channels, RunContext context) {
    this.rays = rays;
    this.views = views;
    this.channels = channels;
    this.context = context;
  }

  /** Overwrites {@code data}. */
  void run(FloatStack image, FloatStack data) {
    List<LaneChunk> chunks = LaneChunk.cut(image.lanes());
    int across = (channels + BUNDLE_CHANNELS - 1) / BUNDLE_CHANNELS;
    int tasks = across * ((views + BUNDLE_VIEWS - 1) / BUNDLE_VIEWS);
    long done = 0;
    for (LaneChunk chunk : chunks) {
      float[][] rows = pixelRows.load(image, 0, image.rows() * image.columns(), chunk, context);
      ParallelLoop.run(
          Progress.part(context, done, (long) chunks.size() * tasks),
          "forward projection",
          tasks,
          () -> new Worker(chunk),
          (worker, task) ->
              worker.project(
                  rows, task / across * BUNDLE_VIEWS, task % across * BUNDLE_CHANNELS, data));
      done += tasks;
    }
  }

  private final class Worker {
    private final LaneChunk chunk;
    private final TapList taps = new TapList();
    private final float[] sum;

    Worker(LaneChunk chunk) {
      this.chunk = chunk;
      this.sum = new float[chunk.count()];
    }

    void project(float[][] rows, int firstView, int firstChannel, FloatStack data) {
      int endView = Math.min(views, firstView + BUNDLE_VIEWS);
      int endChannel = Math.min(channels, firstChannel + BUNDLE_CHANNELS);
      for (int view = firstView; view < endView; view++) {
        for (int channel = firstChannel; channel < endChannel; channel++) {
          Arrays.fill(sum, 0);
          taps.begin(rows, chunk.count());
          taps.target(0, sum);
          rays.collectPixels(view, channel, taps);
          taps.flush();
          int offset = (view * channels + channel) * data.lanes() + chunk.first();
          System.arraycopy(sum, 0, data.data(), offset, chunk.count());
        }
      }
    }
  }
}
