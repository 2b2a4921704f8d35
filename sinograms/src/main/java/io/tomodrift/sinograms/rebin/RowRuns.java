package io.tomodrift.sinograms.rebin;

/**
 * Adds the rays of one channel for neighbouring views at one height. Along these views the height
 * drifts slowly past the rows, so it stays between the same two rows for a run of views, for which
 * everything but the place between them is the same. Scratch space of one thread.
 */
final class RowRuns {

  private static final double ROW_TOLERANCE = 1e-6;

  /** Rows closer than this, in mm, are one. */
  private static final double SAME_ROW_MM = 1e-9;

  private static final float[] INDEX = new float[Lanes.COUNT];

  static {
    for (int k = 0; k < INDEX.length; k++) {
      INDEX[k] = k;
    }
  }

  private final int lastRow;
  private final RowWeight weight;
  private final float[] sum;
  private final float[] total;
  private final float[] distance;
  private ChannelRays a;
  private ChannelRays b;
  private int from;
  private int end;
  private double driftA;
  private double driftB;

  /**
   * Prepares for sums {@code [height][view]}.
   *
   * @param distance if not null, only the ray with the nearest source counts
   */
  RowRuns(int lastRow, RowWeight weight, float[] sum, float[] total, float[] distance) {
    this.lastRow = lastRow;
    this.weight = weight;
    this.sum = sum;
    this.total = total;
    this.distance = distance;
  }

  /**
   * Turns to the rays of one or two focal spot positions.
   *
   * @param second null if there is only one
   * @param newFrom first view, measured by the position or both
   * @param newEnd end of the views, all measured likewise
   */
  void aim(ChannelRays first, ChannelRays second, int newFrom, int newEnd) {
    a = first;
    b = second;
    from = newFrom;
    end = newEnd;
    driftA = drift(first);
    driftB = second == null ? 0 : drift(second);
  }

  /** Rows that a height moves from view to view. */
  private double drift(ChannelRays rays) {
    int steps = end - 1 - from;
    double[] base = rays.baseMm();
    return steps == 0 ? 0 : (base[from] - base[end - 1]) * rays.rowsPerMm() / steps;
  }

  /** Adds a height, whose sums begin at an index. */
  void add(double zMm, int at, boolean standIns) {
    int k = from;
    while (k < end) {
      double rowA = row(a, zMm, k);
      int floorA = floor(rowA);
      int stop = stop(a, zMm, k, rowA, floorA, driftA, end);
      if (b == null) {
        if (rowA >= 0 && rowA <= lastRow) {
          int r = Math.min(floorA, lastRow - 1);
          if (lastRow == 0) {
            addRun(zMm, at, k, stop, a, 0, a, 0, standIns);
          } else {
            addRun(zMm, at, k, stop, a, r, a, r + 1, standIns);
          }
        }
      } else {
        double rowB = row(b, zMm, k);
        int floorB = floor(rowB);
        stop = stop(b, zMm, k, rowB, floorB, driftB, stop);
        addBetween(zMm, at, k, stop, rowA, floorA, rowB, floorB, standIns);
      }
      k = stop;
    }
  }

  /** The row at a height; exact at the edges, where rounding could miss it. */
  private double row(ChannelRays rays, double zMm, int view) {
    double row = (zMm - rays.baseMm()[view]) * rays.rowsPerMm();
    if (row < 0) {
      return row >= -ROW_TOLERANCE ? 0 : row;
    }
    return row > lastRow && row <= lastRow + ROW_TOLERANCE ? lastRow : row;
  }

  private static int floor(double row) {
    int i = (int) row;
    return row < i ? i - 1 : i;
  }

  /** End of the views, before {@code limit}, in which a height stays above a row. */
  private int stop(
      ChannelRays rays, double zMm, int k, double row, int floor, double drift, int limit) {
    if (row == lastRow) {
      return k + 1;
    }
    double way = drift < 0 ? floor - row : floor + 1 - row;
    double views = drift == 0 ? limit - k : way / drift;
    if (views >= limit - k) {
      views = limit - k;
    }
    int stop = Math.max(k + 1, k + (int) Math.ceil(views));
    while (stop > k + 1 && !stays(row(rays, zMm, stop - 1), floor)) {
      stop--;
    }
    return stop;
  }

  private boolean stays(double row, int floor) {
    return row >= floor - ROW_TOLERANCE && row < floor + 1 + ROW_TOLERANCE;
  }

  private void addBetween(
      double zMm,
      int at,
      int k,
      int stop,
      double rowA,
      int floorA,
      double rowB,
      int floorB,
      boolean standIns) {
    int lowA = Math.min(floorA, lastRow);
    int lowB = Math.min(floorB, lastRow);
    int highA = rowA == lastRow ? lastRow : Math.max(floorA + 1, 0);
    int highB = rowB == lastRow ? lastRow : Math.max(floorB + 1, 0);
    double slopeA = a.slopeMm();
    double slopeB = b.slopeMm();
    double belowA = lowA < 0 ? Double.POSITIVE_INFINITY : (rowA - lowA) * slopeA;
    double belowB = lowB < 0 ? Double.POSITIVE_INFINITY : (rowB - lowB) * slopeB;
    double aboveA = highA > lastRow ? Double.POSITIVE_INFINITY : (highA - rowA) * slopeA;
    double aboveB = highB > lastRow ? Double.POSITIVE_INFINITY : (highB - rowB) * slopeB;
    boolean lowIsA = belowA <= belowB;
    boolean highIsA = aboveA <= aboveB;
    if ((lowIsA ? belowA : belowB) + (highIsA ? aboveA : aboveB) < Double.POSITIVE_INFINITY) {
      addRun(
          zMm,
          at,
          k,
          stop,
          lowIsA ? a : b,
          lowIsA ? lowA : lowB,
          highIsA ? a : b,
          highIsA ? highA : highB,
          standIns);
    }
  }

  private double weightedRow(double zMm, int k) {
    double row = row(a, zMm, k);
    if (b != null) {
      row = 0.5 * (row + row(b, zMm, k));
    }
    return Math.max(0, Math.min(lastRow, row));
  }

  private void addRun(
      double zMm,
      int at,
      int k,
      int stop,
      ChannelRays low,
      int lowRow,
      ChannelRays high,
      int highRow,
      boolean standIns) {
    double lowMm = lowRow * low.slopeMm();
    double gap = high.baseMm()[k] + highRow * high.slopeMm() - low.baseMm()[k] - lowMm;
    double perMm = gap > SAME_ROW_MM ? 1 / gap : 0;
    float place = (float) ((zMm - low.originMm() - lowMm) * perMm);
    int lowAt = lowRow * Lanes.COUNT;
    int highAt = highRow * Lanes.COUNT;
    if (distance != null) {
      addNearest(zMm, at, k, stop, low, lowAt, high, highAt, place, (float) perMm);
      return;
    }
    if (standIns) {
      dropStandIns(at, k, stop);
    }
    double first = weightedRow(zMm, k);
    double last = weightedRow(zMm, stop - 1);
    if (weight.flat(first, last)) {
      addFlat(
          low.values(),
          lowAt,
          high.values(),
          highAt,
          low.risenMm(),
          place,
          (float) perMm,
          sum,
          total,
          at,
          k,
          stop);
      return;
    }
    float w = weight.at(first);
    float slope = 0;
    float bend = 0;
    if (stop > k + 1) {
      int steps = stop - 1 - k;
      float middle = weight.at(0.5 * (first + last));
      float end = weight.at(last);
      slope = (4 * middle - 3 * w - end) / steps;
      bend = (2 * (w + end) - 4 * middle) / ((float) steps * steps);
    }
    addWeighted(
        low.values(),
        lowAt,
        high.values(),
        highAt,
        low.risenMm(),
        place,
        (float) perMm,
        w,
        slope,
        bend,
        sum,
        total,
        at,
        k,
        stop);
  }

  /** Weighted sums start anew where there is only a stand-in. */
  private void dropStandIns(int at, int from, int stop) {
    for (int x = at + from; x < at + stop; x++) {
      if (total[x] < 0) {
        sum[x] = 0;
        total[x] = 0;
      }
    }
  }

  private static void addFlat(
      float[] low,
      int lowAt,
      float[] high,
      int highAt,
      float[] risen,
      float place,
      float perMm,
      float[] sum,
      float[] total,
      int at,
      int from,
      int stop) {
    for (int k = from; k < stop; k++) {
      float v = low[lowAt + k];
      sum[at + k] += v + (place - risen[k] * perMm) * (high[highAt + k] - v);
      total[at + k] += 1;
    }
  }

  private static void addWeighted(
      float[] low,
      int lowAt,
      float[] high,
      int highAt,
      float[] risen,
      float place,
      float perMm,
      float weight,
      float slope,
      float bend,
      float[] sum,
      float[] total,
      int at,
      int from,
      int stop) {
    for (int k = from; k < stop; k++) {
      float step = INDEX[k] - INDEX[from];
      float w = weight + step * (slope + step * bend);
      float v = low[lowAt + k];
      sum[at + k] += w * (v + (place - risen[k] * perMm) * (high[highAt + k] - v));
      total[at + k] += w;
    }
  }

  private void addNearest(
      double zMm,
      int at,
      int from,
      int stop,
      ChannelRays low,
      int lowAt,
      ChannelRays high,
      int highAt,
      float place,
      float perMm) {
    for (int k = from; k < stop; k++) {
      float far = (float) Math.abs(zMm - a.sourceZMm()[k]);
      if (total[at + k] <= 0 || far < distance[at + k]) {
        float v = low.values()[lowAt + k];
        sum[at + k] = v + (place - low.risenMm()[k] * perMm) * (high.values()[highAt + k] - v);
        total[at + k] = 1;
        distance[at + k] = far;
      }
    }
  }
}
