package io.tomodrift.pipeline.report;

/**
 * A plane figure in world coordinates, Y up, written as an SVG file on a white ground. Keeps what
 * was drawn out of the hands of the figure: every point passes through one transformation.
 */
final class Drawing {

  static final String INK = "#1c2126";
  static final String QUIET = "#7b858f";
  static final String BLUE = "#0072B2";
  static final String RED = "#D55E00";
  static final String GREEN = "#007a59";
  static final String PURPLE = "#a6457e";

  private final double width;
  private final double height;
  private final double scale;
  private final double originX;
  private final double originY;
  private final StringBuilder body = new StringBuilder();

  /** World (0, 0) is at pixel (originX, originY); one unit is {@code scale} pixels. */
  Drawing(double width, double height, double originX, double originY, double scale) {
    this.width = width;
    this.height = height;
    this.originX = originX;
    this.originY = originY;
    this.scale = scale;
  }

  double px(double x) {
    return originX + x * scale;
  }

  double py(double y) {
    return originY - y * scale;
  }

  private static String n(double value) {
    return Numbers.coordinate(value);
  }

  Drawing line(double x1, double y1, double x2, double y2, String colour, double thick) {
    return line(x1, y1, x2, y2, colour, thick, "");
  }

  Drawing dashed(double x1, double y1, double x2, double y2, String colour, double thick) {
    return line(x1, y1, x2, y2, colour, thick, " stroke-dasharray=\"6 5\"");
  }

  private Drawing line(
      double x1, double y1, double x2, double y2, String colour, double thick, String more) {
    body.append(
        "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\" stroke-width=\"%s\"%s/>\n"
            .formatted(n(px(x1)), n(py(y1)), n(px(x2)), n(py(y2)), colour, n(thick), more));
    return this;
  }

  /** A line with a head of 11 x 9 pixels at its second end. */
  Drawing arrow(double x1, double y1, double x2, double y2, String colour, double thick) {
    double dx = px(x2) - px(x1);
    double dy = py(y2) - py(y1);
    double length = Math.hypot(dx, dy);
    double ux = dx / length;
    double uy = dy / length;
    double short1 = (length - 9) / length;
    line(x1, y1, x1 + (x2 - x1) * short1, y1 + (y2 - y1) * short1, colour, thick);
    head(px(x2), py(y2), ux, uy, colour);
    return this;
  }

  private void head(double tipX, double tipY, double ux, double uy, String colour) {
    double baseX = tipX - 11 * ux;
    double baseY = tipY - 11 * uy;
    body.append(
        "<path d=\"M%s %sL%s %sL%s %sZ\" fill=\"%s\"/>\n"
            .formatted(
                n(tipX),
                n(tipY),
                n(baseX - 4.5 * uy),
                n(baseY + 4.5 * ux),
                n(baseX + 4.5 * uy),
                n(baseY - 4.5 * ux),
                colour));
  }

  /** Part of a circle from one angle to another (rad, counter-clockwise from +X). */
  Drawing arc(
      double cx, double cy, double radius, double from, double to, String colour, double thick) {
    int steps = (int) Math.max(8, Math.abs(to - from) * 40);
    StringBuilder path = new StringBuilder();
    for (int i = 0; i <= steps; i++) {
      double a = from + (to - from) * i / steps;
      path.append(i == 0 ? 'M' : 'L').append(n(px(cx + radius * Math.cos(a)))).append(' ');
      path.append(n(py(cy + radius * Math.sin(a))));
    }
    body.append(
        "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"/>\n"
            .formatted(path, colour, n(thick)));
    return this;
  }

  /** As {@link #arc}, with a head at its end. */
  Drawing arcArrow(
      double cx, double cy, double radius, double from, double to, String colour, double thick) {
    double turn = Math.signum(to - from);
    double headAngle = 9 / (radius * scale);
    arc(cx, cy, radius, from, to - turn * headAngle, colour, thick);
    double middle = to - turn * headAngle / 2;
    head(
        px(cx + radius * Math.cos(to)),
        py(cy + radius * Math.sin(to)),
        -turn * Math.sin(middle),
        -turn * Math.cos(middle),
        colour);
    return this;
  }

  Drawing dot(double x, double y, double pixels, String colour) {
    body.append(
        "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\"/>\n"
            .formatted(n(px(x)), n(py(y)), n(pixels), colour));
    return this;
  }

  Drawing circle(double x, double y, double radius, String fill, String stroke, double thick) {
    return ellipse(x, y, radius, radius, fill, stroke, thick);
  }

  Drawing ellipse(
      double x, double y, double a, double b, String fill, String stroke, double thick) {
    body.append(
        "<ellipse cx=\"%s\" cy=\"%s\" rx=\"%s\" ry=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"%s\"/>\n"
            .formatted(n(px(x)), n(py(y)), n(a * scale), n(b * scale), fill, stroke, n(thick)));
    return this;
  }

  /** A rectangle whose lower left corner is (x, y). */
  Drawing box(double x, double y, double w, double h, String fill, String stroke) {
    body.append(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\" stroke=\"%s\"/>\n"
            .formatted(n(px(x)), n(py(y + h)), n(w * scale), n(h * scale), fill, stroke));
    return this;
  }

  /** Text anchored at a world point moved by (dx, dy) pixels, dy downwards, kept clear of lines. */
  Drawing text(
      double x, double y, double dx, double dy, String anchor, String colour, String text) {
    String halo =
        " stroke=\"#fff\" stroke-width=\"4\" paint-order=\"stroke\" stroke-linejoin=\"round\"";
    return text(px(x) + dx, py(y) + dy, anchor, colour + "\"" + halo.stripTrailing(), text);
  }

  /** Text in the middle of a filled box. */
  Drawing label(double x, double y, double dy, String colour, String text) {
    return text(px(x), py(y) + dy, "middle", colour + "\"", text);
  }

  private Drawing text(double x, double y, String anchor, String fill, String text) {
    body.append(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" fill=\"%s>%s</text>\n"
            .formatted(n(x), n(y), anchor, fill, Html.escape(text)));
    return this;
  }

  String toSvg(String description) {
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$s" height="%2$s" viewBox="0 0 %1$s %2$s" \
        role="img" aria-label="%3$s" font-family="Helvetica, Arial, 'DejaVu Sans', sans-serif" \
        font-size="15">
        <rect width="%1$s" height="%2$s" fill="#fff"/>
        %4$s</svg>
        """
        .formatted(n(width), n(height), Html.escape(description), body);
  }
}
