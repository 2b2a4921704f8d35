package io.tomodrift.geometry.helical;

/** Which way the gantry turns, seen from the table toward the gantry. */
public enum RotationSense {
  /** The angle grows with the view. */
  COUNTER_CLOCKWISE,
  /** The angle falls with the view. */
  CLOCKWISE;

  /** +1 if the angle grows, -1 if it falls. */
  public int sign() {
    return this == COUNTER_CLOCKWISE ? 1 : -1;
  }
}
