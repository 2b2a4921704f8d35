package io.tomodrift.phantoms.shape;

/**
 * The part of a line that is left after cutting it with convex shapes: parameters {@code t} from
 * {@link #fromMm()} to {@link #toMm()} of the points {@code origin + t direction}, direction of
 * unit length. Mutable, for one thread; starts as the whole line.
 */
public final class Chord {

  private double fromMm = Double.NEGATIVE_INFINITY;
  private double toMm = Double.POSITIVE_INFINITY;

  /** The whole line. */
  public Chord() {}

  /** Start of the interval, mm from the ray's origin; minus infinity if not cut yet. */
  public double fromMm() {
    return fromMm;
  }

  /** End of the interval, mm from the ray's origin. */
  public double toMm() {
    return toMm;
  }

  /** Length, mm; 0 if nothing is left, infinite if the line has not been cut on both sides. */
  public double lengthMm() {
    return Math.max(0, toMm - fromMm);
  }

  /** True if nothing is left. */
  public boolean isEmpty() {
    return !(toMm > fromMm);
  }

  /** Keeps only what lies between the two parameters. */
  public void keep(double lowMm, double highMm) {
    fromMm = Math.max(fromMm, lowMm);
    toMm = Math.min(toMm, highMm);
  }

  /** Keeps nothing. */
  public void clear() {
    fromMm = 0;
    toMm = 0;
  }

  /**
   * Keeps the points with {@code a t^2 + 2 b t + c <= 0}, {@code a >= 0}. The square root is taken
   * of the discriminant {@code b^2 - a c}; for {@code a = 0} the ray is parallel to the axis of a
   * cylinder, and all or nothing is kept.
   */
  void keepQuadric(double a, double b, double c) {
    if (a <= 0) {
      if (c > 0) {
        clear();
      }
      return;
    }
    double discriminant = b * b - a * c;
    if (!(discriminant > 0)) {
      clear();
      return;
    }
    double root = Math.sqrt(discriminant);
    keep((-b - root) / a, (-b + root) / a);
  }

  /** Keeps the points with {@code value + slope t <= limit}. */
  void keepBelow(double value, double slope, double limit) {
    double room = limit - value;
    if (slope > 0) {
      keep(Double.NEGATIVE_INFINITY, room / slope);
    } else if (slope < 0) {
      keep(room / slope, Double.POSITIVE_INFINITY);
    } else if (room < 0) {
      clear();
    }
  }
}
