package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import java.util.Arrays;
import java.util.List;

/**
 * Computes every ray from the image. A task is a bundle of neighbouring channels over a few
 * neighbouring views, followed through the image in short stretches: its rays cross nearly the same
 * pixels, which then stay in the near caches. Scans with {@link QuarterTurns} find the taps of a
 * ray once for it and the three rays a quarter turn apart, which are the same ray through the
 * turned image; in narrow stacks the four images lie side by side as lanes of one row.
 */
final class RayGather {
  private static final int BUNDLE_CHANNELS = 16;
  private static final int BUNDLE_VIEWS = 16;

  /** Rays of a bundle. */
  static final int BUNDLE = BUNDLE_CHANNELS * BUNDLE_VIEWS;

  /** Steps of a ray whose taps are found at a time. */
  static final int STRETCH = 16;

  /**
   * With fewer views, neighbouring ones share no pixels: then all bundles cross a band of lines
   * before any goes on to the next, so that the band is read from memory once.
   */
  static final int SPARSE_VIEWS = 256;

  private static final int QUARTERS = 4;

  private final LaneKernels kernels;
  private final RayTable rays;
  private final QuarterTurns turns;
  private final int images;
  private final int views;
  private final int channels;
  private final RunContext context;
  private final LaneRows pixels = new LaneRows();

  /**
   * Plans the work of one operator.
   *
   * @param turns the symmetry to use, null for none
   */
  RayGather(
      LaneKernels kernels,
      RayTable rays,
      QuarterTurns turns,
      int views,
      int channels,
      RunContext context) {
    this.kernels = kernels;
    this.rays = rays;
    this.turns = turns;
    this.images = turns == null ? 1 : QUARTERS;
    this.views = views;
    this.channels = channels;
    this.context = context;
  }

  /** Overwrites {@code data}. */
  void run(FloatStack image, FloatStack data) {
    boolean folded = images > 1 && image.lanes() <= TileGather.NARROW_LANES;
    List<LaneChunk> chunks = LaneChunk.cut(image.lanes(), kernels.chunkLanes());
    int across = (channels + BUNDLE_CHANNELS - 1) / BUNDLE_CHANNELS;
    int each = views / images;
    int tasks = across * ((each + BUNDLE_VIEWS - 1) / BUNDLE_VIEWS);
    int lines = Math.max(image.rows(), image.columns());
    int band = views < SPARSE_VIEWS ? STRETCH : lines;
    int bands = (lines + band - 1) / band;
    long done = 0;
    for (LaneChunk chunk : chunks) {
      load(image, chunk, folded);
      for (int from = 0; from < lines; from += band) {
        int low = from;
        ParallelLoop.run(
            Progress.part(context, done, (long) chunks.size() * bands * tasks),
            "forward projection",
            tasks,
            () -> new Worker(chunk, folded, image, data),
            (worker, task) ->
                worker.project(
                    task / across * BUNDLE_VIEWS,
                    task % across * BUNDLE_CHANNELS,
                    low,
                    low + band));
        done += tasks;
      }
    }
  }

  private void load(FloatStack image, LaneChunk chunk, boolean folded) {
    int count = image.rows() * image.columns();
    if (folded) {
      int columns = image.columns();
      pixels.fold(
          image,
          (row, run) -> turns.turned(row % columns, row / columns, run),
          QUARTERS,
          count,
          columns,
          chunk,
          kernels.separateRows(QUARTERS * image.lanes()),
          context);
    } else {
      boolean separate = kernels.separateRows(chunk.count());
      pixels.load(image, 0, count, 1, count, image.columns(), chunk, separate, context);
    }
  }

  /** One thread's taps and sums of a bundle. */
  private final class Worker {
    private final LaneChunk chunk;
    private final FloatStack image;
    private final FloatStack data;

    /** Images whose sums are apart: all, or one where they are lanes of a row. */
    private final int apart;

    private final int lanes;
    private final PairTaps pairs;
    private final ListTaps lists;
    private final int[] cross;
    private final int[] first = new int[BUNDLE];
    private final int[] end = new int[BUNDLE];
    private final int[] from = new int[BUNDLE];
    private final int[] to = new int[BUNDLE];
    private final float[] sums;
    private int firstView;
    private int firstChannel;
    private int bundleChannels;
    private int bundle;

    Worker(LaneChunk chunk, boolean folded, FloatStack image, FloatStack data) {
      this.chunk = chunk;
      this.image = image;
      this.data = data;
      apart = folded ? 1 : images;
      lanes = chunk.count() * images / apart;
      sums = new float[apart * BUNDLE * lanes];
      boolean paired = rays.pairs();
      pairs = paired ? new PairTaps(1, BUNDLE * STRETCH) : null;
      cross = paired ? new int[BUNDLE * STRETCH] : null;
      lists = paired ? null : new ListTaps(BUNDLE, 3 * STRETCH);
    }

    void project(int view0, int channel0, int low, int high) {
      firstView = view0;
      firstChannel = channel0;
      bundleChannels = Math.min(channels - channel0, BUNDLE_CHANNELS);
      bundle = bundleChannels * Math.min(views / images - view0, BUNDLE_VIEWS);
      int lowest = Integer.MAX_VALUE;
      int highest = 0;
      for (int r = 0; r < bundle; r++) {
        first[r] = rays.firstIndex(view(r), channel(r));
        end[r] = rays.lastIndex(view(r), channel(r)) + 1;
        if (first[r] < end[r]) {
          lowest = Math.min(lowest, first[r]);
          highest = Math.max(highest, end[r]);
        }
      }
      lowest = Math.max(lowest, low);
      highest = Math.min(highest, high);
      if (low == 0) {
        Arrays.fill(sums, 0, apart * bundle * lanes, 0);
      } else if (lowest < highest) {
        move(true);
      } else {
        return;
      }
      // At multiples of a stretch: a ray is summed alike whatever the rest of its bundle is.
      for (int i = lowest / STRETCH * STRETCH; i < highest; i += STRETCH) {
        addStretch(i);
      }
      move(false);
    }

    private int view(int ray) {
      return firstView + ray / bundleChannels;
    }

    private int channel(int ray) {
      return firstChannel + ray % bundleChannels;
    }

    private void addStretch(int start) {
      if (lists != null) {
        lists.clear();
      }
      for (int r = 0; r < bundle; r++) {
        from[r] = Math.max(start, first[r]);
        to[r] = Math.min(start + STRETCH, end[r]);
        if (from[r] >= to[r]) {
          continue;
        }
        if (lists != null) {
          rays.listPixels(view(r), channel(r), from[r], to[r], r, lists);
        } else {
          rays.pairs(
              view(r), channel(r), from[r], to[r], cross, pairs.near(), pairs.far(), r * STRETCH);
        }
      }
      for (int turn = 0; turn < apart; turn++) {
        add(turn);
      }
    }

    private void add(int turn) {
      int sum = turn * bundle * lanes;
      if (lists != null) {
        kernels.addLists(pixels, 0, lists, 0, bundle, sums, sum, lanes);
        return;
      }
      int origin = row(0, 0, turn);
      int columnStride = row(1, 0, turn) - origin;
      int rowStride = row(0, 1, turn) - origin;
      int[] position = pairs.position();
      for (int r = 0; r < bundle; r++) {
        int count = to[r] - from[r];
        if (count <= 0) {
          continue;
        }
        boolean along = rays.alongColumns(view(r), channel(r));
        int dominantStride = along ? columnStride : rowStride;
        int crossStride = along ? rowStride : columnStride;
        int at = origin + from[r] * dominantStride;
        int base = r * STRETCH;
        for (int k = 0; k < count; k++) {
          position[base + k] = at + k * dominantStride + cross[base + k] * crossStride;
        }
        kernels.addPairs(
            pixels, 0, crossStride, pairs, base, 1, count, sums, sum + r * lanes, lanes);
      }
    }

    private int row(int column, int row, int turn) {
      int columns = image.columns();
      int pixel = turn == 0 ? row * columns + column : turns.turned(column, row, turn);
      return LaneRows.padded(pixel, columns);
    }

    /** Copies the sums so far from the data, or the sums to it. */
    private void move(boolean fromData) {
      int each = views / images;
      int width = chunk.count();
      for (int turn = 0; turn < images; turn++) {
        for (int r = 0; r < bundle; r++) {
          int ray = (view(r) + turn * each) * channels + channel(r);
          int sum = apart == 1 ? r * lanes + turn * width : (turn * bundle + r) * lanes;
          int at = ray * data.lanes() + chunk.first();
          if (fromData) {
            System.arraycopy(data.data(), at, sums, sum, width);
          } else {
            System.arraycopy(sums, sum, data.data(), at, width);
          }
        }
      }
    }
  }
}
