package io.tomodrift.phantoms.shape;

import io.tomodrift.geometry.Ray;
import io.tomodrift.geometry.stack.Vec3;
import java.util.Objects;

/**
 * A straight line in space: points {@code originMm + t direction}, t in mm.
 *
 * @param originMm a point on the ray (the source of a cone beam), gantry frame, mm
 * @param direction direction, normalised on construction
 */
public record Ray3(Vec3 originMm, Vec3 direction) {

  /** Normalises the direction. */
  public Ray3 {
    Objects.requireNonNull(originMm, "originMm");
    direction = direction.normalized();
  }

  /** The ray from a source through a detector element. */
  public static Ray3 through(Vec3 sourceMm, Vec3 elementMm) {
    return new Ray3(sourceMm, elementMm.minus(sourceMm));
  }

  /** A ray of the slice plane, at height Z. */
  public static Ray3 inPlane(Ray ray, double zMm) {
    return new Ray3(
        new Vec3(ray.originXMm(), ray.originYMm(), zMm),
        new Vec3(ray.directionX(), ray.directionY(), 0));
  }

  /** The point at parameter t, mm. */
  public Vec3 at(double tMm) {
    return originMm.plus(direction.times(tMm));
  }
}
