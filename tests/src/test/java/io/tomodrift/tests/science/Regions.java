package io.tomodrift.tests.science;

import io.tomodrift.geometry.ImageGrid;

/** Pixels of a slice, chosen by their distance from a point. */
final class Regions {

  private Regions() {}

  static boolean[] disc(ImageGrid grid, double xMm, double yMm, double radiusMm) {
    return ring(grid, xMm, yMm, 0, radiusMm);
  }

  static boolean[] ring(
      ImageGrid grid, double xMm, double yMm, double innerRadiusMm, double outerRadiusMm) {
    boolean[] mask = new boolean[grid.rows() * grid.columns()];
    for (int row = 0; row < grid.rows(); row++) {
      for (int column = 0; column < grid.columns(); column++) {
        double r = Math.hypot(grid.xMm(column) - xMm, grid.yMm(row) - yMm);
        mask[row * grid.columns() + column] = r >= innerRadiusMm && r <= outerRadiusMm;
      }
    }
    return mask;
  }

  static boolean[] all(ImageGrid grid) {
    return ring(grid, 0, 0, 0, Double.POSITIVE_INFINITY);
  }
}
