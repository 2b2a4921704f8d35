package io.tomodrift.phantoms.anatomy;

import java.util.function.DoubleBinaryOperator;

/** A region of a slice given by an approximate signed distance from its edge, negative inside. */
interface Field {

  /** Signed distance, mm; right near the edge, only of the right sign and order far from it. */
  double distanceMm(double xMm, double yMm);

  double centreXMm();

  double centreYMm();

  /** Radius around the centre that contains the region, mm. */
  double reachMm();

  /** The region grown (or shrunk, if negative) by a margin. */
  default Field grown(double marginMm) {
    return derived(marginMm, (x, y) -> distanceMm(x, y) - marginMm);
  }

  /** What is in this region and the other. */
  default Field and(Field other) {
    return derived(
        0,
        (x, y) -> {
          double distance = distanceMm(x, y);
          return distance > 2 ? distance : Math.max(distance, other.distanceMm(x, y));
        });
  }

  /** What is in this region but not in the other. */
  default Field without(Field other) {
    return derived(
        0,
        (x, y) -> {
          double distance = distanceMm(x, y);
          return distance > 2 ? distance : Math.max(distance, -other.distanceMm(x, y));
        });
  }

  /** A band along the edge, half of it on each side. */
  default Field rim(double thicknessMm) {
    return derived(thicknessMm / 2, (x, y) -> Math.abs(distanceMm(x, y)) - thicknessMm / 2);
  }

  private Field derived(double marginMm, DoubleBinaryOperator distance) {
    return new Derived(centreXMm(), centreYMm(), Math.max(0, reachMm() + marginMm), distance);
  }

  /** A field computed from others. */
  record Derived(double centreXMm, double centreYMm, double reachMm, DoubleBinaryOperator distance)
      implements Field {
    @Override
    public double distanceMm(double xMm, double yMm) {
      return distance.applyAsDouble(xMm, yMm);
    }
  }
}
