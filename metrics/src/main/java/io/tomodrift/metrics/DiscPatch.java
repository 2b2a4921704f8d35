package io.tomodrift.metrics;

import io.tomodrift.geometry.error.FormatException;

/**
 * The surroundings of a bright or dark round thing in a slice: centre of gravity and background.
 *
 * @param row centre, rows
 * @param column centre, columns
 * @param background mean of the ring around it
 */
record DiscPatch(double row, double column, double background) {

  private static final int ITERATIONS = 30;
  private static final double CONVERGED_PIXELS = 1e-6;

  /**
   * Finds the centre of gravity of value - background within {@code radius} pixels of itself, the
   * background being the mean between {@code radius} and {@code outerRadius}.
   */
  static DiscPatch find(
      Samples image, int slice, double row, double column, double radius, double outerRadius) {
    DiscPatch patch = new DiscPatch(row, column, 0);
    for (int i = 0; i < ITERATIONS; i++) {
      DiscPatch next = patch.refined(image, slice, radius, outerRadius);
      if (!(Math.hypot(next.row - row, next.column - column) <= radius)) {
        throw new FormatException(
            "slice %d: no object with its centre within %s pixels of row %s, column %s"
                .formatted(slice, radius, row, column));
      }
      double moved = Math.hypot(next.row - patch.row, next.column - patch.column);
      patch = next;
      if (moved < CONVERGED_PIXELS) {
        break;
      }
    }
    return patch;
  }

  private DiscPatch refined(Samples image, int slice, double radius, double outerRadius) {
    int reach = (int) Math.ceil(outerRadius);
    requireInside(image, reach);
    double mean = ringMean(image, slice, radius, outerRadius);
    double mass = 0;
    double rowMoment = 0;
    double columnMoment = 0;
    for (int r = (int) row - reach; r <= (int) row + reach + 1; r++) {
      for (int c = (int) column - reach; c <= (int) column + reach + 1; c++) {
        double distance = Math.hypot(r - row, c - column);
        if (distance < radius) {
          // A soft border: a sharp one would make the centre jump as pixels enter and leave.
          double weighted = Math.min(1, radius - distance) * (image.at(slice, r, c) - mean);
          mass += weighted;
          rowMoment += weighted * (r - row);
          columnMoment += weighted * (c - column);
        }
      }
    }
    return new DiscPatch(row + rowMoment / mass, column + columnMoment / mass, mean);
  }

  private double ringMean(Samples image, int slice, double radius, double outerRadius) {
    int reach = (int) Math.ceil(outerRadius);
    double sum = 0;
    int count = 0;
    for (int r = (int) row - reach; r <= (int) row + reach + 1; r++) {
      for (int c = (int) column - reach; c <= (int) column + reach + 1; c++) {
        double distance = Math.hypot(r - row, c - column);
        if (distance >= radius && distance <= outerRadius) {
          sum += image.at(slice, r, c);
          count++;
        }
      }
    }
    return sum / count;
  }

  private void requireInside(Samples image, int reach) {
    if (row - reach < 0
        || column - reach < 0
        || row + reach + 1 > image.rows() - 1
        || column + reach + 1 > image.columns() - 1) {
      throw new IllegalArgumentException(
          "a patch of %d pixels around row %.1f, column %.1f leaves a slice of %d x %d pixels"
              .formatted(reach, row, column, image.rows(), image.columns()));
    }
  }
}
