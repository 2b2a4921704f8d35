package io.tomodrift.pipeline.report;

import io.tomodrift.formats.png.DivergingColours;
import io.tomodrift.formats.png.PngImages;
import java.util.Base64;
import java.util.stream.IntStream;

/** Letters, bars and axes drawn over or beside the pixels of a {@link Picture}. */
final class Overlays {

  private static final double FONT = 46;
  private static final int BAR_STEPS = 129;
  private static final double[] ROUND = {5, 2, 1};

  private Overlays() {}

  /** Orientation letters inside the four edges. */
  static String letters(OrientationLetters letters, double height) {
    double middle = height / 2 + FONT / 3;
    return onPicture(18, middle, "start", letters.left())
        + onPicture(Picture.WIDTH - 18, middle, "end", letters.right())
        + onPicture(Picture.WIDTH / 2, FONT, "middle", letters.top())
        + onPicture(Picture.WIDTH / 2, height - 18, "middle", letters.bottom());
  }

  /** A bar of a round length, about a quarter of the width, at the lower left. */
  static String scaleBar(double widthMm, double height) {
    double lengthMm = roundBelow(widthMm / 4);
    double length = lengthMm / widthMm * Picture.WIDTH;
    String bar =
        """
        <rect x="30" y="%s" width="%s" height="9" fill="#fff" stroke="#000" stroke-width="3"/>"""
            .formatted(Numbers.coordinate(height - 40), Numbers.coordinate(length));
    String text = Numbers.significant(lengthMm, 2) + " mm";
    return bar + onPicture(30, height - 56, "start", text);
  }

  /** Largest of 1, 2, 5 times a power of ten that is not above {@code value}. */
  static double roundBelow(double value) {
    double decade = Math.pow(10, Math.floor(Math.log10(value)));
    for (double factor : ROUND) {
      if (factor * decade <= value * (1 + 1e-9)) {
        return factor * decade;
      }
    }
    return decade;
  }

  /** A bar from -limit to limit in the colours of {@link DivergingColours}, right of the pixels. */
  static String colourBar(double limit, String unit, double height) {
    byte[] png =
        PngImages.rgb(
            IntStream.range(0, BAR_STEPS)
                .map(i -> DivergingColours.rgb(1 - 2.0 * i / (BAR_STEPS - 1), 1))
                .toArray(),
            BAR_STEPS,
            1);
    double x = Picture.WIDTH + 30;
    double top = 30;
    double length = height - 60;
    String bar =
        """
        <image x="%1$s" y="%2$s" width="44" height="%3$s" preserveAspectRatio="none" \
        href="data:image/png;base64,%4$s"/><rect x="%1$s" y="%2$s" width="44" height="%3$s" \
        fill="none" stroke="currentColor" stroke-width="2"/>"""
            .formatted(
                Numbers.coordinate(x),
                Numbers.coordinate(top),
                Numbers.coordinate(length),
                Base64.getEncoder().encodeToString(png));
    double labelX = x + 56;
    return bar
        + beside(labelX, top + FONT / 2, "start", "+" + Numbers.significant(limit, 3))
        + beside(labelX, height / 2, "start", "0")
        + beside(labelX, height / 2 + FONT * 1.15, "start", unit)
        + beside(labelX, height - 30, "start", Numbers.significant(-limit, 3));
  }

  /** Names of the two axes, outside the lower and the left edge. */
  static String axisNames(String across, String down, double height) {
    String vertical =
        """
        <text transform="translate(-24 %s) rotate(-90)" font-size="40" text-anchor="middle" \
        fill="currentColor">%s</text>"""
            .formatted(Numbers.coordinate(height / 2), Html.escape(down));
    return beside(Picture.WIDTH / 2, height + 48, "middle", across) + vertical;
  }

  private static String onPicture(double x, double y, String anchor, String text) {
    return """
        <text x="%s" y="%s" font-size="46" font-weight="600" text-anchor="%s" fill="#fff" \
        stroke="#000" stroke-width="7" paint-order="stroke" stroke-linejoin="round">%s</text>"""
        .formatted(Numbers.coordinate(x), Numbers.coordinate(y), anchor, Html.escape(text));
  }

  private static String beside(double x, double y, String anchor, String text) {
    return """
        <text x="%s" y="%s" font-size="40" text-anchor="%s" fill="currentColor">%s</text>"""
        .formatted(Numbers.coordinate(x), Numbers.coordinate(y), anchor, Html.escape(text));
  }
}
