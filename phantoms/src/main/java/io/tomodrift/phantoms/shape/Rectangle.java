package io.tomodrift.phantoms.shape;

import io.tomodrift.geometry.Ray;

/**
 * A rectangle: the intersection of two slabs.
 *
 * @param centreXMm X of the centre, mm
 * @param centreYMm Y of the centre, mm
 * @param halfWidthMm half the extent along X before tilting, mm
 * @param halfHeightMm half the extent along Y before tilting, mm
 * @param tiltRad counter-clockwise turn about the centre, rad
 */
public record Rectangle(
    double centreXMm, double centreYMm, double halfWidthMm, double halfHeightMm, double tiltRad)
    implements Shape2 {

  /** Checks the values. */
  public Rectangle {
    Checks.finite("rectangle", "centreXMm", centreXMm);
    Checks.finite("rectangle", "centreYMm", centreYMm);
    Checks.positive("rectangle", "halfWidthMm", halfWidthMm);
    Checks.positive("rectangle", "halfHeightMm", halfHeightMm);
    Checks.finite("rectangle", "tiltRad", tiltRad);
  }

  @Override
  public void narrow(Ray ray, Chord chord) {
    double cos = Math.cos(tiltRad);
    double sin = Math.sin(tiltRad);
    double dx = ray.originXMm() - centreXMm;
    double dy = ray.originYMm() - centreYMm;
    slab(cos * dx + sin * dy, cos * ray.directionX() + sin * ray.directionY(), halfWidthMm, chord);
    slab(
        -sin * dx + cos * dy,
        -sin * ray.directionX() + cos * ray.directionY(),
        halfHeightMm,
        chord);
  }

  /** Keeps the points with {@code |value + slope t| <= half}. */
  static void slab(double value, double slope, double half, Chord chord) {
    chord.keepBelow(value, slope, half);
    chord.keepBelow(-value, -slope, half);
  }

  @Override
  public boolean contains(double xMm, double yMm) {
    return outsideMm(xMm, yMm) <= 0;
  }

  @Override
  public Overlap overlap(double xMm, double yMm, double radiusMm) {
    return Overlap.ofSignedDistance(outsideMm(xMm, yMm), radiusMm);
  }

  @Override
  public double boundingRadiusMm() {
    return Math.sqrt(halfWidthMm * halfWidthMm + halfHeightMm * halfHeightMm);
  }

  @Override
  public Rectangle rotated(double angleRad) {
    double cos = Math.cos(angleRad);
    double sin = Math.sin(angleRad);
    return new Rectangle(
        cos * centreXMm - sin * centreYMm,
        sin * centreXMm + cos * centreYMm,
        halfWidthMm,
        halfHeightMm,
        tiltRad + angleRad);
  }

  /** The larger distance beyond the two slabs: positive outside, negative inside. */
  private double outsideMm(double xMm, double yMm) {
    double cos = Math.cos(tiltRad);
    double sin = Math.sin(tiltRad);
    double dx = xMm - centreXMm;
    double dy = yMm - centreYMm;
    return Math.max(
        Math.abs(cos * dx + sin * dy) - halfWidthMm, Math.abs(-sin * dx + cos * dy) - halfHeightMm);
  }
}
