package io.tomodrift.phantoms.shape;

import io.tomodrift.geometry.stack.Vec3;
import java.util.Optional;

/** A bounded convex solid, mm in the gantry frame. Immutable. */
public sealed interface Shape3 permits Ellipsoid, Cylinder, Box, ClippedSolid {

  /** Narrows the chord to the part of the ray inside this solid. Exact up to rounding. */
  void narrow(Ray3 ray, Chord chord);

  /** True if the point is inside or on the surface. */
  boolean contains(Vec3 pointMm);

  /** The exact cut with the slice plane at Z, or nothing if the plane misses the solid. */
  Optional<Shape2> cutAt(double zMm);

  /** Length of the ray inside the solid, mm. */
  default double chordMm(Ray3 ray) {
    Chord chord = new Chord();
    narrow(ray, chord);
    return chord.lengthMm();
  }
}
