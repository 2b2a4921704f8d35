package io.tomodrift.phantoms.shape;

import io.tomodrift.geometry.stack.Vec3;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A solid cut by half-spaces: what lies in the solid and in all of them.
 *
 * @param base the solid before cutting
 * @param cuts the half-spaces kept
 */
public record ClippedSolid(Shape3 base, List<HalfSpace> cuts) implements Shape3 {

  /** Copies the list. */
  public ClippedSolid {
    Objects.requireNonNull(base, "base");
    cuts = List.copyOf(cuts);
  }

  @Override
  public void narrow(Ray3 ray, Chord chord) {
    base.narrow(ray, chord);
    for (HalfSpace cut : cuts) {
      cut.narrow(ray, chord);
    }
  }

  @Override
  public boolean contains(Vec3 pointMm) {
    return base.contains(pointMm) && cuts.stream().allMatch(cut -> cut.distanceMm(pointMm) <= 0);
  }

  @Override
  public Optional<Shape2> cutAt(double zMm) {
    return base.cutAt(zMm).flatMap(shape -> clip(shape, cuts, zMm));
  }

  /** The part of a cut at Z that lies in the half-spaces. */
  static Optional<Shape2> clip(Shape2 shape, List<HalfSpace> cuts, double zMm) {
    List<HalfPlane> edges = new ArrayList<>();
    for (HalfSpace cut : cuts) {
      if (!cut.isParallelToSlices()) {
        edges.add(cut.cutAt(zMm));
      } else if (cut.normal().z() * zMm > cut.offsetMm()) {
        return Optional.empty();
      }
    }
    return Optional.of(edges.isEmpty() ? shape : new ClippedShape(shape, edges));
  }
}
