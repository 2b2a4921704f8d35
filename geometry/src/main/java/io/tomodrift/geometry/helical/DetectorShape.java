package io.tomodrift.geometry.helical;

/** How the columns of a multi-row detector are arranged in the plane of rotation. */
public enum DetectorShape {
  /** On an arc about the focal centre; the column pitch is an arc length. */
  CYLINDRICAL,
  /** On a straight line perpendicular to the central ray. */
  FLAT
}
