package io.tomodrift.formats.png;

/**
 * Colours of signed values: blue below zero, white at zero, red above, lightness falling evenly to
 * both sides (the idea of Moreland 2009, "Diverging color maps for scientific visualization"). Blue
 * against red stays distinguishable with every common colour vision deficiency.
 */
public final class DivergingColours {

  private static final int[] NEGATIVE = {0xFFFFFF, 0xA6CBEA, 0x4A8BC9, 0x123C80};
  private static final int[] POSITIVE = {0xFFFFFF, 0xF6BFA3, 0xDD6B52, 0x8A1023};

  private DivergingColours() {}

  /** Colour 0xRRGGBB of {@code value / limit}, clipped to -1 .. 1; not a number is grey. */
  public static int rgb(double value, double limit) {
    if (Double.isNaN(value)) {
      return 0x808080;
    }
    int[] anchors = value < 0 ? NEGATIVE : POSITIVE;
    double position = Math.min(1, Math.abs(value) / limit) * (anchors.length - 1);
    int below = Math.min((int) position, anchors.length - 2);
    return blend(anchors[below], anchors[below + 1], position - below);
  }

  private static int blend(int from, int to, double weight) {
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double a = from >> shift & 0xFF;
      double b = to >> shift & 0xFF;
      rgb |= (int) Math.round(a + weight * (b - a)) << shift;
    }
    return rgb;
  }
}
