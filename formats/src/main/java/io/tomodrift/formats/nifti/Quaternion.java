package io.tomodrift.formats.nifti;

import io.tomodrift.geometry.stack.Vec3;

/**
 * A rotation as a unit quaternion {@code a + b i + c j + d k}, a not negative; NIfTI stores b, c
 * and d (nifti1.h, method 2; Shoemake 1985).
 */
record Quaternion(double a, double b, double c, double d) {

  private static final double SMALLEST_REAL_SQUARE = 1e-7;

  /** Completes the stored three numbers, which rounding may have made too long. */
  static Quaternion ofImaginary(double b, double c, double d) {
    double square = b * b + c * c + d * d;
    if (1 - square < SMALLEST_REAL_SQUARE) {
      double length = Math.sqrt(square);
      return new Quaternion(0, b / length, c / length, d / length);
    }
    return new Quaternion(Math.sqrt(1 - square), b, c, d);
  }

  /** The rotation whose matrix has these three perpendicular unit columns, right-handed. */
  static Quaternion ofColumns(Vec3 x, Vec3 y, Vec3 z) {
    double trace = x.x() + y.y() + z.z();
    double[] squares = {
      1 + trace, 1 + x.x() - y.y() - z.z(), 1 - x.x() + y.y() - z.z(), 1 - x.x() - y.y() + z.z()
    };
    int largest = 0;
    for (int i = 1; i < 4; i++) {
      largest = squares[i] > squares[largest] ? i : largest;
    }
    double twice = Math.sqrt(squares[largest]);
    double ab = y.z() - z.y();
    double ac = z.x() - x.z();
    double ad = x.y() - y.x();
    double bc = x.y() + y.x();
    double bd = x.z() + z.x();
    double cd = y.z() + z.y();
    double[] q =
        switch (largest) {
          case 0 -> new double[] {squares[0], ab, ac, ad};
          case 1 -> new double[] {ab, squares[1], bc, bd};
          case 2 -> new double[] {ac, bc, squares[2], cd};
          default -> new double[] {ad, bd, cd, squares[3]};
        };
    double scale = (q[0] < 0 ? -0.5 : 0.5) / twice;
    return new Quaternion(q[0] * scale, q[1] * scale, q[2] * scale, q[3] * scale);
  }

  /** First column of the rotation matrix. */
  Vec3 columnX() {
    return new Vec3(a * a + b * b - c * c - d * d, 2 * (b * c + a * d), 2 * (b * d - a * c));
  }

  /** Second column. */
  Vec3 columnY() {
    return new Vec3(2 * (b * c - a * d), a * a + c * c - b * b - d * d, 2 * (c * d + a * b));
  }

  /** Third column. */
  Vec3 columnZ() {
    return new Vec3(2 * (b * d + a * c), 2 * (c * d - a * b), a * a + d * d - c * c - b * b);
  }
}
