package io.tomodrift.phantoms.shape;

import io.tomodrift.geometry.stack.Vec3;
import java.util.Objects;
import java.util.Optional;

/**
 * An ellipsoid.
 *
 * @param centreMm centre, mm
 * @param halfAMm half-axis along the first axis, mm
 * @param halfBMm half-axis along the second axis, mm
 * @param halfCMm half-axis along the third axis, mm
 * @param axes directions of the half-axes
 */
public record Ellipsoid(
    Vec3 centreMm, double halfAMm, double halfBMm, double halfCMm, Orientation axes)
    implements Shape3 {

  /** Checks the values. */
  public Ellipsoid {
    Objects.requireNonNull(centreMm, "centreMm");
    Objects.requireNonNull(axes, "axes");
    Checks.positive("ellipsoid", "halfAMm", halfAMm);
    Checks.positive("ellipsoid", "halfBMm", halfBMm);
    Checks.positive("ellipsoid", "halfCMm", halfCMm);
  }

  /** A ball. */
  public static Ellipsoid ball(Vec3 centreMm, double radiusMm) {
    return new Ellipsoid(centreMm, radiusMm, radiusMm, radiusMm, Orientation.IDENTITY);
  }

  @Override
  public void narrow(Ray3 ray, Chord chord) {
    quadric().narrow(ray, chord);
  }

  @Override
  public boolean contains(Vec3 pointMm) {
    return quadric().normSquared(pointMm) <= 1;
  }

  @Override
  public Optional<Shape2> cutAt(double zMm) {
    return quadric().cutAt(zMm).map(Shape2.class::cast);
  }

  private Quadric quadric() {
    return new Quadric(centreMm, axes, 1 / halfAMm, 1 / halfBMm, 1 / halfCMm);
  }
}
