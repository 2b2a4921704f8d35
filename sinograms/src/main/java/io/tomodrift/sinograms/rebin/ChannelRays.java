package io.tomodrift.sinograms.rebin;

/**
 * The rows of one channel of the ideal fan for some neighbouring views, and the heights at which
 * they cross the slices: {@code Z = base + row slope}, with a base for each view. Scratch space of
 * one thread.
 */
final class ChannelRays {

  private final boolean cubic;
  private final double centreRow;
  private final float[] buffer;
  private final double[] baseMm = new double[Lanes.COUNT];
  private final double[] sourceZMm = new double[Lanes.COUNT];
  private final float[] risenMm = new float[Lanes.COUNT];
  private ColumnPlanes planes;
  private int channel;
  private int column;
  private boolean exact;
  private boolean gaps;
  private float[] values;
  private double slopeMm;
  private double rowsPerMm;
  private double originMm;
  private double lowestBaseMm;
  private double highestBaseMm;
  private int from;
  private int end;

  ChannelRays(int rows, double centreRow, boolean cubic) {
    this.cubic = cubic;
    this.centreRow = centreRow;
    this.buffer = Lanes.array(rows);
    this.values = buffer;
  }

  /** Line integrals {@code [row][view]}, where they were read. */
  float[] values() {
    return values;
  }

  /** Height of row 0 of each view, mm; NaN if the ray was not measured. */
  double[] baseMm() {
    return baseMm;
  }

  /** Z of the focal centre of each view, mm. */
  double[] sourceZMm() {
    return sourceZMm;
  }

  /** Height of row 0 of each view above {@link #originMm}, mm. */
  float[] risenMm() {
    return risenMm;
  }

  /** A height near those of row 0, which depends on nothing but the scan, mm. */
  double originMm() {
    return originMm;
  }

  /** Distance between rows, mm. */
  double slopeMm() {
    return slopeMm;
  }

  /** The reciprocal of that. */
  double rowsPerMm() {
    return rowsPerMm;
  }

  /** Lowest height of row 0, mm. */
  double lowestBaseMm() {
    return lowestBaseMm;
  }

  /** Highest height of row 0, mm. */
  double highestBaseMm() {
    return highestBaseMm;
  }

  /** First view that measured the ray. */
  int from() {
    return from;
  }

  /** End of the views that measured it. */
  int end() {
    return end;
  }

  /** True if all views between these measured the ray. */
  boolean whole() {
    return !gaps;
  }

  /** True if a view measured the ray. */
  boolean has(int view) {
    return view >= from && view < end && !Double.isNaN(baseMm[view]);
  }

  /**
   * Turns to a channel; nothing is read yet.
   *
   * @return false if the ray was not measured
   */
  boolean locate(ColumnPlanes newPlanes, int newChannel) {
    planes = newPlanes;
    channel = newChannel;
    RayMap map = planes.map();
    double place = map.place(channel);
    if (Double.isNaN(place)) {
      return false;
    }
    column = (int) place;
    double t = place - column;
    exact = t == 0;
    ColumnAim a = planes.aim(column);
    ColumnAim b = exact ? a : planes.aim(column + 1);
    from = Math.max(a.from(), b.from());
    end = Math.min(a.end(), b.end());
    if (from >= end) {
      return false;
    }
    slopeMm = map.channelSlopeMm(channel);
    rowsPerMm = 1 / slopeMm;
    double lift = map.channelLiftMm(channel) - centreRow * slopeMm;
    originMm = planes.originMm() + lift;
    gaps = a.gaps() || b.gaps();
    place(a.zMm(), b.zMm(), t, lift);
    return lowestBaseMm <= highestBaseMm;
  }

  private void place(double[] a, double[] b, double t, double lift) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int k = from; k < end; k++) {
      double z = exact ? a[k] : (1 - t) * a[k] + t * b[k];
      double base = z + lift;
      sourceZMm[k] = z;
      baseMm[k] = base;
      risenMm[k] = (float) (base - originMm);
      low = base < low ? base : low;
      high = base > high ? base : high;
    }
    lowestBaseMm = low;
    highestBaseMm = high;
  }

  /** Interpolates the rows that the heights need between columns. */
  void read() {
    int c = column;
    if (exact) {
      values = planes.plane(c);
      return;
    }
    values = buffer;
    ColumnAim a = planes.aim(c);
    ColumnAim b = planes.aim(c + 1);
    int row = planes.firstRow(Math.min(a.lowRow(), b.lowRow()));
    int endRow = planes.endRow(Math.max(a.highRow(), b.highRow()));
    RayMap map = planes.map();
    float t = (float) (map.place(channel) - c);
    float[] second = planes.plane(c);
    float[] third = planes.plane(c + 1);
    boolean inside = cubic && c > 0 && c + 2 < map.columns();
    if (!inside) {
      Lanes.two(second, 1 - t, third, t, buffer, row * Lanes.COUNT, endRow * Lanes.COUNT);
      return;
    }
    float[] w = map.channelWeights();
    int k = 4 * channel;
    Lanes.four(
        planes.plane(c - 1),
        w[k],
        second,
        w[k + 1],
        third,
        w[k + 2],
        planes.plane(c + 2),
        w[k + 3],
        buffer,
        row * Lanes.COUNT,
        endRow * Lanes.COUNT);
    double[] before = planes.aim(c - 1).zMm();
    double[] after = planes.aim(c + 2).zMm();
    for (int lane = from; lane < end; lane++) {
      if (Double.isNaN(before[lane] + after[lane])) {
        Lanes.two(second, 1 - t, third, t, buffer, lane, row, endRow);
      }
    }
  }
}
