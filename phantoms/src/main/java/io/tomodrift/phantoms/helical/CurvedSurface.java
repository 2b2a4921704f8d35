package io.tomodrift.phantoms.helical;

import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.phantoms.shape.Cylinder;
import io.tomodrift.phantoms.shape.Ellipsoid;
import io.tomodrift.phantoms.shape.Orientation;

/**
 * The surface {@code |M (p - c)| = 1}.
 *
 * @param centreMm c
 * @param first first row of M, 1/mm
 * @param second second row of M, 1/mm
 * @param third third row of M, 1/mm; zero for a cylinder along the third axis
 */
record CurvedSurface(Vec3 centreMm, Vec3 first, Vec3 second, Vec3 third) {

  static CurvedSurface of(Ellipsoid e) {
    return of(e.centreMm(), e.axes(), 1 / e.halfAMm(), 1 / e.halfBMm(), 1 / e.halfCMm());
  }

  static CurvedSurface of(Cylinder c) {
    return of(c.centreMm(), c.axes(), 1 / c.halfAMm(), 1 / c.halfBMm(), 0);
  }

  private static CurvedSurface of(Vec3 centre, Orientation axes, double a, double b, double c) {
    return new CurvedSurface(
        centre, axes.first().times(a), axes.second().times(b), axes.third().times(c));
  }
}
