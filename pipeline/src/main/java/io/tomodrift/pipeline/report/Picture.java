package io.tomodrift.pipeline.report;

import java.util.Base64;
import java.util.Objects;

/**
 * A picture of pixels with what is drawn over it. The pixels are a PNG with one pixel a value;
 * shape, letters, scale and colour bar are drawn around it by the SVG, so they stay sharp at any
 * size and no font is needed to make them.
 */
public final class Picture {

  /** Width of the pixels in units of the SVG. */
  static final double WIDTH = 1000;

  private static final int FEW_PIXELS = 300;

  private final byte[] png;
  private final int columns;
  private final double height;
  private final double marginRight;
  private final double marginLeft;
  private final double marginBottom;
  private final String overlay;

  private Picture(
      byte[] png, int columns, double height, double[] leftRightBottom, String overlay) {
    this.png = Objects.requireNonNull(png, "png");
    this.columns = columns;
    this.height = height;
    this.marginLeft = leftRightBottom[0];
    this.marginRight = leftRightBottom[1];
    this.marginBottom = leftRightBottom[2];
    this.overlay = overlay;
  }

  /** Pixels shown with the given height, in units of which the width is {@link #WIDTH}. */
  static Picture of(byte[] png, int columns, double height) {
    return new Picture(png, columns, height, new double[3], "");
  }

  /** The same with more SVG over it; the pixels lie at (0, 0) to ({@link #WIDTH}, height). */
  Picture with(String moreOverlay) {
    return new Picture(
        png,
        columns,
        height,
        new double[] {marginLeft, marginRight, marginBottom},
        overlay + moreOverlay);
  }

  /**
   * The same with a frame around a part; places and sizes as shares of the pixels' width and
   * height, from the upper left corner.
   */
  public Picture withFrame(double left, double top, double width, double tall) {
    return with(
        """
        <rect x="%1$s" y="%2$s" width="%3$s" height="%4$s" fill="none" stroke="#000" stroke-width="7"/>\
        <rect x="%1$s" y="%2$s" width="%3$s" height="%4$s" fill="none" stroke="#ffd54a" \
        stroke-width="4"/>"""
            .formatted(
                Numbers.coordinate(left * WIDTH),
                Numbers.coordinate(top * height),
                Numbers.coordinate(width * WIDTH),
                Numbers.coordinate(tall * height)));
  }

  /** The same with a dashed line across at a share of the height from the top. */
  public Picture withLine(double top) {
    return with(
        """
        <line x1="0" y1="%1$s" x2="%2$s" y2="%1$s" stroke="#ffd54a" stroke-width="3" \
        stroke-dasharray="16 12"/>"""
            .formatted(Numbers.coordinate(top * height), Numbers.coordinate(WIDTH)));
  }

  /** The same with free space around the pixels. */
  Picture withMargins(double left, double right, double bottom) {
    return new Picture(png, columns, height, new double[] {left, right, bottom}, overlay);
  }

  /** Height of the pixels in units of the SVG. */
  double height() {
    return height;
  }

  /** The PNG, one pixel a value (or block of values). */
  public byte[] png() {
    return png.clone();
  }

  /** Shown width divided by shown height, margins included. */
  public double aspectRatio() {
    return (WIDTH + marginLeft + marginRight) / (height + marginBottom);
  }

  /**
   * An {@code svg} element to be put into HTML.
   *
   * @param description what is to be seen, for readers who do not see it
   */
  String toSvg(String description) {
    String few = columns < FEW_PIXELS ? " style=\"image-rendering:pixelated\"" : "";
    return """
        <svg class="picture" viewBox="%s 0 %s %s" role="img" aria-label="%s">\
        <image width="%s" height="%s" preserveAspectRatio="none"%s href="data:image/png;base64,%s"/>\
        %s</svg>"""
        .formatted(
            Numbers.coordinate(-marginLeft),
            Numbers.coordinate(WIDTH + marginLeft + marginRight),
            Numbers.coordinate(height + marginBottom),
            Html.escape(description),
            Numbers.coordinate(WIDTH),
            Numbers.coordinate(height),
            few,
            Base64.getEncoder().encodeToString(png),
            overlay);
  }
}
