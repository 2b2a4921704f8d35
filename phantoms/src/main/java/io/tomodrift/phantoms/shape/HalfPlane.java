package io.tomodrift.phantoms.shape;

import io.tomodrift.geometry.Ray;

/**
 * The points with {@code normalX x + normalY y <= offsetMm}.
 *
 * @param normalX outward unit normal (normalised on construction), X
 * @param normalY the same, Y
 * @param offsetMm signed distance of the edge from the isocenter along the normal, mm
 */
public record HalfPlane(double normalX, double normalY, double offsetMm) {

  /** Checks the values and normalises the normal. */
  public HalfPlane {
    double norm = Math.sqrt(normalX * normalX + normalY * normalY);
    Checks.positive("half-plane", "length of the normal", norm);
    Checks.finite("half-plane", "offsetMm", offsetMm);
    normalX /= norm;
    normalY /= norm;
  }

  /** The half-plane on the side opposite to the normal of a line through the given point. */
  public static HalfPlane through(double xMm, double yMm, double normalX, double normalY) {
    double norm = Math.sqrt(normalX * normalX + normalY * normalY);
    return new HalfPlane(normalX, normalY, (xMm * normalX + yMm * normalY) / norm);
  }

  /** Signed distance of a point from the edge, mm; negative inside. */
  public double distanceMm(double xMm, double yMm) {
    return normalX * xMm + normalY * yMm - offsetMm;
  }

  /** The half-plane turned counter-clockwise about the isocenter. */
  public HalfPlane rotated(double angleRad) {
    double cos = Math.cos(angleRad);
    double sin = Math.sin(angleRad);
    return new HalfPlane(cos * normalX - sin * normalY, sin * normalX + cos * normalY, offsetMm);
  }

  void narrow(Ray ray, Chord chord) {
    chord.keepBelow(
        normalX * ray.originXMm() + normalY * ray.originYMm(),
        normalX * ray.directionX() + normalY * ray.directionY(),
        offsetMm);
  }
}
