package io.tomodrift.sinograms.rebin;

import java.util.Arrays;

/**
 * Collects the estimates of the rays of one view, for all channels and heights: {@code [channel]
 * [height]}. Scratch space of one thread.
 */
final class SliceSampler {

  private static final double ROW_TOLERANCE = 1e-6;

  private final double[] heightsMm;
  private final int lastRow;
  private final RowWeight weight;
  private final boolean nearest;
  private final float[] sum;
  private final float[] total;
  private final float[] distance;

  SliceSampler(double[] heightsMm, int channels, int rows, RowWeight weight, boolean nearest) {
    this.heightsMm = heightsMm;
    this.lastRow = rows - 1;
    this.weight = weight;
    this.nearest = nearest;
    this.sum = new float[channels * heightsMm.length];
    this.total = new float[sum.length];
    this.distance = new float[sum.length];
  }

  void clear() {
    Arrays.fill(sum, 0);
    Arrays.fill(total, 0);
  }

  /** True if a ray was measured. */
  boolean has(int channel, int height) {
    return total[channel * heightsMm.length + height] > 0;
  }

  /** True if a ray was measured or has a stand-in. */
  boolean known(int channel, int height) {
    return total[channel * heightsMm.length + height] != 0;
  }

  /** The estimate of a ray, or its stand-in; 0 if there is neither. */
  float value(int channel, int height) {
    int at = channel * heightsMm.length + height;
    return total[at] == 0 ? 0 : sum[at] / total[at];
  }

  private void add(int at, float value, double row, double distanceMm) {
    if (nearest) {
      addNearest(at, value, (float) distanceMm);
      return;
    }
    float w = weight.at(row);
    if (total[at] < 0) {
      sum[at] = w * value;
      total[at] = w;
    } else {
      sum[at] += w * value;
      total[at] += w;
    }
  }

  private void addNearest(int at, float value, float distanceMm) {
    if (total[at] <= 0 || distanceMm < distance[at]) {
      sum[at] = value;
      total[at] = 1;
      distance[at] = distanceMm;
    }
  }

  /** Adds the rays of one focal spot position, interpolated between its rows. */
  void add(int channel, ChannelRun run) {
    int at = channel * heightsMm.length;
    float[] values = run.values();
    double base = run.baseMm();
    double perMm = 1 / run.slopeMm();
    for (int j = 0; j < heightsMm.length; j++) {
      double row = (heightsMm[j] - base) * perMm;
      if (row >= -ROW_TOLERANCE && row <= lastRow + ROW_TOLERANCE) {
        row = Math.max(0, Math.min(lastRow, row));
        int r = Math.min((int) row, lastRow - 1);
        float t = (float) (row - r);
        float value = lastRow == 0 ? values[0] : values[r] + t * (values[r + 1] - values[r]);
        add(at + j, value, row, Math.abs(heightsMm[j] - run.sourceZMm()));
      }
    }
  }

  /**
   * Adds the rays of two focal spot positions, interpolated between the nearest row below and the
   * nearest above, whichever position they belong to.
   */
  void add(int channel, ChannelRun first, ChannelRun second) {
    int at = channel * heightsMm.length;
    double baseA = first.baseMm();
    double baseB = second.baseMm();
    double slopeA = first.slopeMm();
    double slopeB = second.slopeMm();
    double perMmA = 1 / slopeA;
    double perMmB = 1 / slopeB;
    float[] valuesA = first.values();
    float[] valuesB = second.values();
    for (int j = 0; j < heightsMm.length; j++) {
      double z = heightsMm[j];
      double rowA = (z - baseA) * perMmA;
      double rowB = (z - baseB) * perMmB;
      if (rowA >= 0 && rowB >= 0 && rowA < lastRow && rowB < lastRow) {
        int a = (int) rowA;
        int b = (int) rowB;
        double belowA = (rowA - a) * slopeA;
        double belowB = (rowB - b) * slopeB;
        double aboveA = slopeA - belowA;
        double aboveB = slopeB - belowB;
        float low = belowA <= belowB ? valuesA[a] : valuesB[b];
        float high = aboveA <= aboveB ? valuesA[a + 1] : valuesB[b + 1];
        double below = belowA <= belowB ? belowA : belowB;
        double above = aboveA <= aboveB ? aboveA : aboveB;
        float value = low + (float) (below / (below + above)) * (high - low);
        add(at + j, value, 0.5 * (rowA + rowB), Math.abs(z - first.sourceZMm()));
      } else if (Math.max(rowA, rowB) >= -ROW_TOLERANCE
          && Math.min(rowA, rowB) <= lastRow + ROW_TOLERANCE) {
        addAtEdge(at + j, z, first, second);
      }
    }
  }

  /** As above where one of the positions, or both, has only one of the two neighbouring rows. */
  private void addAtEdge(int at, double zMm, ChannelRun first, ChannelRun second) {
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
    float low = belowA <= belowB ? first.values()[lowA] : second.values()[lowB];
    float high = aboveA <= aboveB ? first.values()[highA] : second.values()[highB];
    float t = below + above > 0 ? (float) (below / (below + above)) : 0;
    double row = Math.max(0, Math.min(lastRow, 0.5 * (rowA + rowB)));
    add(at, low + t * (high - low), row, Math.abs(zMm - first.sourceZMm()));
  }

  /**
   * Gives rays that were not measured a stand-in, marked by a total of -1: the nearest row of the
   * nearest turn.
   */
  void addStandIn(int channel, ChannelRun run) {
    int start = channel * heightsMm.length;
    for (int j = 0; j < heightsMm.length; j++) {
      int at = start + j;
      float far = (float) Math.abs(heightsMm[j] - run.sourceZMm());
      if (total[at] == 0 || (total[at] < 0 && far < distance[at])) {
        double row = (heightsMm[j] - run.baseMm()) / run.slopeMm();
        sum[at] = -run.values()[(int) Math.rint(Math.max(0, Math.min(lastRow, row)))];
        total[at] = -1;
        distance[at] = far;
      }
    }
  }
}
