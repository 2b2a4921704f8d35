package io.tomodrift.phantoms.shape;

import io.tomodrift.geometry.stack.Vec3;

/**
 * The three perpendicular unit axes of a solid, in the gantry frame, right-handed.
 *
 * @param first axis of half-axis a
 * @param second axis of half-axis b
 * @param third axis of half-axis c, or of a cylinder
 */
public record Orientation(Vec3 first, Vec3 second, Vec3 third) {

  private static final double TOLERANCE = 1e-9;

  /** Along X, Y and Z. */
  public static final Orientation IDENTITY =
      new Orientation(new Vec3(1, 0, 0), new Vec3(0, 1, 0), new Vec3(0, 0, 1));

  /** Normalises the axes and checks that they are perpendicular and right-handed. */
  public Orientation {
    first = first.normalized();
    second = second.normalized();
    third = third.normalized();
    if (Math.abs(first.cross(second).dot(third) - 1) > TOLERANCE) {
      throw new IllegalArgumentException(
          "axes are not perpendicular and right-handed: %s, %s, %s"
              .formatted(first, second, third));
    }
  }

  /** Turned counter-clockwise about Z. */
  public static Orientation aboutZ(double angleRad) {
    double cos = Math.cos(angleRad);
    double sin = Math.sin(angleRad);
    return new Orientation(new Vec3(cos, sin, 0), new Vec3(-sin, cos, 0), new Vec3(0, 0, 1));
  }

  /** With the third axis along the given direction; the first lies in the slice plane. */
  public static Orientation alongAxis(Vec3 axis) {
    Vec3 third = axis.normalized();
    Vec3 helper = Math.abs(third.z()) > 0.999999 ? new Vec3(0, 1, 0) : new Vec3(0, 0, 1);
    Vec3 first = helper.cross(third).normalized();
    return new Orientation(first, third.cross(first), third);
  }

  /** Components of a vector along the three axes. */
  public Vec3 local(Vec3 vector) {
    return new Vec3(first.dot(vector), second.dot(vector), third.dot(vector));
  }

  /** Angle of the first axis in the slice plane, rad. */
  double tiltRad() {
    return Math.atan2(first.y(), first.x());
  }
}
