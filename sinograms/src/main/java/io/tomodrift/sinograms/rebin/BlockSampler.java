package io.tomodrift.sinograms.rebin;

import java.util.Arrays;

/**
 * Collects the estimates of the rays of one channel for neighbouring views and all heights: {@code
 * [height][view]}, heights rising. Scratch space of one thread.
 */
final class BlockSampler {

  private static final double ROW_TOLERANCE = 1e-6;

  private final double[] heightsMm;
  private final int[] places;
  private final int lastRow;
  private final float[] sum;
  private final float[] total;
  private final float[] mean;
  private final float[] distance;
  private final RowRuns runs;
  private boolean standIns;
  private int from;
  private int to;

  BlockSampler(double[] heightsMm, int rows, RowWeight weight, boolean nearest) {
    this.heightsMm = heightsMm.clone();
    Arrays.sort(this.heightsMm);
    this.places = new int[heightsMm.length];
    for (int j = 0; j < places.length; j++) {
      places[j] = Arrays.binarySearch(this.heightsMm, heightsMm[j]);
    }
    this.lastRow = rows - 1;
    this.sum = Lanes.array(heightsMm.length);
    this.total = Lanes.array(heightsMm.length);
    this.mean = Lanes.array(heightsMm.length);
    this.distance = Lanes.array(heightsMm.length);
    this.runs = new RowRuns(lastRow, weight, sum, total, nearest ? distance : null);
  }

  /** Starts another channel. */
  void clear() {
    Arrays.fill(sum, 0);
    Arrays.fill(total, 0);
    standIns = false;
  }

  /**
   * Divides the sums by the weights.
   *
   * @return true if all rays of views 0 to {@code views} (exclusive) were measured
   */
  boolean finish(int views) {
    divide(sum, total, mean, heightsMm.length * Lanes.COUNT);
    for (int row = 0; row < heightsMm.length * Lanes.COUNT; row += Lanes.COUNT) {
      if (!positive(total, row, row + views)) {
        return false;
      }
    }
    return true;
  }

  private static boolean positive(float[] total, int from, int end) {
    float least = 1;
    for (int x = from; x < end; x++) {
      least = total[x] < least ? total[x] : least;
    }
    return least > 0;
  }

  /** As {@link #means} for a channel that was measured as a whole, counting nothing. */
  void wholeMeans(int view, int group, float[] means, int at) {
    if (group > 1) {
      means(view, group, means, at, null);
      return;
    }
    for (int k = 0; k < places.length; k++) {
      means[at + k] = mean[places[k] * Lanes.COUNT + view];
    }
  }

  private static void divide(float[] sum, float[] total, float[] mean, int end) {
    for (int x = 0; x < end; x++) {
      mean[x] = sum[x] / total[x];
    }
  }

  /**
   * Averages groups of heights of a view, in the order they were given in, after {@link #finish}.
   *
   * @param group heights of a group
   * @param means receives their means from index {@code at}: 0 where nothing is known
   * @param measured the number of measured rays of each group is added here, unless null
   */
  void means(int view, int group, float[] means, int at, int[] measured) {
    int count = places.length / group;
    for (int k = 0; k < count; k++) {
      float values = 0;
      int known = 0;
      int real = 0;
      for (int j = k * group; j < (k + 1) * group; j++) {
        int x = places[j] * Lanes.COUNT + view;
        float rays = total[x];
        if (rays != 0) {
          known++;
          values += mean[x];
          real += rays > 0 ? 1 : 0;
        }
      }
      means[at + k] = known <= 1 ? values : values / known;
      if (measured != null) {
        measured[k] += real;
      }
    }
  }

  /** Finds the heights from {@code lowMm} to {@code highMm}. */
  private boolean find(double lowMm, double highMm) {
    double[] z = heightsMm;
    int a = from;
    while (a > 0 && z[a - 1] >= lowMm) {
      a--;
    }
    while (a < z.length && z[a] < lowMm) {
      a++;
    }
    int b = to;
    while (b < z.length && z[b] <= highMm) {
      b++;
    }
    while (b > 0 && z[b - 1] > highMm) {
      b--;
    }
    from = a;
    to = b;
    return a < b;
  }

  /**
   * Adds the rays of one or two focal spot positions: interpolated between the rows of one, or
   * between the nearest row below and the nearest above, whichever position they belong to.
   *
   * @param second null if there is only one
   */
  void add(ChannelRays first, ChannelRays second) {
    double low = lowestMm(first);
    double high = highestMm(first);
    if (second != null) {
      low = Math.min(low, lowestMm(second));
      high = Math.max(high, highestMm(second));
    }
    if (!find(low, high)) {
      return;
    }
    first.read();
    int start = first.from();
    int end = first.end();
    boolean whole = first.whole();
    if (second != null) {
      second.read();
      whole &= second.whole() && second.from() == start && second.end() == end;
      start = Math.min(start, second.from());
      end = Math.max(end, second.end());
    }
    while (start < end) {
      int stop = whole ? end : stop(first, second, start, end);
      addViews(first, second, start, stop);
      start = stop;
    }
  }

  private double lowestMm(ChannelRays rays) {
    return rays.lowestBaseMm() - ROW_TOLERANCE * rays.slopeMm();
  }

  private double highestMm(ChannelRays rays) {
    return rays.highestBaseMm() + (lastRow + ROW_TOLERANCE) * rays.slopeMm();
  }

  /** End of the views that the same positions measured as the first. */
  private static int stop(ChannelRays first, ChannelRays second, int start, int end) {
    int stop = start + 1;
    while (stop < end
        && first.has(stop) == first.has(start)
        && (second == null || second.has(stop) == second.has(start))) {
      stop++;
    }
    return stop;
  }

  private void addViews(ChannelRays first, ChannelRays second, int start, int end) {
    boolean a = first.has(start);
    boolean b = second != null && second.has(start);
    if (!a && !b) {
      return;
    }
    runs.aim(a ? first : second, a && b ? second : null, start, end);
    for (int j = from; j < to; j++) {
      runs.add(heightsMm[j], j * Lanes.COUNT, standIns);
    }
  }

  /**
   * Gives rays that were not measured a stand-in, marked by a total of -1: the nearest row of the
   * nearest turn.
   */
  void addStandIn(ChannelRays rays) {
    rays.read();
    float[] values = rays.values();
    for (int k = rays.from(); k < rays.end(); k++) {
      if (!rays.has(k)) {
        continue;
      }
      for (int j = 0; j < heightsMm.length; j++) {
        int at = j * Lanes.COUNT + k;
        float far = (float) Math.abs(heightsMm[j] - rays.sourceZMm()[k]);
        if (total[at] == 0 || (total[at] < 0 && far < distance[at])) {
          double row = (heightsMm[j] - rays.baseMm()[k]) * rays.rowsPerMm();
          int r = (int) Math.rint(Math.max(0, Math.min(lastRow, row)));
          sum[at] = -values[r * Lanes.COUNT + k];
          total[at] = -1;
          distance[at] = far;
          standIns = true;
        }
      }
    }
  }
}
