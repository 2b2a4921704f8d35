package io.tomodrift.pipeline.report;

import java.util.List;

/** Names of lines or dots in a row above a chart, wrapped. */
final class SvgLegend {

  private static final double LETTER = 7.2;
  private static final double LINE = 20;
  private static final int SHAPES = 3;

  private SvgLegend() {}

  /**
   * Writes a coloured dot and a name for each series, from {@code left} to {@code right}.
   *
   * @return the height taken
   */
  static double dots(StringBuilder svg, List<String> names, double left, double right) {
    double x = left;
    double y = 14;
    for (int i = 0; i < names.size(); i++) {
      double width = 20 + names.get(i).length() * LETTER + 24;
      if (x + width > right && x > left) {
        x = left;
        y += LINE;
      }
      mark(svg, i, x + 6, y - 4.5, 5, "");
      SvgText.text(svg, x + 17, y, "start", names.get(i));
      x += width;
    }
    return names.isEmpty() ? 0 : y;
  }

  /** A mark of a series: its shape differs as its colour does. */
  static void mark(StringBuilder svg, int series, double x, double y, double r, String tip) {
    String style = "fill=\"%s\"".formatted(Palette.colour(series));
    String title = tip.isEmpty() ? "" : Html.element("title", tip);
    String tag =
        switch (Palette.shape(series, SHAPES)) {
          case 0 -> circle(x, y, r, style, title);
          case 1 -> polygon(style, title, x - r, y - r, x + r, y - r, x + r, y + r, x - r, y + r);
          default ->
              polygon(style, title, x, y - 1.35 * r, x + 1.25 * r, y + r, x - 1.25 * r, y + r);
        };
    svg.append(tag);
  }

  private static String circle(double x, double y, double r, String style, String title) {
    return "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" %s>%s</circle>"
        .formatted(
            Numbers.coordinate(x), Numbers.coordinate(y), Numbers.coordinate(r), style, title);
  }

  private static String polygon(String style, String title, double... points) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < points.length; i += 2) {
      text.append(i == 0 ? "" : " ").append(Numbers.coordinate(points[i]));
      text.append(',').append(Numbers.coordinate(points[i + 1]));
    }
    return "<polygon points=\"%s\" %s>%s</polygon>".formatted(text, style, title);
  }
}
