package io.tomodrift.sinograms.rebin;

import io.tomodrift.geometry.helical.StoredScale;

/**
 * One turn of one focal spot position at one source angle: for each column the line integrals of
 * its rows, interpolated between views and reduced to the plane of rotation. Scratch space of one
 * thread.
 */
final class ColumnRuns {

  private final ViewWindow window;
  private final boolean cubic;
  private final double[] position;
  private final double[] zMm;
  private final float[][] values;
  private final double[] weights = new double[4];
  private RayMap map;
  private SpotTrack track;

  ColumnRuns(ViewWindow window, int columns, int rows, boolean cubic) {
    this.window = window;
    this.cubic = cubic;
    this.position = new double[columns];
    this.zMm = new double[columns];
    this.values = new float[columns][rows];
  }

  /** Finds the views of all columns for an unwrapped source angle. */
  void aim(RayMap newMap, SpotTrack newTrack, double sourceRad) {
    map = newMap;
    track = newTrack;
    ViewRange range = window.range();
    for (int c = 0; c < position.length; c++) {
      double place = track.position(sourceRad + map.focalOffsetRad(c));
      boolean here = !Double.isNaN(place) && available(place, range);
      position[c] = place;
      zMm[c] = here ? track.zMm(place) : Double.NaN;
    }
  }

  private boolean available(double place, ViewRange range) {
    int i = (int) place;
    return range.contains(track.view(i)) && (place == i || range.contains(track.view(i + 1)));
  }

  RayMap map() {
    return map;
  }

  /** Z of the focal centre when a column measured its ray, mm; NaN if it did not. */
  double zMm(int column) {
    return zMm[column];
  }

  /** Line integrals of a column, valid for the rows last interpolated. */
  float[] values(int column) {
    return values[column];
  }

  /** Interpolates rows {@code from} to {@code to} (inclusive) of every column there is. */
  void interpolate(int from, int to) {
    int rows = values[0].length;
    for (int c = 0; c < position.length; c++) {
      if (!Double.isNaN(zMm[c])) {
        interpolateColumn(c, c * rows, from, to);
      }
    }
  }

  private void interpolateColumn(int column, int offset, int from, int to) {
    int i = (int) position[column];
    double t = position[column] - i;
    float[] out = values[column];
    float[] obliquity = map.obliquity(column);
    if (t == 0) {
      StoredScale scale = window.scale(track.view(i));
      short[] data = window.data(track.view(i));
      one(out, data, (float) scale.slope(), (float) scale.intercept(), obliquity, offset, from, to);
      return;
    }
    if (cubic && track.joined(i - 1) && track.joined(i + 1) && near(i)) {
      cubic(out, i, t, obliquity, offset, from, to);
      return;
    }
    StoredScale a = window.scale(track.view(i));
    StoredScale b = window.scale(track.view(i + 1));
    two(
        out,
        window.data(track.view(i)),
        window.data(track.view(i + 1)),
        (float) ((1 - t) * a.slope()),
        (float) (t * b.slope()),
        (float) ((1 - t) * a.intercept() + t * b.intercept()),
        obliquity,
        offset,
        from,
        to);
  }

  private boolean near(int i) {
    ViewRange range = window.range();
    return range.contains(track.view(i - 1)) && range.contains(track.view(i + 2));
  }

  private void cubic(
      float[] out, int i, double t, float[] obliquity, int offset, int from, int to) {
    Cubic.weights(t, weights);
    StoredScale a = window.scale(track.view(i - 1));
    StoredScale b = window.scale(track.view(i));
    StoredScale c = window.scale(track.view(i + 1));
    StoredScale d = window.scale(track.view(i + 2));
    double constant =
        weights[0] * a.intercept()
            + weights[1] * b.intercept()
            + weights[2] * c.intercept()
            + weights[3] * d.intercept();
    four(
        out,
        window.data(track.view(i - 1)),
        window.data(track.view(i)),
        window.data(track.view(i + 1)),
        window.data(track.view(i + 2)),
        (float) (weights[0] * a.slope()),
        (float) (weights[1] * b.slope()),
        (float) (weights[2] * c.slope()),
        (float) (weights[3] * d.slope()),
        (float) constant,
        obliquity,
        offset,
        from,
        to);
  }

  private static void one(
      float[] out,
      short[] a,
      float slope,
      float constant,
      float[] obliquity,
      int offset,
      int from,
      int to) {
    for (int r = from; r <= to; r++) {
      out[r] = (slope * a[offset + r] + constant) * obliquity[r];
    }
  }

  private static void two(
      float[] out,
      short[] a,
      short[] b,
      float weightA,
      float weightB,
      float constant,
      float[] obliquity,
      int offset,
      int from,
      int to) {
    for (int r = from; r <= to; r++) {
      float sum = weightA * a[offset + r] + weightB * b[offset + r];
      out[r] = (sum + constant) * obliquity[r];
    }
  }

  private static void four(
      float[] out,
      short[] a,
      short[] b,
      short[] c,
      short[] d,
      float weightA,
      float weightB,
      float weightC,
      float weightD,
      float constant,
      float[] obliquity,
      int offset,
      int from,
      int to) {
    for (int r = from; r <= to; r++) {
      float inner = weightB * b[offset + r] + weightC * c[offset + r];
      float outer = weightA * a[offset + r] + weightD * d[offset + r];
      out[r] = (inner + outer + constant) * obliquity[r];
    }
  }
}
