package io.tomodrift.phantoms.shape;

import io.tomodrift.geometry.stack.Vec3;
import java.util.Optional;

/**
 * The set {@code |diag(inverse half-axes) Rt (p - c)|^2 <= 1}: an ellipsoid, or an endless elliptic
 * cylinder where the third inverse half-axis is 0.
 */
record Quadric(Vec3 centreMm, Orientation axes, double inverseA, double inverseB, double inverseC) {

  void narrow(Ray3 ray, Chord chord) {
    Vec3 direction = scaled(ray.direction());
    double a = direction.dot(direction);
    if (a == 0) {
      Vec3 origin = scaled(ray.originMm().minus(centreMm));
      chord.keepQuadric(0, 0, origin.dot(origin) - 1);
      return;
    }
    // Solved from the point nearest the centre, so that a distant source costs no digits.
    Vec3 toOrigin = ray.originMm().minus(centreMm);
    double nearest = -scaled(toOrigin).dot(direction) / a;
    Vec3 foot = scaled(toOrigin.plus(ray.direction().times(nearest)));
    double squared = 1 - foot.dot(foot);
    if (!(squared > 0)) {
      chord.clear();
      return;
    }
    double half = Math.sqrt(squared / a);
    chord.keep(nearest - half, nearest + half);
  }

  double normSquared(Vec3 pointMm) {
    Vec3 local = scaled(pointMm.minus(centreMm));
    return local.dot(local);
  }

  /**
   * The ellipse in which the plane at Z cuts the surface. With the matrix M of the quadric split
   * into its 2 x 2 block A, the column m and the corner k, the cut at height h above the centre is
   * {@code (x + h inv(A) m)' A (x + h inv(A) m) <= 1 - h^2 (k - m' inv(A) m)}.
   */
  Optional<Ellipse> cutAt(double zMm) {
    Vec3 u = axes.first().times(inverseA);
    Vec3 v = axes.second().times(inverseB);
    Vec3 w = axes.third().times(inverseC);
    double xx = u.x() * u.x() + v.x() * v.x() + w.x() * w.x();
    double xy = u.x() * u.y() + v.x() * v.y() + w.x() * w.y();
    double yy = u.y() * u.y() + v.y() * v.y() + w.y() * w.y();
    double xz = u.x() * u.z() + v.x() * v.z() + w.x() * w.z();
    double yz = u.y() * u.z() + v.y() * v.z() + w.y() * w.z();
    double zz = u.z() * u.z() + v.z() * v.z() + w.z() * w.z();
    double determinant = xx * yy - xy * xy;
    double shiftX = (yy * xz - xy * yz) / determinant;
    double shiftY = (xx * yz - xy * xz) / determinant;
    double h = zMm - centreMm.z();
    double level = 1 - h * h * (zz - xz * shiftX - yz * shiftY);
    if (!(level > 0)) {
      return Optional.empty();
    }
    double mean = (xx + yy) / 2;
    double spread = Math.hypot((xx - yy) / 2, xy);
    // The longer half-axis belongs to the smaller eigenvalue; det / (mean + spread) keeps its
    // digits.
    double longAxis = Math.sqrt(level * (mean + spread) / determinant);
    double shortAxis = Math.sqrt(level / (mean + spread));
    double tilt = 0.5 * Math.atan2(-2 * xy, yy - xx);
    return Optional.of(
        new Ellipse(
            centreMm.x() - h * shiftX, centreMm.y() - h * shiftY, longAxis, shortAxis, tilt));
  }

  private Vec3 scaled(Vec3 vector) {
    Vec3 local = axes.local(vector);
    return new Vec3(local.x() * inverseA, local.y() * inverseB, local.z() * inverseC);
  }
}
