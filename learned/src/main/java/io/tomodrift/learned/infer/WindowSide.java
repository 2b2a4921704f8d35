package io.tomodrift.learned.infer;

/**
 * How windows lie along one axis: windows of one length that overlap, or a single one that holds
 * the whole axis.
 *
 * @param length length of a window; of one that holds the axis, the number it is a multiple of
 * @param overlap part of a window that its neighbour covers too, in [0, 1); 0 for the whole axis
 * @param whole whether a single window holds the axis
 */
public record WindowSide(int length, double overlap, boolean whole) {

  /** Checks the values. */
  public WindowSide {
    if (length < 1) {
      throw new IllegalArgumentException("a window needs a positive length, got " + length);
    }
    if (!(overlap >= 0 && overlap < 1)) {
      throw new IllegalArgumentException("overlap must be in [0, 1), got " + overlap);
    }
  }

  /** Windows of one length. */
  public static WindowSide sliding(int length, double overlap) {
    return new WindowSide(length, overlap, false);
  }

  /** One window as long as the axis, rounded up to a multiple. */
  public static WindowSide whole(int multiple) {
    return new WindowSide(multiple, 0, true);
  }

  /** Length of a window on an axis. */
  int lengthOn(int axisLength) {
    return whole ? Math.multiplyExact((axisLength + length - 1) / length, length) : length;
  }
}
