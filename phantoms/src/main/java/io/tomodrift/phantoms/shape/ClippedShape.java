package io.tomodrift.phantoms.shape;

import io.tomodrift.geometry.Ray;
import java.util.List;
import java.util.Objects;

/**
 * A shape cut by half-planes: what lies in the shape and in all of them. A convex polygon is a
 * large disc cut by its edges.
 *
 * @param base the shape before cutting
 * @param cuts the half-planes kept
 */
public record ClippedShape(Shape2 base, List<HalfPlane> cuts) implements Shape2 {

  /** Copies the list. */
  public ClippedShape {
    Objects.requireNonNull(base, "base");
    cuts = List.copyOf(cuts);
  }

  /** The shape cut by some half-planes. */
  public static ClippedShape of(Shape2 base, HalfPlane... cuts) {
    return new ClippedShape(base, List.of(cuts));
  }

  @Override
  public void narrow(Ray ray, Chord chord) {
    base.narrow(ray, chord);
    for (HalfPlane cut : cuts) {
      cut.narrow(ray, chord);
    }
  }

  @Override
  public boolean contains(double xMm, double yMm) {
    for (HalfPlane cut : cuts) {
      if (cut.distanceMm(xMm, yMm) > 0) {
        return false;
      }
    }
    return base.contains(xMm, yMm);
  }

  @Override
  public Overlap overlap(double xMm, double yMm, double radiusMm) {
    Overlap overlap = base.overlap(xMm, yMm, radiusMm);
    for (HalfPlane cut : cuts) {
      overlap = overlap.and(Overlap.ofSignedDistance(cut.distanceMm(xMm, yMm), radiusMm));
    }
    return overlap;
  }

  @Override
  public double centreXMm() {
    return base.centreXMm();
  }

  @Override
  public double centreYMm() {
    return base.centreYMm();
  }

  @Override
  public double boundingRadiusMm() {
    return base.boundingRadiusMm();
  }

  @Override
  public ClippedShape rotated(double angleRad) {
    return new ClippedShape(
        base.rotated(angleRad), cuts.stream().map(cut -> cut.rotated(angleRad)).toList());
  }
}
