package io.tomodrift.projectors.cpu;

/**
 * How one view sees the pixels of a tile, relative to the tile's centre, which turns the arc
 * tangent of an arc detector into a short polynomial. A pixel (dx, dy) mm from the centre has
 *
 * <pre>
 * z       = (dx acrossX + dy acrossY) / (depth + dx depthX + dy depthY)
 * channel = channel0 + fraction + channelsPerUnit a(z)
 * weight  = scale b(z) / (depth + dx depthX + dy depthY)^2
 * </pre>
 *
 * with {@code a(z) = atan z}, {@code b(z) = 1 / (1 + z^2)} on an arc and {@code a(z) = z, b(z) = 1}
 * elsewhere. The frame of an arc is turned so that z is the tangent of the angle at the source
 * between pixel and centre; for |z| below {@link #LARGEST_Z} four terms of the series of a and b
 * are enough.
 */
public final class TileView {

  /** Largest |z| on an arc: terms left out of the series are below 2e-12 and 2e-10. */
  static final double LARGEST_Z = 0.06;

  double acrossX;
  double acrossY;
  double depth;
  double depthX;
  double depthY;
  double fraction;
  double channelsPerUnit;
  double scale;
  int channel0;

  /** The channels that can see the tile, none where the first is above the last. */
  int lowest;

  int highest;
  boolean arc;
  boolean inside;

  TileView() {}

  /** Growth of the numerator of z with dx. */
  public double acrossX() {
    return acrossX;
  }

  /** Growth of the numerator of z with dy. */
  public double acrossY() {
    return acrossY;
  }

  /** Denominator of z at the centre. */
  public double depth() {
    return depth;
  }

  /** Growth of the denominator with dx. */
  public double depthX() {
    return depthX;
  }

  /** Growth of the denominator with dy. */
  public double depthY() {
    return depthY;
  }

  /** Channel of the centre beyond {@link #channel0}. */
  public double fraction() {
    return fraction;
  }

  /** Channels per unit of a(z). */
  public double channelsPerUnit() {
    return channelsPerUnit;
  }

  /** Factor of the weight. */
  public double scale() {
    return scale;
  }

  /** The channel from which channels are counted. */
  public int channel0() {
    return channel0;
  }

  /** Whether a and b are those of an arc. */
  public boolean arc() {
    return arc;
  }

  /** Whether every pixel of the tile is seen by two neighbouring channels. */
  public boolean inside() {
    return inside;
  }
}
