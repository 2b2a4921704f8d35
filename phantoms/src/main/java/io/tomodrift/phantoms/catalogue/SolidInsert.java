package io.tomodrift.phantoms.catalogue;

import io.tomodrift.geometry.stack.Vec3;

/**
 * A ball or an upright cylinder in a test phantom.
 *
 * @param name for tables
 * @param form ball or cylinder
 * @param centreMm centre, gantry frame, mm
 * @param radiusMm radius, mm
 * @param halfLengthMm half its extent along Z, mm: the radius for a ball
 * @param hu its value, HU
 */
public record SolidInsert(
    String name, Form form, Vec3 centreMm, double radiusMm, double halfLengthMm, double hu) {

  /** Kind of solid. */
  public enum Form {
    /** A ball. */
    BALL,
    /** A circular cylinder along Z. */
    CYLINDER
  }

  /** Distance of the centre from the axis of rotation, mm. */
  public double distanceFromAxisMm() {
    return Math.hypot(centreMm.x(), centreMm.y());
  }
}
