package io.tomodrift.phantoms.shape;

import io.tomodrift.geometry.Ray;

/**
 * An ellipse. A ray is mapped to the frame in which the ellipse is the unit circle, {@code o' =
 * diag(1/a, 1/b) R(-tilt) (o - c)}, and the quadratic solved there; the parameter of the ray stays
 * in mm.
 *
 * <p><b>Reference</b>: Kak and Slaney, Principles of Computerized Tomographic Imaging, 1988,
 * section 3.1.
 *
 * @param centreXMm X of the centre, mm
 * @param centreYMm Y of the centre, mm
 * @param halfAMm half-axis along X before tilting, mm
 * @param halfBMm half-axis along Y before tilting, mm
 * @param tiltRad counter-clockwise turn about the centre, rad
 */
public record Ellipse(
    double centreXMm, double centreYMm, double halfAMm, double halfBMm, double tiltRad)
    implements Shape2 {

  /** Checks the values. */
  public Ellipse {
    Checks.finite("ellipse", "centreXMm", centreXMm);
    Checks.finite("ellipse", "centreYMm", centreYMm);
    Checks.positive("ellipse", "halfAMm", halfAMm);
    Checks.positive("ellipse", "halfBMm", halfBMm);
    Checks.finite("ellipse", "tiltRad", tiltRad);
  }

  /** A disc. */
  public static Ellipse disc(double centreXMm, double centreYMm, double radiusMm) {
    return new Ellipse(centreXMm, centreYMm, radiusMm, radiusMm, 0);
  }

  @Override
  public void narrow(Ray ray, Chord chord) {
    double cos = Math.cos(tiltRad);
    double sin = Math.sin(tiltRad);
    double dx = ray.originXMm() - centreXMm;
    double dy = ray.originYMm() - centreYMm;
    double ox = (cos * dx + sin * dy) / halfAMm;
    double oy = (-sin * dx + cos * dy) / halfBMm;
    double ux = (cos * ray.directionX() + sin * ray.directionY()) / halfAMm;
    double uy = (-sin * ray.directionX() + cos * ray.directionY()) / halfBMm;
    // Starting from the point nearest the centre keeps b^2 - a c free of cancellation however far
    // away the source is.
    double a = ux * ux + uy * uy;
    double nearest = -(ox * ux + oy * uy) / a;
    double cross = ox * uy - oy * ux;
    double squared = 1 - cross * cross / a;
    if (!(squared > 0)) {
      chord.clear();
      return;
    }
    double half = Math.sqrt(squared / a);
    chord.keep(nearest - half, nearest + half);
  }

  @Override
  public boolean contains(double xMm, double yMm) {
    return normSquared(xMm, yMm) <= 1;
  }

  @Override
  public Overlap overlap(double xMm, double yMm, double radiusMm) {
    double norm = Math.sqrt(normSquared(xMm, yMm));
    double margin = radiusMm / Math.min(halfAMm, halfBMm);
    return Overlap.ofSignedDistance(norm - 1, margin);
  }

  @Override
  public double boundingRadiusMm() {
    return Math.max(halfAMm, halfBMm);
  }

  @Override
  public Ellipse rotated(double angleRad) {
    double cos = Math.cos(angleRad);
    double sin = Math.sin(angleRad);
    return new Ellipse(
        cos * centreXMm - sin * centreYMm,
        sin * centreXMm + cos * centreYMm,
        halfAMm,
        halfBMm,
        tiltRad + angleRad);
  }

  private double normSquared(double xMm, double yMm) {
    double cos = Math.cos(tiltRad);
    double sin = Math.sin(tiltRad);
    double dx = xMm - centreXMm;
    double dy = yMm - centreYMm;
    double px = (cos * dx + sin * dy) / halfAMm;
    double py = (-sin * dx + cos * dy) / halfBMm;
    return px * px + py * py;
  }
}
