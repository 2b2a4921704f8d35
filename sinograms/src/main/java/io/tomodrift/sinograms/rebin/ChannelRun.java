package io.tomodrift.sinograms.rebin;

/**
 * The rows of one ray of the ideal fan, and the heights at which they cross the slices: {@code Z =
 * base + row slope}. Scratch space of one thread.
 */
final class ChannelRun {

  private final boolean cubic;
  private final double centreRow;
  private final float[] buffer;
  private ColumnRuns runs;
  private int channel;
  private int column;
  private boolean exact;
  private float[] values;
  private double baseMm;
  private double slopeMm;
  private double sourceZMm;

  ChannelRun(int rows, double centreRow, boolean cubic) {
    this.cubic = cubic;
    this.centreRow = centreRow;
    this.buffer = new float[rows];
    this.values = buffer;
  }

  /** Line integrals of the rows that were read. */
  float[] values() {
    return values;
  }

  /** The value of a row that was read. */
  float value(int row) {
    return values[row];
  }

  /** Height of row 0, mm. */
  double baseMm() {
    return baseMm;
  }

  /** Distance between rows, mm. */
  double slopeMm() {
    return slopeMm;
  }

  /** Height of a row, mm. */
  double rowMm(int row) {
    return baseMm + row * slopeMm;
  }

  /** Z of the focal centre, mm. */
  double sourceZMm() {
    return sourceZMm;
  }

  /**
   * Turns to a channel; nothing is read yet.
   *
   * @return false if the ray was not measured
   */
  boolean locate(ColumnRuns newRuns, int newChannel) {
    runs = newRuns;
    channel = newChannel;
    RayMap map = runs.map();
    double place = map.place(channel);
    if (Double.isNaN(place)) {
      return false;
    }
    int c = (int) place;
    column = c;
    double t = place - c;
    exact = t == 0;
    sourceZMm = exact ? runs.zMm(c) : (1 - t) * runs.zMm(c) + t * runs.zMm(c + 1);
    slopeMm = map.channelSlopeMm(channel);
    baseMm = sourceZMm + map.channelLiftMm(channel) - centreRow * slopeMm;
    values = exact && !Double.isNaN(sourceZMm) ? runs.values(c) : buffer;
    return !Double.isNaN(sourceZMm);
  }

  /**
   * Interpolates rows {@code from} to {@code to} (inclusive, as far as there are) between columns.
   */
  void read(int from, int to) {
    if (exact) {
      return;
    }
    int first = Math.max(0, from);
    int end = Math.min(buffer.length, to + 1);
    RayMap map = runs.map();
    int c = column;
    if (cubic && inside(runs, c)) {
      float[] w = map.channelWeights();
      int k = 4 * channel;
      ColumnRuns.four(
          runs.values(c - 1),
          w[k],
          runs.values(c),
          w[k + 1],
          runs.values(c + 1),
          w[k + 2],
          runs.values(c + 2),
          w[k + 3],
          buffer,
          first,
          end);
    } else {
      float t = (float) (map.place(channel) - c);
      ColumnRuns.two(runs.values(c), 1 - t, runs.values(c + 1), t, buffer, first, end);
    }
  }

  private static boolean inside(ColumnRuns runs, int c) {
    return c > 0
        && c + 2 < runs.map().columns()
        && !Double.isNaN(runs.zMm(c - 1))
        && !Double.isNaN(runs.zMm(c + 2));
  }
}
