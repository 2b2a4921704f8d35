package io.tomodrift.geometry;

/**
 * The part of a turn that a set of views covers, each view standing for the angle from half way to
 * its predecessor to half way to its successor.
 *
 * @param startRad angle at which the arc begins, half a step before the first view
 * @param lengthRad length of the arc, positive; a whole multiple of the period if closed
 * @param stepRad median distance between neighbouring views
 * @param direction +1 if the angle grows with time, -1 if it falls
 * @param closed true if the arc covers the period a whole number of times (to within one step)
 */
public record ScanArc(
    double startRad, double lengthRad, double stepRad, int direction, boolean closed) {

  /** Length in degrees, for messages. */
  public double lengthDegrees() {
    return Math.toDegrees(lengthRad);
  }
}
