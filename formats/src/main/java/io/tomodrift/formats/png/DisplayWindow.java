package io.tomodrift.formats.png;

/**
 * The range of values shown from black to white.
 *
 * @param centre value shown as middle grey
 * @param width distance from the black value to the white one, positive
 */
public record DisplayWindow(double centre, double width) {

  /** Lung, HU. */
  public static final DisplayWindow LUNG = new DisplayWindow(-600, 1500);

  /** Abdomen and other soft tissue, HU. */
  public static final DisplayWindow SOFT_TISSUE = new DisplayWindow(40, 400);

  /** Bone, HU. */
  public static final DisplayWindow BONE = new DisplayWindow(400, 1800);

  /** Brain, HU. */
  public static final DisplayWindow BRAIN = new DisplayWindow(40, 80);

  /** Rejects windows without extent. */
  public DisplayWindow {
    if (!Double.isFinite(centre) || !(width > 0) || Double.isInfinite(width)) {
      throw new IllegalArgumentException(
          "a display window needs a finite centre and a positive width, got %s and %s"
              .formatted(centre, width));
    }
  }

  /** The window from {@code black} to {@code white}. */
  public static DisplayWindow between(double black, double white) {
    return new DisplayWindow((black + white) / 2, white - black);
  }

  /** From the smallest to the largest finite value; width 1 if they are equal or there is none. */
  public static DisplayWindow full(float[] values) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (float value : values) {
      if (Float.isFinite(value)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    if (min > max) {
      return new DisplayWindow(0, 1);
    }
    return max > min ? between(min, max) : new DisplayWindow(min, 1);
  }

  /** Value shown as black. */
  public double lower() {
    return centre - width / 2;
  }

  /** Value shown as white. */
  public double upper() {
    return centre + width / 2;
  }

  /** Position of a value in the window, 0 to 1, clamped; 0 for NaN. */
  public double fraction(double value) {
    double fraction = (value - lower()) / width;
    return fraction > 0 ? Math.min(1, fraction) : 0;
  }
}
