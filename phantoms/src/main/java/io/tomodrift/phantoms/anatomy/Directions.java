package io.tomodrift.phantoms.anatomy;

/**
 * Directions by "diamond angle": a number in [0, 4) that grows with the polar angle and costs one
 * division instead of an arc tangent.
 */
final class Directions {

  /** Directions in a table, over a turn. */
  static final int COUNT = 512;

  private static final double[] ANGLE = new double[COUNT];

  static {
    for (int i = 0; i < COUNT; i++) {
      double diamond = 4.0 * i / COUNT;
      double x = diamond < 2 ? 1 - diamond : diamond - 3;
      double y = diamond < 2 ? 1 - Math.abs(x) : Math.abs(x) - 1;
      ANGLE[i] = StrictMath.atan2(y, x);
    }
  }

  private Directions() {}

  /** Polar angle of a table entry, rad. */
  static double angleRad(int index) {
    return ANGLE[index];
  }

  /** Fractional table position of a direction, in [0, COUNT). */
  static double position(double dx, double dy) {
    double sum = Math.abs(dx) + Math.abs(dy);
    if (sum == 0) {
      return 0;
    }
    double p = dx / sum;
    double diamond = dy >= 0 ? 1 - p : 3 + p;
    return diamond * (COUNT / 4.0);
  }

  /** Linear interpolation in a table over a turn. */
  static double lookUp(double[] table, double position) {
    int index = (int) position;
    double fraction = position - index;
    int low = index & (COUNT - 1);
    int high = (index + 1) & (COUNT - 1);
    return table[low] + fraction * (table[high] - table[low]);
  }
}
