package io.tomodrift.sinograms.rebin;

import java.util.Arrays;

/**
 * Collects the estimates of the rays of one view, for all channels and heights: {@code [channel]
 * [height]}, heights rising. Scratch space of one thread.
 */
final class SliceSampler {

  private static final double ROW_TOLERANCE = 1e-6;

  private final double[] heightsMm;
  private final int[] places;
  private final int lastRow;
  private final RowWeight weight;
  private final boolean nearest;
  private final float[] sum;
  private final float[] total;
  private final float[] distance;
  private final boolean[] standIns;
  private int from;
  private int to;

  SliceSampler(double[] heightsMm, int channels, int rows, RowWeight weight, boolean nearest) {
    this.heightsMm = heightsMm.clone();
    Arrays.sort(this.heightsMm);
    this.places = new int[heightsMm.length];
    for (int j = 0; j < places.length; j++) {
      places[j] = Arrays.binarySearch(this.heightsMm, heightsMm[j]);
    }
    this.lastRow = rows - 1;
    this.weight = weight;
    this.nearest = nearest;
    this.sum = new float[channels * heightsMm.length];
    this.total = new float[sum.length];
    this.distance = new float[sum.length];
    this.standIns = new boolean[channels];
  }

  void clear() {
    Arrays.fill(sum, 0);
    Arrays.fill(total, 0);
    Arrays.fill(standIns, false);
  }

  /**
   * Averages groups of heights of a channel, in the order they were given in.
   *
   * @param group heights of a group
   * @param means receives their means from index {@code at}: 0 where nothing is known
   * @param measured the number of measured rays of each group is added here, unless null
   */
  void means(int channel, int group, float[] means, int at, int[] measured) {
    int start = channel * heightsMm.length;
    int count = heightsMm.length / group;
    if (group == 1 && !standIns[channel]) {
      for (int k = 0; k < count; k++) {
        float rays = total[start + places[k]];
        means[at + k] = rays == 0 ? 0 : sum[start + places[k]] / rays;
        if (measured != null) {
          measured[k] += rays > 0 ? 1 : 0;
        }
      }
      return;
    }
    for (int k = 0; k < count; k++) {
      float values = 0;
      int known = 0;
      int real = 0;
      for (int j = k * group; j < (k + 1) * group; j++) {
        float rays = total[start + places[j]];
        known += rays != 0 ? 1 : 0;
        real += rays > 0 ? 1 : 0;
        values += rays == 0 ? 0 : sum[start + places[j]] / rays;
      }
      means[at + k] = known == 0 ? 0 : values / known;
      if (measured != null) {
        measured[k] += real;
      }
    }
  }

  private void addOne(int at, float value, double row, double distanceMm) {
    if (nearest) {
      addNearest(at, value, (float) distanceMm);
      return;
    }
    float w = weight.at(row);
    sum[at] += w * value;
    total[at] += w;
  }

  private void addNearest(int at, float value, float distanceMm) {
    if (total[at] <= 0 || distanceMm < distance[at]) {
      sum[at] = value;
      total[at] = 1;
      distance[at] = distanceMm;
    }
  }

  /**
   * Finds the heights from {@code lowMm} to {@code highMm}; near those found last, as it happens.
   */
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

  /** Weighted sums start anew where there is only a stand-in. */
  private void dropStandIns(int channel) {
    int start = channel * heightsMm.length;
    for (int at = start + from; at < start + to; at++) {
      if (!nearest && total[at] < 0) {
        sum[at] = 0;
        total[at] = 0;
      }
    }
  }

  /** Adds the rays of one focal spot position, interpolated between its rows. */
  void add(int channel, ChannelRun run) {
    double reach = ROW_TOLERANCE * run.slopeMm();
    if (!find(run.rowMm(0) - reach, run.rowMm(lastRow) + reach)) {
      return;
    }
    if (standIns[channel]) {
      dropStandIns(channel);
    }
    run.read(rowOf(run, from) - 1, rowOf(run, to - 1) + 2);
    if (nearest || lastRow == 0) {
      addSlowly(channel, run);
    } else {
      addWeighted(channel * heightsMm.length, run);
    }
  }

  private int rowOf(ChannelRun run, int j) {
    return (int) Math.floor((heightsMm[j] - run.baseMm()) / run.slopeMm());
  }

  private void addWeighted(int start, ChannelRun run) {
    float[] values = run.values();
    double baseMm = run.baseMm();
    double perMm = 1 / run.slopeMm();
    double[] z = heightsMm;
    float[] table = weight.table();
    double perRow = weight.entriesPerRow();
    double middle = weight.middle();
    int last = lastRow - 1;
    for (int j = from; j < to; j++) {
      double row = (z[j] - baseMm) * perMm;
      int r = Math.min((int) row, last);
      float t = (float) (row - r);
      float low = values[r];
      float w = table[(int) (Math.abs(row - middle) * perRow + 0.5)];
      sum[start + j] += w * (low + t * (values[r + 1] - low));
      total[start + j] += w;
    }
  }

  private void addSlowly(int channel, ChannelRun run) {
    int start = channel * heightsMm.length;
    for (int j = from; j < to; j++) {
      double row = Math.max(0, Math.min(lastRow, (heightsMm[j] - run.baseMm()) / run.slopeMm()));
      int r = Math.max(0, Math.min((int) row, lastRow - 1));
      float t = (float) (row - r);
      float value =
          lastRow == 0 ? run.value(0) : run.value(r) + t * (run.value(r + 1) - run.value(r));
      addOne(start + j, value, row, Math.abs(heightsMm[j] - run.sourceZMm()));
    }
  }

  /**
   * Adds the rays of two focal spot positions, interpolated between the nearest row below and the
   * nearest above, whichever position they belong to.
   */
  void add(int channel, ChannelRun first, ChannelRun second, InterlacedRows rows) {
    double reachA = ROW_TOLERANCE * first.slopeMm();
    double reachB = ROW_TOLERANCE * second.slopeMm();
    if (!find(
        Math.min(first.rowMm(0) - reachA, second.rowMm(0) - reachB),
        Math.max(first.rowMm(lastRow) + reachA, second.rowMm(lastRow) + reachB))) {
      return;
    }
    if (standIns[channel]) {
      dropStandIns(channel);
    }
    first.read(rowOf(first, from) - 1, rowOf(first, to - 1) + 2);
    second.read(rowOf(second, from) - 1, rowOf(second, to - 1) + 2);
    int start = channel * heightsMm.length;
    int a = to;
    int b = to;
    if (!nearest && rows.locate(first, second)) {
      a = from;
      while (a < to && !rows.covers(heightsMm[a])) {
        a++;
      }
      b = to;
      while (b > a && !rows.covers(heightsMm[b - 1])) {
        b--;
      }
    }
    for (int j = from; j < a; j++) {
      addBetween(start + j, heightsMm[j], first, second);
    }
    if (a < b) {
      rows.build(heightsMm[a], heightsMm[b - 1]);
      rows.add(heightsMm, a, b, weight, sum, total, start);
    }
    for (int j = b; j < to; j++) {
      addBetween(start + j, heightsMm[j], first, second);
    }
  }

  /** Any height at all, also where one of the positions has only one of the neighbouring rows. */
  private void addBetween(int at, double zMm, ChannelRun first, ChannelRun second) {
    double rowA = (zMm - first.baseMm()) / first.slopeMm();
    double rowB = (zMm - second.baseMm()) / second.slopeMm();
    double tolerance = ROW_TOLERANCE;
    int lowA = (int) Math.floor(Math.min(rowA + tolerance, lastRow));
    int lowB = (int) Math.floor(Math.min(rowB + tolerance, lastRow));
    int highA = (int) Math.ceil(Math.max(rowA - tolerance, 0));
    int highB = (int) Math.ceil(Math.max(rowB - tolerance, 0));
    double belowA = lowA < 0 ? Double.POSITIVE_INFINITY : (rowA - lowA) * first.slopeMm();
    double belowB = lowB < 0 ? Double.POSITIVE_INFINITY : (rowB - lowB) * second.slopeMm();
    double aboveA = highA > lastRow ? Double.POSITIVE_INFINITY : (highA - rowA) * first.slopeMm();
    double aboveB = highB > lastRow ? Double.POSITIVE_INFINITY : (highB - rowB) * second.slopeMm();
    double below = Math.max(0, Math.min(belowA, belowB));
    double above = Math.max(0, Math.min(aboveA, aboveB));
    if (Double.isInfinite(below) || Double.isInfinite(above)) {
      return;
    }
    float low = belowA <= belowB ? first.value(lowA) : second.value(lowB);
    float high = aboveA <= aboveB ? first.value(highA) : second.value(highB);
    float t = below + above > 0 ? (float) (below / (below + above)) : 0;
    double row = Math.max(0, Math.min(lastRow, 0.5 * (rowA + rowB)));
    addOne(at, low + t * (high - low), row, Math.abs(zMm - first.sourceZMm()));
  }

  /**
   * Gives rays that were not measured a stand-in, marked by a total of -1: the nearest row of the
   * nearest turn.
   */
  void addStandIn(int channel, ChannelRun run) {
    int start = channel * heightsMm.length;
    run.read(0, lastRow);
    for (int j = 0; j < heightsMm.length; j++) {
      int at = start + j;
      float far = (float) Math.abs(heightsMm[j] - run.sourceZMm());
      if (total[at] == 0 || (total[at] < 0 && far < distance[at])) {
        double row = (heightsMm[j] - run.baseMm()) / run.slopeMm();
        sum[at] = -run.value((int) Math.rint(Math.max(0, Math.min(lastRow, row))));
        total[at] = -1;
        distance[at] = far;
        standIns[channel] = true;
      }
    }
  }
}
