package io.tomodrift.geometry.stack;

/** A point or direction in space; millimetres where it is a point. */
public record Vec3(double x, double y, double z) {

  /** Sum. */
  public Vec3 plus(Vec3 other) {
    return new Vec3(x + other.x, y + other.y, z + other.z);
  }

  /** Difference. */
  public Vec3 minus(Vec3 other) {
    return new Vec3(x - other.x, y - other.y, z - other.z);
  }

  /** Multiple. */
  public Vec3 times(double factor) {
    return new Vec3(x * factor, y * factor, z * factor);
  }

  /** Scalar product. */
  public double dot(Vec3 other) {
    return x * other.x + y * other.y + z * other.z;
  }

  /** Vector product. */
  public Vec3 cross(Vec3 other) {
    return new Vec3(
        y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
  }

  /** Euclidean length. */
  public double norm() {
    return Math.sqrt(dot(this));
  }

  /** The same direction with length 1; rejects the zero vector. */
  public Vec3 normalized() {
    double norm = norm();
    if (!(norm > 0) || Double.isInfinite(norm)) {
      throw new IllegalArgumentException("no direction in " + this);
    }
    return times(1 / norm);
  }

  /** Component 0, 1 or 2. */
  public double component(int axis) {
    return switch (axis) {
      case 0 -> x;
      case 1 -> y;
      case 2 -> z;
      default -> throw new IndexOutOfBoundsException("axis " + axis);
    };
  }
}
