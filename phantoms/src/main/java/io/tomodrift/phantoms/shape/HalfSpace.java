package io.tomodrift.phantoms.shape;

import io.tomodrift.geometry.stack.Vec3;

/**
 * The points with {@code normal . p <= offsetMm}.
 *
 * @param normal outward normal, normalised on construction
 * @param offsetMm signed distance of the edge from the isocenter along the normal, mm
 */
public record HalfSpace(Vec3 normal, double offsetMm) {

  private static final double PARALLEL = 1e-14;

  /** Checks the values and normalises the normal. */
  public HalfSpace {
    normal = normal.normalized();
    Checks.finite("half-space", "offsetMm", offsetMm);
  }

  /** Signed distance of a point from the edge, mm; negative inside. */
  public double distanceMm(Vec3 pointMm) {
    return normal.dot(pointMm) - offsetMm;
  }

  void narrow(Ray3 ray, Chord chord) {
    chord.keepBelow(normal.dot(ray.originMm()), normal.dot(ray.direction()), offsetMm);
  }

  /** True if the slice plane at Z is parallel to the edge, so that it lies on one side entirely. */
  boolean isParallelToSlices() {
    return normal.x() * normal.x() + normal.y() * normal.y() < PARALLEL;
  }

  /** The part of the slice plane at Z in this half-space; only if not parallel. */
  HalfPlane cutAt(double zMm) {
    double inPlane = Math.sqrt(normal.x() * normal.x() + normal.y() * normal.y());
    return new HalfPlane(normal.x(), normal.y(), (offsetMm - normal.z() * zMm) / inPlane);
  }
}
