package io.tomodrift.formats.png;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * The range of values a grey picture spreads from black to white. A value v has grey {@code 255 ((v
 * - centre) / width + 1/2)}, clipped to 0 .. 255 and rounded: the function LINEAR_EXACT of DICOM
 * PS3.3 C.11.2.1.3.2.
 *
 * @param name what it is for, in a word or two
 * @param centre value shown as middle grey, in the unit of the picture
 * @param width distance from black to white, positive, same unit
 */
public record DisplayWindow(String name, double centre, double width) {

  /** Lung: -600 / 1500 HU. */
  public static final DisplayWindow LUNG = new DisplayWindow("lung", -600, 1500);

  /** Soft tissue: 40 / 400 HU. */
  public static final DisplayWindow SOFT_TISSUE = new DisplayWindow("soft tissue", 40, 400);

  /** Bone: 400 / 1800 HU. */
  public static final DisplayWindow BONE = new DisplayWindow("bone", 400, 1800);

  /** Brain: 40 / 80 HU. */
  public static final DisplayWindow BRAIN = new DisplayWindow("brain", 40, 80);

  /** Checks the values. */
  public DisplayWindow {
    if (!Double.isFinite(centre) || !(width > 0) || Double.isInfinite(width)) {
      throw new IllegalArgumentException(
          "a display window needs a finite centre and a positive width, got %s / %s"
              .formatted(centre, width));
    }
  }

  /** From the smallest to the largest finite value of an array. */
  public static DisplayWindow fullRange(float[] values) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (float value : values) {
      if (Float.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    return low <= high ? between("full range", low, high) : between("full range", 0, 1);
  }

  /** From the 0.5th to the 99.5th percentile, so that a few outliers do not darken the picture. */
  public static DisplayWindow withoutOutliers(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    // What is not a number is sorted behind everything else.
    int finite = sorted.length;
    while (finite > 0 && !Float.isFinite(sorted[finite - 1])) {
      finite--;
    }
    int cut = finite / 200;
    return finite == 0
        ? fullRange(values)
        : between("0.5 to 99.5 percentile", sorted[cut], sorted[finite - 1 - cut]);
  }

  /** From {@code black} to {@code white}; equal values are shown as middle grey. */
  public static DisplayWindow between(String name, double black, double white) {
    double width = white - black;
    return new DisplayWindow(name, (black + white) / 2, width > 0 ? width : 1);
  }

  /** The value shown as black. */
  public double black() {
    return centre - width / 2;
  }

  /** The value shown as white. */
  public double white() {
    return centre + width / 2;
  }

  /** Position of a value in the window, 0 to 1, clamped; 0 for what is not a number. */
  public double fraction(double value) {
    double fraction = (value - centre) / width + 0.5;
    return fraction > 0 ? Math.min(1, fraction) : 0;
  }

  /** Grey of a value, 0 to 255; not a number is black. */
  public int grey(double value) {
    return (int) Math.round(255 * fraction(value));
  }

  /** For captions, such as {@code soft tissue, level 40, width 400}. */
  public String label() {
    return "%s, level %s, width %s".formatted(name, rounded(centre), rounded(width));
  }

  private static String rounded(double value) {
    return BigDecimal.valueOf(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }
}
