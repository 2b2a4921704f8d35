package io.tomodrift.sinograms.check;

import java.util.Arrays;
import java.util.List;

/**
 * Squared differences between rays and their conjugates, NaN where there is none, for a fixed list
 * of rays, {@code [group][ray][focal spot]}: groups are views, and the first focal spot is the
 * ray's own. Weighted by the share of the quanta that came through, because noise grows as it
 * falls.
 */
final class RayDifferences {

  /** Median of the square of a normal variable of variance 1. */
  private static final double MEDIAN_OF_SQUARE = 0.4549;

  final int groups;
  final int raysPerGroup;
  final int spots;
  final float[] square;
  final float[] signal;
  final float[] noise;

  RayDifferences(int groups, int raysPerGroup, int spots) {
    this.groups = groups;
    this.raysPerGroup = raysPerGroup;
    this.spots = spots;
    square = new float[groups * raysPerGroup * spots];
    signal = new float[square.length];
    noise = new float[square.length];
    Arrays.fill(square, Float.NaN);
  }

  /** All of several lists, one after the other. */
  static RayDifferences concat(List<RayDifferences> parts) {
    int groups = parts.stream().mapToInt(part -> part.groups).sum();
    RayDifferences first = parts.get(0);
    RayDifferences all = new RayDifferences(groups, first.raysPerGroup, first.spots);
    int at = 0;
    for (RayDifferences part : parts) {
      System.arraycopy(part.square, 0, all.square, at, part.square.length);
      System.arraycopy(part.signal, 0, all.signal, at, part.square.length);
      System.arraycopy(part.noise, 0, all.noise, at, part.square.length);
      at += part.square.length;
    }
    return all;
  }

  /** Values a group has. */
  int perGroup() {
    return raysPerGroup * spots;
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

  /**
   * What {@link #normalisedRms} would be if noise were the only difference, from the median of the
   * squared second differences: edges of the object are second differences, too, but few.
   */
  double noiseRms() {
    float[] sorted = new float[rays()];
    int n = 0;
    for (int i = 0; i < square.length; i++) {
      if (!Float.isNaN(square[i])) {
        sorted[n++] = noise[i];
      }
    }
    Arrays.sort(sorted);
    return n == 0 ? 0 : Math.sqrt(n * sorted[n / 2] / MEDIAN_OF_SQUARE / sum(signal));
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
        sums[k][i / first.perGroup()] += lists[k].square[i];
      }
    }
    return sums;
  }
}
