package io.tomodrift.fbp;

import io.tomodrift.geometry.Ray;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;

/** An ellipse of constant attenuation and its exact line integrals. */
record Ellipse(double xMm, double yMm, double aMm, double bMm, double tiltRad, double muPerMm) {

  static final double WATER_PER_MM = 0.02;

  static Ellipse disc(double xMm, double yMm, double radiusMm, double muPerMm) {
    return new Ellipse(xMm, yMm, radiusMm, radiusMm, 0, muPerMm);
  }

  /** Water, so that 1000 HU are 0.02 / mm. */
  static Ellipse water(double xMm, double yMm, double radiusMm) {
    return disc(xMm, yMm, radiusMm, WATER_PER_MM);
  }

  double lineIntegral(Ray ray) {
    double cos = Math.cos(tiltRad);
    double sin = Math.sin(tiltRad);
    double ox = ray.originXMm() - xMm;
    double oy = ray.originYMm() - yMm;
    double px = (cos * ox + sin * oy) / aMm;
    double py = (cos * oy - sin * ox) / bMm;
    double dx = (cos * ray.directionX() + sin * ray.directionY()) / aMm;
    double dy = (cos * ray.directionY() - sin * ray.directionX()) / bMm;
    double qa = dx * dx + dy * dy;
    double qb = px * dx + py * dy;
    double qc = px * px + py * py - 1;
    double discriminant = qb * qb - qa * qc;
    return discriminant > 0 ? muPerMm * 2 * Math.sqrt(discriminant) / qa : 0;
  }

  /** A one-slice sinogram of the sum of some ellipses, one ray a channel. */
  static Sinogram sinogram(ScanGeometry geometry, Ellipse... ellipses) {
    FloatStack stack = FloatStack.planar(1, geometry.views(), geometry.channels());
    for (int v = 0; v < geometry.views(); v++) {
      for (int c = 0; c < geometry.channels(); c++) {
        Ray ray = geometry.ray(v, c);
        double sum = 0;
        for (Ellipse ellipse : ellipses) {
          sum += ellipse.lineIntegral(ray);
        }
        stack.set(0, v, c, (float) sum);
      }
    }
    return new Sinogram(stack, geometry, SliceAxis.UNIT, SinogramUnit.LINE_INTEGRAL);
  }
}
