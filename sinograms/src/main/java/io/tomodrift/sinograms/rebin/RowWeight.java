package io.tomodrift.sinograms.rebin;

/**
 * Weight of a row: with q the distance from the middle row over half the number of rows, 1 below Q
 * and {@code cos^2(pi/2 (q - Q)/(1 - Q))} above. Positive on the whole detector.
 */
final class RowWeight {

  private static final int ENTRIES_PER_ROW = 64;

  private final float[] table;
  private final double middle;
  private final double flatRows;

  RowWeight(int rows, double smoothFrom) {
    this.middle = (rows - 1) / 2.0;
    this.flatRows = smoothFrom * rows / 2.0;
    this.table = new float[rows * ENTRIES_PER_ROW / 2 + 2];
    for (int i = 0; i < table.length; i++) {
      double q = Math.min((double) i / ENTRIES_PER_ROW, middle) / (rows / 2.0);
      double fade =
          q < smoothFrom ? 1 : Math.cos(Math.PI / 2 * (q - smoothFrom) / (1 - smoothFrom));
      table[i] = (float) (fade * fade);
    }
  }

  /** Weight of a fractional row of the detector. */
  float at(double row) {
    double place = Math.abs(row - middle) * ENTRIES_PER_ROW;
    int i = Math.min((int) place, table.length - 2);
    return table[i] + (float) (place - i) * (table[i + 1] - table[i]);
  }

  /** True if all rows between two have weight 1. */
  boolean flat(double rowA, double rowB) {
    return Math.max(Math.abs(rowA - middle), Math.abs(rowB - middle)) <= flatRows;
  }
}
