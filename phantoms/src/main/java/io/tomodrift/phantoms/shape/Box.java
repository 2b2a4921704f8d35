package io.tomodrift.phantoms.shape;

import io.tomodrift.geometry.stack.Vec3;
import java.util.Objects;
import java.util.Optional;

/**
 * A box, turned about Z only.
 *
 * @param centreMm centre, mm
 * @param halfXMm half the extent along X before tilting, mm
 * @param halfYMm half the extent along Y before tilting, mm
 * @param halfZMm half the extent along Z, mm
 * @param tiltRad counter-clockwise turn about Z through the centre, rad
 */
public record Box(Vec3 centreMm, double halfXMm, double halfYMm, double halfZMm, double tiltRad)
    implements Shape3 {

  /** Checks the values. */
  public Box {
    Objects.requireNonNull(centreMm, "centreMm");
    Checks.positive("box", "halfXMm", halfXMm);
    Checks.positive("box", "halfYMm", halfYMm);
    Checks.positive("box", "halfZMm", halfZMm);
    Checks.finite("box", "tiltRad", tiltRad);
  }

  @Override
  public void narrow(Ray3 ray, Chord chord) {
    Orientation axes = Orientation.aboutZ(tiltRad);
    Vec3 origin = axes.local(ray.originMm().minus(centreMm));
    Vec3 direction = axes.local(ray.direction());
    Rectangle.slab(origin.x(), direction.x(), halfXMm, chord);
    Rectangle.slab(origin.y(), direction.y(), halfYMm, chord);
    Rectangle.slab(origin.z(), direction.z(), halfZMm, chord);
  }

  @Override
  public boolean contains(Vec3 pointMm) {
    return Math.abs(pointMm.z() - centreMm.z()) <= halfZMm
        && section().contains(pointMm.x(), pointMm.y());
  }

  @Override
  public Optional<Shape2> cutAt(double zMm) {
    return Math.abs(zMm - centreMm.z()) <= halfZMm ? Optional.of(section()) : Optional.empty();
  }

  private Rectangle section() {
    return new Rectangle(centreMm.x(), centreMm.y(), halfXMm, halfYMm, tiltRad);
  }
}
