package io.tomodrift.phantoms.anatomy;

import java.util.function.DoubleUnaryOperator;

/**
 * A star-shaped region: radius as a function of direction, in a table. The distance is the radial
 * one times the cosine between radius and normal.
 */
final class Outline implements Field {

  private final double centreXMm;
  private final double centreYMm;
  private final double[] radiusMm;
  private final double[] cosine;
  private final double reachMm;

  private Outline(double centreXMm, double centreYMm, double[] radiusMm) {
    this.centreXMm = centreXMm;
    this.centreYMm = centreYMm;
    this.radiusMm = radiusMm;
    cosine = new double[Directions.COUNT];
    double largest = 0;
    for (int i = 0; i < Directions.COUNT; i++) {
      int before = (i + Directions.COUNT - 1) & (Directions.COUNT - 1);
      int after = (i + 1) & (Directions.COUNT - 1);
      double turn = Directions.angleRad(after) - Directions.angleRad(before);
      turn = turn < 0 ? turn + 2 * Math.PI : turn;
      double slope = (radiusMm[after] - radiusMm[before]) / turn / radiusMm[i];
      cosine[i] = 1 / Math.sqrt(1 + slope * slope);
      largest = Math.max(largest, radiusMm[i]);
    }
    reachMm = largest;
  }

  /** Radius as a function of the polar angle; at least 0.1 mm is taken. */
  static Outline of(double centreXMm, double centreYMm, DoubleUnaryOperator radiusAt) {
    double[] radius = new double[Directions.COUNT];
    for (int i = 0; i < radius.length; i++) {
      radius[i] = Math.max(0.1, radiusAt.applyAsDouble(Directions.angleRad(i)));
    }
    return new Outline(centreXMm, centreYMm, radius);
  }

  /** Radius of the superellipse {@code |x/a|^n + |y/b|^n = 1} at a polar angle. */
  static double superellipse(double angleRad, double a, double b, double exponent) {
    double c = Math.abs(StrictMath.cos(angleRad)) / a;
    double s = Math.abs(StrictMath.sin(angleRad)) / b;
    if (exponent == 2) {
      return 1 / Math.sqrt(c * c + s * s);
    }
    double sum = StrictMath.pow(c, exponent) + StrictMath.pow(s, exponent);
    return StrictMath.pow(sum, -1 / exponent);
  }

  /** Moved inward by a thickness (measured along the normal) that depends on the polar angle. */
  Outline inset(DoubleUnaryOperator thicknessMm) {
    double[] radius = new double[Directions.COUNT];
    for (int i = 0; i < radius.length; i++) {
      double thickness = thicknessMm.applyAsDouble(Directions.angleRad(i));
      radius[i] = Math.max(0.1, radiusMm[i] - thickness / cosine[i]);
    }
    return new Outline(centreXMm, centreYMm, radius);
  }

  /** Radius in a direction, mm. */
  double radiusMm(double angleRad) {
    double x = StrictMath.cos(angleRad);
    double y = StrictMath.sin(angleRad);
    return Directions.lookUp(radiusMm, Directions.position(x, y));
  }

  @Override
  public double distanceMm(double xMm, double yMm) {
    double dx = xMm - centreXMm;
    double dy = yMm - centreYMm;
    double position = Directions.position(dx, dy);
    double radial = Math.sqrt(dx * dx + dy * dy) - Directions.lookUp(radiusMm, position);
    return radial * Directions.lookUp(cosine, position);
  }

  @Override
  public double centreXMm() {
    return centreXMm;
  }

  @Override
  public double centreYMm() {
    return centreYMm;
  }

  @Override
  public double reachMm() {
    return reachMm;
  }
}
