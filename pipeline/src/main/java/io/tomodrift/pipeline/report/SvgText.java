package io.tomodrift.pipeline.report;

/** Pieces of chart SVG. */
final class SvgText {

  /** Attributes of grid lines. */
  static final String GRID = "stroke=\"currentColor\" stroke-opacity=\"0.15\" stroke-width=\"1\"";

  /** Attributes of axes. */
  static final String AXIS = "stroke=\"currentColor\" stroke-opacity=\"0.7\" stroke-width=\"1\"";

  private SvgText() {}

  static void open(StringBuilder out, double width, double height, String description) {
    out.append(
        """
        <svg class="chart" viewBox="0 0 %s %s" role="img" aria-label="%s" font-size="13" \
        font-family="system-ui, sans-serif">"""
            .formatted(
                Numbers.coordinate(width), Numbers.coordinate(height), Html.escape(description)));
  }

  static void line(
      StringBuilder out, double x1, double y1, double x2, double y2, String attributes) {
    out.append(
        "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" %s/>"
            .formatted(
                Numbers.coordinate(x1),
                Numbers.coordinate(y1),
                Numbers.coordinate(x2),
                Numbers.coordinate(y2),
                attributes));
  }

  static void text(StringBuilder out, double x, double y, String anchor, String text) {
    if (!text.isEmpty()) {
      out.append(
          "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" fill=\"currentColor\">%s</text>"
              .formatted(Numbers.coordinate(x), Numbers.coordinate(y), anchor, Html.escape(text)));
    }
  }

  static void vertical(StringBuilder out, double x, double y, String text) {
    out.append(
        """
        <text transform="translate(%s %s) rotate(-90)" text-anchor="middle" \
        fill="currentColor">%s</text>"""
            .formatted(Numbers.coordinate(x), Numbers.coordinate(y), Html.escape(text)));
  }
}
