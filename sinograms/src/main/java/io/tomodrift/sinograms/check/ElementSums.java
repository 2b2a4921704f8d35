package io.tomodrift.sinograms.check;

import io.tomodrift.geometry.helical.ConeDetector;

/**
 * Sums over views, element by element: of the values, of their squares, and of how far a value lies
 * outside the range of the two values k columns before and after. An edge of the object, however
 * steep, lies between its neighbours; a spike does not, and beside a dead column only the dead one
 * does not. k from 1 to 3 sees groups of up to three columns.
 */
final class ElementSums {

  /** Largest group of adjacent columns that is recognised. */
  static final int REACH = 3;

  private static final float COUNTED = 0.005f;

  private final int columns;
  private final int rows;
  private int views;
  private final double[] sum;
  private final double[] square;
  private final double[][] outside = new double[REACH][];
  private final int[][] often = new int[REACH][];

  ElementSums(ConeDetector detector) {
    columns = detector.columns();
    rows = detector.rows();
    sum = new double[columns * rows];
    square = new double[columns * rows];
    for (int k = 0; k < REACH; k++) {
      outside[k] = new double[columns * rows];
      often[k] = new int[columns * rows];
    }
  }

  void add(float[] values) {
    views++;
    for (int i = 0; i < sum.length; i++) {
      sum[i] += values[i];
      square[i] += (double) values[i] * values[i];
    }
    for (int k = 1; k <= REACH; k++) {
      addOutside(values, k * rows, outside[k - 1], often[k - 1]);
    }
  }

  private static void addOutside(float[] values, int step, double[] target, int[] count) {
    for (int i = step; i < values.length - step; i++) {
      float before = values[i - step];
      float after = values[i + step];
      float above = values[i] - Math.max(before, after);
      float below = Math.min(before, after) - values[i];
      float most = Math.max(above, below);
      target[i] += Math.max(0, most);
      count[i] += most > COUNTED ? 1 : 0;
    }
  }

  void add(ElementSums other) {
    views += other.views;
    accumulate(sum, other.sum);
    accumulate(square, other.square);
    for (int k = 0; k < REACH; k++) {
      accumulate(outside[k], other.outside[k]);
      for (int i = 0; i < often[k].length; i++) {
        often[k][i] += other.often[k][i];
      }
    }
  }

  private static void accumulate(double[] target, double[] more) {
    for (int i = 0; i < target.length; i++) {
      target[i] += more[i];
    }
  }

  int columns() {
    return columns;
  }

  int rows() {
    return rows;
  }

  /** Standard deviation of an element over the views. */
  double deviation(int column, int row) {
    int i = column * rows + row;
    double mean = sum[i] / views;
    return Math.sqrt(Math.max(0, square[i] / views - mean * mean));
  }

  /** Mean distance of an element from the range of the elements {@code k} columns away. */
  double outside(int k, int column, int row) {
    return outside[k - 1][column * rows + row] / views;
  }

  /** Share of the views in which an element is outside that range. */
  double often(int k, int column, int row) {
    return (double) often[k - 1][column * rows + row] / views;
  }
}
