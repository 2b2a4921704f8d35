package io.tomodrift.geometry.helical;

/** How the focal spot moves between successive views. */
public enum FocalSpotMode {
  /** It stays. */
  NONE(1),
  /** It alternates along the axis (and, on a slanted anode, radially). */
  Z(2),
  /** It alternates in the plane of rotation. */
  XY(2),
  /** It does both, four positions in turn. */
  XYZ(4);

  /** The most positions of any mode. */
  public static final int MOST_POSITIONS = 4;

  private final int positions;

  FocalSpotMode(int positions) {
    this.positions = positions;
  }

  /** Number of positions that successive views take in turn. */
  public int positions() {
    return positions;
  }
}
