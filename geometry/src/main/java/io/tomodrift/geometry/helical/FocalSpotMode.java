package io.tomodrift.geometry.helical;

/** How the focal spot moves between successive views. */
public enum FocalSpotMode {
  /** It stays. */
  NONE,
  /** It alternates along the axis (and, on a slanted anode, radially). */
  Z,
  /** It alternates in the plane of rotation. */
  XY,
  /** It does both, four positions in turn. */
  XYZ
}
