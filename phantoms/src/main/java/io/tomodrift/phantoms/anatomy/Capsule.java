package io.tomodrift.phantoms.anatomy;

import io.tomodrift.geometry.stack.Vec3;

/**
 * The cut at Z of a rod in space with round ends, whose radius changes from one end to the other.
 *
 * @param from one end of the axis, mm
 * @param to the other end, mm
 * @param fromRadiusMm radius there, mm
 * @param toRadiusMm radius at the other end, mm
 * @param zMm Z of the slice, mm
 */
record Capsule(Vec3 from, Vec3 to, double fromRadiusMm, double toRadiusMm, double zMm)
    implements Field {

  /** A rod in the slice plane itself. */
  static Capsule flat(double x0, double y0, double x1, double y1, double radiusMm) {
    return new Capsule(new Vec3(x0, y0, 0), new Vec3(x1, y1, 0), radiusMm, radiusMm, 0);
  }

  /** False if the slice misses the rod for certain. */
  boolean touchesSlice() {
    double radius = Math.max(fromRadiusMm, toRadiusMm);
    return zMm >= Math.min(from.z(), to.z()) - radius && zMm <= Math.max(from.z(), to.z()) + radius;
  }

  @Override
  public double distanceMm(double xMm, double yMm) {
    double ux = to.x() - from.x();
    double uy = to.y() - from.y();
    double uz = to.z() - from.z();
    double dx = xMm - from.x();
    double dy = yMm - from.y();
    double dz = zMm - from.z();
    double length = ux * ux + uy * uy + uz * uz;
    double t = length == 0 ? 0 : (ux * dx + uy * dy + uz * dz) / length;
    t = Math.max(0, Math.min(1, t));
    dx -= t * ux;
    dy -= t * uy;
    dz -= t * uz;
    return Math.sqrt(dx * dx + dy * dy + dz * dz)
        - (fromRadiusMm + t * (toRadiusMm - fromRadiusMm));
  }

  @Override
  public double centreXMm() {
    return (from.x() + to.x()) / 2;
  }

  @Override
  public double centreYMm() {
    return (from.y() + to.y()) / 2;
  }

  @Override
  public double reachMm() {
    return Math.sqrt(square(to.x() - from.x()) + square(to.y() - from.y())) / 2
        + Math.max(fromRadiusMm, toRadiusMm);
  }

  private static double square(double value) {
    return value * value;
  }
}
