package io.tomodrift.phantoms.anatomy;

import io.tomodrift.geometry.stack.Vec3;
import java.util.Optional;

/**
 * A round organ in space: superelliptic sections with a wobble, ellipsoidal along Z (or a column,
 * if {@code halfZMm} is infinite), leaning by a drift.
 *
 * @param xMm X of the centre, mm
 * @param yMm Y of the centre, mm
 * @param zMm Z of the centre, mm
 * @param aMm half-axis along X before tilting, mm
 * @param bMm half-axis along Y before tilting, mm
 * @param halfZMm half the extent along Z, mm
 * @param tiltRad turn about the centre, rad
 * @param exponent 2 for ellipses, larger for boxier sections
 * @param leanX shift of the section's centre per mm of Z
 * @param leanY the same, Y
 * @param wobble deviation of the outline
 */
record Blob(
    double xMm,
    double yMm,
    double zMm,
    double aMm,
    double bMm,
    double halfZMm,
    double tiltRad,
    double exponent,
    double leanX,
    double leanY,
    Wobble wobble) {

  private static final double LEAST_SCALE = 0.08;

  /** An upright organ. */
  static Blob at(
      double xMm, double yMm, double zMm, double aMm, double bMm, double halfZMm, Wobble wobble) {
    return new Blob(xMm, yMm, zMm, aMm, bMm, halfZMm, 0, 2, 0, 0, wobble);
  }

  /** A column along Z. */
  static Blob column(double xMm, double yMm, double aMm, double bMm, Wobble wobble) {
    return at(xMm, yMm, 0, aMm, bMm, Double.POSITIVE_INFINITY, wobble);
  }

  Blob tilted(double newTiltRad) {
    return new Blob(xMm, yMm, zMm, aMm, bMm, halfZMm, newTiltRad, exponent, leanX, leanY, wobble);
  }

  Blob boxy(double newExponent) {
    return new Blob(xMm, yMm, zMm, aMm, bMm, halfZMm, tiltRad, newExponent, leanX, leanY, wobble);
  }

  Blob leaning(double newLeanX, double newLeanY) {
    return new Blob(
        xMm, yMm, zMm, aMm, bMm, halfZMm, tiltRad, exponent, newLeanX, newLeanY, wobble);
  }

  /** The mirror image in the plane X = 0; the wobble stays, so the sides differ a little. */
  Blob mirrored() {
    return new Blob(-xMm, yMm, zMm, aMm, bMm, halfZMm, -tiltRad, exponent, -leanX, leanY, wobble);
  }

  /** Whether a point lies within the ideal form grown by a margin, the wobble left out. */
  boolean roughlyContains(Vec3 point, double marginMm) {
    double along = (point.z() - zMm) / (halfZMm + marginMm);
    double scale = Math.sqrt(Math.max(0, 1 - along * along));
    double dx = point.x() - xMm - leanX * (point.z() - zMm);
    double dy = point.y() - yMm - leanY * (point.z() - zMm);
    double cos = StrictMath.cos(tiltRad);
    double sin = StrictMath.sin(tiltRad);
    double u = (cos * dx + sin * dy) / (aMm + marginMm);
    double v = (-sin * dx + cos * dy) / (bMm + marginMm);
    return u * u + v * v < scale * scale;
  }

  /** The section at Z, nothing beyond the ends. */
  Optional<Outline> section(double z) {
    double along = (z - zMm) / halfZMm;
    double scale = Math.sqrt(Math.max(0, 1 - along * along));
    if (scale < LEAST_SCALE) {
      return Optional.empty();
    }
    return Optional.of(
        Outline.of(
            xMm + leanX * (z - zMm),
            yMm + leanY * (z - zMm),
            angle ->
                Outline.superellipse(angle - tiltRad, aMm * scale, bMm * scale, exponent)
                    * wobble.factor(angle, z)));
  }
}
