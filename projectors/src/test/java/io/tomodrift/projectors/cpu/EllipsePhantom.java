package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.ImageGrid;

/**
 * Exact line integrals of the modified Shepp-Logan phantom (Toft 1996), 1.0 = 0.02 /mm, scaled by
 * {@code halfSizeMm}, in the gantry frame.
 */
final class EllipsePhantom {

  /** Density, half axes, centre, tilt in degrees. */
  private static final double[][] ELLIPSES = {
    {1, .69, .92, 0, 0, 0},
    {-.8, .6624, .874, 0, -.0184, 0},
    {-.2, .11, .31, .22, 0, -18},
    {-.2, .16, .41, -.22, 0, 18},
    {.1, .21, .25, 0, .35, 0},
    {.1, .046, .046, 0, .1, 0},
    {.1, .046, .046, 0, -.1, 0},
    {.1, .046, .023, -.08, -.605, 0},
    {.1, .023, .023, 0, -.606, 0},
    {.1, .023, .046, .06, -.605, 0},
  };

  private final double halfSizeMm;

  EllipsePhantom(double halfSizeMm) {
    this.halfSizeMm = halfSizeMm;
  }

  /** Integral along a ray given as origin and unit direction. */
  double integral(double[] ray) {
    double sum = 0;
    for (double[] e : ELLIPSES) {
      double[] o = toUnit(e, ray[0] / halfSizeMm - e[3], ray[1] / halfSizeMm - e[4]);
      double[] d = toUnit(e, ray[2], ray[3]);
      double a = d[0] * d[0] + d[1] * d[1];
      double b = o[0] * d[0] + o[1] * d[1];
      double c = o[0] * o[0] + o[1] * o[1] - 1;
      double root = b * b - a * c;
      sum += root > 0 ? 0.02 * e[0] * 2 * Math.sqrt(root) / a * halfSizeMm : 0;
    }
    return sum;
  }

  /** Mean over {@code sub x sub} points of a pixel, 1/mm. */
  double pixel(ImageGrid grid, int column, int row, int sub) {
    double sum = 0;
    for (int k = 0; k < sub * sub; k++) {
      double x = grid.xMm(column + (k % sub + 0.5) / sub - 0.5) / halfSizeMm;
      double y = grid.yMm(row + (k / sub + 0.5) / sub - 0.5) / halfSizeMm;
      for (double[] e : ELLIPSES) {
        double[] p = toUnit(e, x - e[3], y - e[4]);
        sum += p[0] * p[0] + p[1] * p[1] <= 1 ? 0.02 * e[0] : 0;
      }
    }
    return sum / (sub * sub);
  }

  private static double[] toUnit(double[] e, double x, double y) {
    double c = Math.cos(Math.toRadians(e[5]));
    double s = Math.sin(Math.toRadians(e[5]));
    return new double[] {(x * c + y * s) / e[1], (-x * s + y * c) / e[2]};
  }
}
