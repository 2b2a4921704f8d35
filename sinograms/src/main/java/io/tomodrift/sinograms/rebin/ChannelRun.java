package io.tomodrift.sinograms.rebin;

/**
 * The rows of one ray of the ideal fan, and the heights at which they cross the slices: {@code Z =
 * base + row slope}. Scratch space of one thread.
 */
final class ChannelRun {

  private final boolean cubic;
  private final double centreRow;
  private final float[] buffer;
  private final double[] weights = new double[4];
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

  /** Line integrals of the rows. */
  float[] values() {
    return values;
  }

  /** Height of row 0, mm. */
  double baseMm() {
    return baseMm;
  }

  /** Distance between rows, mm. */
  double slopeMm() {
    return slopeMm;
  }

  /** Z of the focal centre, mm. */
  double sourceZMm() {
    return sourceZMm;
  }

  /**
   * Interpolates rows {@code from} to {@code to} (inclusive) of a channel between columns.
   *
   * @return false if the ray was not measured
   */
  boolean read(ColumnRuns runs, int channel, int from, int to) {
    RayMap map = runs.map();
    double place = map.place(channel);
    if (Double.isNaN(place)) {
      return false;
    }
    int c = (int) place;
    double t = place - c;
    if (t == 0) {
      values = runs.values(c);
      sourceZMm = runs.zMm(c);
      locate(map.liftMm(c), map.slopeMm(c));
      return !Double.isNaN(sourceZMm);
    }
    sourceZMm = (1 - t) * runs.zMm(c) + t * runs.zMm(c + 1);
    if (Double.isNaN(sourceZMm)) {
      return false;
    }
    locate(
        (1 - t) * map.liftMm(c) + t * map.liftMm(c + 1),
        (1 - t) * map.slopeMm(c) + t * map.slopeMm(c + 1));
    values = buffer;
    if (cubic && inside(runs, c)) {
      Cubic.weights(t, weights);
      four(
          buffer,
          runs.values(c - 1),
          runs.values(c),
          runs.values(c + 1),
          runs.values(c + 2),
          weights,
          from,
          to);
    } else {
      two(buffer, runs.values(c), runs.values(c + 1), 1 - t, t, from, to);
    }
    return true;
  }

  private void locate(double liftMm, double newSlopeMm) {
    slopeMm = newSlopeMm;
    baseMm = sourceZMm + liftMm - centreRow * newSlopeMm;
  }

  private static boolean inside(ColumnRuns runs, int c) {
    return c > 0
        && c + 2 < runs.map().columns()
        && !Double.isNaN(runs.zMm(c - 1))
        && !Double.isNaN(runs.zMm(c + 2));
  }

  private static void two(
      float[] out, float[] a, float[] b, double weightA, double weightB, int from, int to) {
    float wa = (float) weightA;
    float wb = (float) weightB;
    for (int r = from; r <= to; r++) {
      out[r] = wa * a[r] + wb * b[r];
    }
  }

  private static void four(
      float[] out, float[] a, float[] b, float[] c, float[] d, double[] weights, int from, int to) {
    float wa = (float) weights[0];
    float wb = (float) weights[1];
    float wc = (float) weights[2];
    float wd = (float) weights[3];
    for (int r = from; r <= to; r++) {
      out[r] = (wb * b[r] + wc * c[r]) + (wa * a[r] + wd * d[r]);
    }
  }
}
