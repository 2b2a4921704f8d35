package io.tomodrift.phantoms.shape;

import io.tomodrift.geometry.Ray;

/** A bounded convex region of the slice plane, mm in the gantry frame. Immutable. */
public sealed interface Shape2 permits Ellipse, Rectangle, ClippedShape {

  /** Narrows the chord to the part of the ray inside this shape. Exact up to rounding. */
  void narrow(Ray ray, Chord chord);

  /** True if the point is inside or on the edge. */
  boolean contains(double xMm, double yMm);

  /**
   * Whether a disc lies inside, outside or maybe on the edge. Conservative: INSIDE and OUTSIDE are
   * certain, PARTIAL may be either.
   */
  Overlap overlap(double xMm, double yMm, double radiusMm);

  /** X of the centre of a disc that contains the shape, mm. */
  double centreXMm();

  /** Y of the centre of that disc, mm. */
  double centreYMm();

  /** Radius of that disc, mm. */
  double boundingRadiusMm();

  /** The shape turned counter-clockwise about the isocenter. */
  Shape2 rotated(double angleRad);

  /** Length of the ray inside the shape, mm. */
  default double chordMm(Ray ray) {
    Chord chord = new Chord();
    narrow(ray, chord);
    return chord.lengthMm();
  }
}
