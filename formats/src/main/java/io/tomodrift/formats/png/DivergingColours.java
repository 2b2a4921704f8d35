package io.tomodrift.formats.png;

/**
 * Colours for signed values: blue below zero, white at zero, red above, with lightness falling
 * evenly on both sides, so that equal magnitudes look equally strong (the idea of K. Moreland,
 * "Diverging color maps for scientific visualization", 2009).
 */
public final class DivergingColours {

  private static final int[] NEGATIVE = {33, 102, 172};
  private static final int[] NEUTRAL = {247, 247, 247};
  private static final int[] POSITIVE = {178, 24, 43};
  private static final int NOT_A_NUMBER = 0x000000;

  private DivergingColours() {}

  /**
   * Colour of a value.
   *
   * @param limit magnitude that gets the strongest colour, positive; larger ones are clamped
   * @return red, green, blue as 0xRRGGBB; black for NaN
   */
  public static int rgb(double value, double limit) {
    if (Double.isNaN(value)) {
      return NOT_A_NUMBER;
    }
    double strength = Math.min(1, Math.abs(value) / limit);
    int[] end = value < 0 ? NEGATIVE : POSITIVE;
    int rgb = 0;
    for (int channel = 0; channel < 3; channel++) {
      double level = NEUTRAL[channel] + strength * (end[channel] - NEUTRAL[channel]);
      rgb = (rgb << 8) | (int) Math.round(level);
    }
    return rgb;
  }
}
