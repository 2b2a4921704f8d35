package io.tomodrift.fbp;

import io.tomodrift.geometry.Ray;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;

/**
 * {@code mu (1 - r^2 / a^2)^2} within radius a: an object without edges, so that sampling errors
 * are negligible and what remains is the method's. Its line integral at distance s is {@code 16/15
 * mu a (1 - s^2 / a^2)^(5/2)}.
 */
record Bump(double xMm, double yMm, double radiusMm, double muPerMm) {

  double value(double x, double y) {
    double inside = 1 - square((x - xMm) / radiusMm) - square((y - yMm) / radiusMm);
    return inside > 0 ? muPerMm * inside * inside : 0;
  }

  double lineIntegral(Ray ray) {
    double distance =
        (ray.originXMm() - xMm) * ray.directionY() - (ray.originYMm() - yMm) * ray.directionX();
    double inside = 1 - square(distance / radiusMm);
    return inside > 0 ? 16.0 / 15 * muPerMm * radiusMm * Math.pow(inside, 2.5) : 0;
  }

  private static double square(double x) {
    return x * x;
  }

  /** A one-slice sinogram of the sum of some bumps. */
  static Sinogram sinogram(ScanGeometry geometry, Bump... bumps) {
    FloatStack stack = FloatStack.planar(1, geometry.views(), geometry.channels());
    for (int v = 0; v < geometry.views(); v++) {
      for (int c = 0; c < geometry.channels(); c++) {
        Ray ray = geometry.ray(v, c);
        double sum = 0;
        for (Bump bump : bumps) {
          sum += bump.lineIntegral(ray);
        }
        stack.set(0, v, c, (float) sum);
      }
    }
    return new Sinogram(stack, geometry, SliceAxis.UNIT, SinogramUnit.LINE_INTEGRAL);
  }
}
