package io.tomodrift.phantoms.shape;

import io.tomodrift.geometry.stack.Vec3;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An elliptic cylinder of finite length with flat ends perpendicular to its axis.
 *
 * @param centreMm middle of the axis, mm
 * @param halfAMm half-axis of the cross-section along the first axis, mm
 * @param halfBMm half-axis of the cross-section along the second axis, mm
 * @param halfLengthMm half the length along the third axis, mm
 * @param axes directions; the third is the axis of the cylinder
 */
public record Cylinder(
    Vec3 centreMm, double halfAMm, double halfBMm, double halfLengthMm, Orientation axes)
    implements Shape3 {

  private static final double HORIZONTAL = 1e-9;

  /** Checks the values. */
  public Cylinder {
    Objects.requireNonNull(centreMm, "centreMm");
    Objects.requireNonNull(axes, "axes");
    Checks.positive("cylinder", "halfAMm", halfAMm);
    Checks.positive("cylinder", "halfBMm", halfBMm);
    Checks.positive("cylinder", "halfLengthMm", halfLengthMm);
  }

  /** A circular cylinder along Z. */
  public static Cylinder alongZ(Vec3 centreMm, double radiusMm, double halfLengthMm) {
    return new Cylinder(centreMm, radiusMm, radiusMm, halfLengthMm, Orientation.IDENTITY);
  }

  @Override
  public void narrow(Ray3 ray, Chord chord) {
    side().narrow(ray, chord);
    Rectangle.slab(
        axes.third().dot(ray.originMm().minus(centreMm)),
        axes.third().dot(ray.direction()),
        halfLengthMm,
        chord);
  }

  @Override
  public boolean contains(Vec3 pointMm) {
    double along = axes.third().dot(pointMm.minus(centreMm));
    return Math.abs(along) <= halfLengthMm && side().normSquared(pointMm) <= 1;
  }

  @Override
  public Optional<Shape2> cutAt(double zMm) {
    if (Math.abs(axes.third().z()) < HORIZONTAL) {
      return lyingCut(zMm);
    }
    return side().cutAt(zMm).flatMap(ellipse -> withEnds(ellipse, zMm));
  }

  private Quadric side() {
    return new Quadric(centreMm, axes, 1 / halfAMm, 1 / halfBMm, 0);
  }

  private Optional<Shape2> withEnds(Ellipse ellipse, double zMm) {
    List<HalfSpace> ends = new ArrayList<>();
    double along = axes.third().dot(centreMm);
    ends.add(new HalfSpace(axes.third(), along + halfLengthMm));
    ends.add(new HalfSpace(axes.third().times(-1), halfLengthMm - along));
    return ClippedSolid.clip(ellipse, ends, zMm);
  }

  /** A cylinder lying in the slice plane is cut in a rectangle as wide as its section at that Z. */
  private Optional<Shape2> lyingCut(double zMm) {
    Vec3 side = new Vec3(-axes.third().y(), axes.third().x(), 0);
    Orientation lying = new Orientation(axes.third(), side, axes.third().cross(side).normalized());
    double sideA = axes.first().dot(lying.second()) / halfAMm;
    double sideB = axes.second().dot(lying.second()) / halfBMm;
    double upA = axes.first().dot(lying.third()) / halfAMm;
    double upB = axes.second().dot(lying.third()) / halfBMm;
    double a = sideA * sideA + sideB * sideB;
    double h = (zMm - centreMm.z()) * Math.signum(lying.third().z());
    double b = (sideA * upA + sideB * upB) * h;
    double c = (upA * upA + upB * upB) * h * h - 1;
    Chord width = new Chord();
    width.keepQuadric(a, b, c);
    if (width.isEmpty()) {
      return Optional.empty();
    }
    double middle = (width.fromMm() + width.toMm()) / 2;
    return Optional.of(
        new Rectangle(
            centreMm.x() + middle * side.x(),
            centreMm.y() + middle * side.y(),
            halfLengthMm,
            width.lengthMm() / 2,
            lying.tiltRad()));
  }
}
