package io.tomodrift.sinograms.rebin;

import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.StoredScale;

/**
 * The weighted estimate of a ray, gathered ray by ray in double precision: for each turn and group
 * the neighbours in view, column and row, and nothing shared between rays, slices or turns.
 */
final class GatherOracle {

  private final RebinPlan plan;
  private final double[][] integrals;
  private final boolean cubic;
  private final int rows;
  private final double centreRow;

  GatherOracle(RebinPlan plan, SolidScan source) {
    this.plan = plan;
    HelicalGeometry scan = plan.scan();
    ConeDetector detector = scan.detector();
    this.cubic = plan.settings().interpolation() == RayInterpolation.CUBIC;
    this.rows = detector.rows();
    this.centreRow = detector.centreRow();
    this.integrals = new double[scan.views()][detector.elements()];
    short[] stored = new short[detector.elements()];
    for (int v = 0; v < integrals.length; v++) {
      StoredScale scale = source.read(v, stored);
      for (int i = 0; i < stored.length; i++) {
        integrals[v][i] = scale.slope() * (stored[i] & 0xffff) + scale.intercept();
      }
    }
  }

  /** One focal spot's rows for a ray: heights base + row slope. */
  private record Rows(double[] value, double base, double slope) {

    double rowAt(double z) {
      return (z - base) / slope;
    }
  }

  double value(int slice, int view, int channel) {
    double z = plan.sliceAxis().zMm(slice);
    double source = plan.geometry(slice).angles().rad(view);
    double sum = 0;
    double total = 0;
    for (RayGroup group : plan.groups(slice, view)) {
      if (!group.serves(channel)) {
        continue;
      }
      for (int turn = -40; turn <= 40; turn++) {
        double angle = source + turn * 2 * Math.PI;
        Rows a = rowsOf(group, 0, channel, angle);
        Rows b = group.spots() > 1 ? rowsOf(group, 1, channel, angle) : null;
        if (a == null && b == null) {
          continue;
        }
        double[] found = a != null && b != null ? between(a, b, z) : between(a == null ? b : a, z);
        sum += found[0] * found[1];
        total += found[0];
      }
    }
    return total == 0 ? 0 : sum / total;
  }

  private double weight(double row) {
    double q = Math.abs(row - (rows - 1) / 2.0) / (rows / 2.0);
    double from = plan.settings().smoothFrom();
    double fade = q < from ? 1 : Math.cos(Math.PI / 2 * (q - from) / (1 - from));
    return fade * fade;
  }

  private double[] between(Rows a, double z) {
    double row = a.rowAt(z);
    if (row < 0 || row > rows - 1) {
      return new double[2];
    }
    int r = Math.min((int) row, rows - 2);
    double value = a.value[r] + (row - r) * (a.value[r + 1] - a.value[r]);
    return new double[] {weight(row), value};
  }

  /** Between the nearest row of either position below and the nearest above. */
  private double[] between(Rows a, Rows b, double z) {
    double below = Double.POSITIVE_INFINITY;
    double above = Double.POSITIVE_INFINITY;
    double low = 0;
    double high = 0;
    for (Rows rowsOfOne : new Rows[] {a, b}) {
      for (int r = 0; r < rows; r++) {
        double height = rowsOfOne.base + r * rowsOfOne.slope;
        if (height <= z && z - height < below) {
          below = z - height;
          low = rowsOfOne.value[r];
        }
        if (height >= z && height - z < above) {
          above = height - z;
          high = rowsOfOne.value[r];
        }
      }
    }
    if (Double.isInfinite(below + above)) {
      return new double[2];
    }
    double t = below + above > 0 ? below / (below + above) : 0;
    double row = Math.max(0, Math.min(rows - 1.0, 0.5 * (a.rowAt(z) + b.rowAt(z))));
    return new double[] {weight(row), low + t * (high - low)};
  }

  private Rows rowsOf(RayGroup group, int spot, int channel, double sourceRad) {
    RayMap map = group.map(spot);
    SpotTrack track = group.track(spot);
    double place = map.place(channel);
    if (Double.isNaN(place)) {
      return null;
    }
    int c = (int) place;
    double t = place - c;
    double[][] columns = new double[4][];
    double[] heights = new double[4];
    for (int k = 0; k < 4; k++) {
      int column = c - 1 + k;
      if (column >= 0 && column < map.columns()) {
        double position = track.position(sourceRad + map.focalOffsetRad(column));
        heights[k] = Double.isNaN(position) ? Double.NaN : track.zMm(position);
        columns[k] = Double.isNaN(position) ? null : column(map, track, column, position);
      }
    }
    if (columns[1] == null || (t > 0 && columns[2] == null)) {
      return null;
    }
    int next = t > 0 ? c + 1 : c;
    double slope = (1 - t) * map.slopeMm(c) + t * map.slopeMm(next);
    double z = t > 0 ? (1 - t) * heights[1] + t * heights[2] : heights[1];
    double base = z + (1 - t) * map.liftMm(c) + t * map.liftMm(next) - centreRow * slope;
    double[] value = new double[rows];
    double[] w = weights(t, columns[0] != null && columns[3] != null);
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < 4; k++) {
        value[r] += w[k] == 0 ? 0 : w[k] * columns[k][r];
      }
    }
    return new Rows(value, base, slope);
  }

  private double[] column(RayMap map, SpotTrack track, int column, double position) {
    int i = (int) position;
    double[] value = new double[rows];
    double[] w = weights(position - i, track.joined(i - 1) && track.joined(i + 1));
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < 4; k++) {
        if (w[k] != 0) {
          value[r] += w[k] * integrals[track.view(i - 1 + k)][column * rows + r];
        }
      }
      value[r] *= map.obliquity(column)[r];
    }
    return value;
  }

  /** Keys' cubic convolution as published, at distances from the samples; else linear. */
  private double[] weights(double t, boolean four) {
    if (t == 0 || !cubic || !four) {
      return new double[] {0, 1 - t, t, 0};
    }
    return new double[] {outer(1 + t), inner(t), inner(1 - t), outer(2 - t)};
  }

  private static double inner(double s) {
    return 1.5 * s * s * s - 2.5 * s * s + 1;
  }

  private static double outer(double s) {
    return -0.5 * s * s * s + 2.5 * s * s - 4 * s + 2;
  }
}
