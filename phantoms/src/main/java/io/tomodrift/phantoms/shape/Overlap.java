package io.tomodrift.phantoms.shape;

/** What is known about the overlap of a disc with a shape. */
public enum Overlap {
  /** The disc lies in the shape. */
  INSIDE,
  /** The disc and the shape have no point in common. */
  OUTSIDE,
  /** The edge may cross the disc. */
  PARTIAL;

  /** Overlap with the intersection of two shapes. */
  Overlap and(Overlap other) {
    if (this == OUTSIDE || other == OUTSIDE) {
      return OUTSIDE;
    }
    return this == INSIDE ? other : this;
  }

  /** Overlap with the region on the negative side of a line at the given signed distance. */
  static Overlap ofSignedDistance(double distanceMm, double radiusMm) {
    if (distanceMm > radiusMm) {
      return OUTSIDE;
    }
    return distanceMm < -radiusMm ? INSIDE : PARTIAL;
  }
}
