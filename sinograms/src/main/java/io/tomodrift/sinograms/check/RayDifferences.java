package io.tomodrift.sinograms.check;

/**
 * Squared differences between rays and their conjugates, NaN where there is none, for a fixed list
 * of rays grouped by view. Weighted by the share of the quanta that came through, because noise
 * grows as it falls.
 */
final class RayDifferences {

  final int groups;
  final int perGroup;
  final float[] square;
  final float[] signal;
  final float[] noise;

  RayDifferences(int groups, int perGroup) {
    this.groups = groups;
    this.perGroup = perGroup;
    square = new float[groups * perGroup];
    signal = new float[groups * perGroup];
    noise = new float[groups * perGroup];
    java.util.Arrays.fill(square, Float.NaN);
  }

  /** All of several lists, one after the other. */
  static RayDifferences concat(java.util.List<RayDifferences> parts) {
    int groups = parts.stream().mapToInt(part -> part.groups).sum();
    RayDifferences all = new RayDifferences(groups, parts.get(0).perGroup);
    int at = 0;
    for (RayDifferences part : parts) {
      System.arraycopy(part.square, 0, all.square, at, part.square.length);
      System.arraycopy(part.signal, 0, all.signal, at, part.square.length);
      System.arraycopy(part.noise, 0, all.noise, at, part.square.length);
      at += part.square.length;
    }
    return all;
  }

  /** Rays that have a conjugate. */
  int rays() {
    int count = 0;
    for (float value : square) {
      count += Float.isNaN(value) ? 0 : 1;
    }
    return count;
  }

  /** Root of the sum of squares over the sum of squared line integrals. */
  double normalisedRms() {
    return Math.sqrt(sum(square) / sum(signal));
  }

  /** What {@link #normalisedRms} would be if noise were the only difference. */
  double noiseRms() {
    return Math.sqrt(sum(noise) / sum(signal));
  }

  private double sum(float[] values) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += Float.isNaN(square[i]) ? 0 : values[i];
    }
    return sum;
  }

  /**
   * Sums of squares by group over the rays that all of several lists have: {@code [list][group]}.
   */
  static double[][] commonSums(RayDifferences... lists) {
    RayDifferences first = lists[0];
    double[][] sums = new double[lists.length][first.groups];
    for (int i = 0; i < first.square.length; i++) {
      boolean common = true;
      for (RayDifferences list : lists) {
        common &= !Float.isNaN(list.square[i]);
      }
      for (int k = 0; common && k < lists.length; k++) {
        sums[k][i / first.perGroup] += lists[k].square[i];
      }
    }
    return sums;
  }
}
