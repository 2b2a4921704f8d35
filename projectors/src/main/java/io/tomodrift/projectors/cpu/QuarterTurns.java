package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;

/**
 * The symmetry of a scan whose views repeat after every quarter of them, turned by 90 degrees, over
 * a centred square grid of even size: pixel P in view v has the channel and the weight that P
 * turned by 90 degrees has in view {@code v + quarterViews}.
 *
 * @param size columns and rows of the grid
 * @param quarterViews views of a quarter turn
 * @param counterClockwise sense of the turn from view v to view v + quarterViews
 */
record QuarterTurns(int size, int quarterViews, boolean counterClockwise) {

  /** Rounding of angles that were computed in different ways, rad; 1e-9 of a channel. */
  private static final double ANGLE_TOLERANCE_RAD = 1e-12;

  /**
   * Relative rounding of weights that come from differences of angles; far below that of a float.
   */
  private static final double WEIGHT_TOLERANCE = 1e-9;

  /** The symmetry of a scan on a grid; null if there is none. */
  static QuarterTurns of(ScanGeometry geometry, ImageGrid grid) {
    int views = geometry.views();
    boolean centred = grid.centreXMm() == 0 && grid.centreYMm() == 0;
    if (views % 4 != 0 || !centred || grid.columns() != grid.rows() || grid.rows() % 2 != 0) {
      return null;
    }
    for (boolean sense : new boolean[] {true, false}) {
      if (repeats(geometry.angles(), sense ? Math.PI / 2 : -Math.PI / 2)) {
        return new QuarterTurns(grid.columns(), views / 4, sense);
      }
    }
    return null;
  }

  private static boolean repeats(Angles angles, double turnRad) {
    int count = angles.count();
    for (int v = 0; v < count; v++) {
      double step = angles.rad((v + count / 4) % count) - angles.rad(v);
      if (Math.abs(Math.IEEEremainder(step - turnRad, 2 * Math.PI)) > ANGLE_TOLERANCE_RAD) {
        return false;
      }
    }
    return true;
  }

  /** True if view weights have the symmetry too, but for the rounding of the angles. */
  boolean sharedBy(double[] viewWeights) {
    for (int v = quarterViews; v < viewWeights.length; v++) {
      double before = viewWeights[v - quarterViews];
      if (Math.abs(viewWeights[v] - before) > WEIGHT_TOLERANCE * Math.abs(before)) {
        return false;
      }
    }
    return true;
  }

  /** Index {@code row * size + column} of a pixel after {@code turns} quarter turns. */
  int turned(int column, int row, int turns) {
    int i = column;
    int j = row;
    for (int k = 0; k < turns; k++) {
      int before = i;
      i = counterClockwise ? j : size - 1 - j;
      j = counterClockwise ? size - 1 - before : before;
    }
    return j * size + i;
  }
}
