package io.tomodrift.pipeline.report;

/** Lays a {@link LineChart} out and writes it. */
final class LineChartDrawing {

  private static final double WIDTH = 760;
  private static final double PLOT_HEIGHT = 300;
  private static final double RIGHT = WIDTH - 22;
  private static final double LETTER = 7.2;
  private static final double LEGEND_LINE = 20;
  private static final int MARKED_POINTS = 25;

  private final LineChart chart;
  private final Ticks xTicks;
  private final Ticks yTicks;
  private final double left;
  private final double top;
  private final double bottom;
  private final StringBuilder svg = new StringBuilder();
  private final StringBuilder legend = new StringBuilder();

  LineChartDrawing(LineChart chart) {
    this.chart = chart;
    xTicks = chart.xTicks();
    yTicks = chart.yTicks();
    int longest = yTicks.labels().stream().mapToInt(String::length).max().orElse(1);
    left = 34 + longest * LETTER + (chart.yTitle().isEmpty() ? 0 : 18);
    top = 14 + layOutLegend();
    bottom = top + PLOT_HEIGHT;
  }

  String toSvg() {
    SvgText.open(svg, WIDTH, bottom + 52, chart.title());
    svg.append(legend);
    grid();
    axisTitles();
    for (int i = 0; i < chart.allSeries().size(); i++) {
      curve(chart.allSeries().get(i), i);
    }
    return svg.append("</svg>").toString();
  }

  /** Writes the legend and returns its height. */
  private double layOutLegend() {
    double x = left;
    double y = 14;
    for (int i = 0; i < chart.allSeries().size(); i++) {
      String name = chart.allSeries().get(i).name;
      double width = 38 + name.length() * LETTER + 20;
      if (x + width > RIGHT && x > left) {
        x = left;
        y += LEGEND_LINE;
      }
      SvgText.line(legend, x, y - 4, x + 28, y - 4, stroke(i));
      SvgText.text(legend, x + 35, y, "start", name);
      x += width;
    }
    return chart.allSeries().isEmpty() ? 0 : y;
  }

  private static String stroke(int series) {
    return "stroke=\"%s\" stroke-width=\"2\"%s"
        .formatted(Palette.colour(series), Palette.dashAttribute(series));
  }

  private void grid() {
    for (int i = 0; i < xTicks.positions().size(); i++) {
      double x = x(xTicks.positions().get(i));
      SvgText.line(svg, x, top, x, bottom, SvgText.GRID);
      SvgText.text(svg, x, bottom + 18, "middle", xTicks.labels().get(i));
    }
    for (int i = 0; i < yTicks.positions().size(); i++) {
      double y = y(yTicks.positions().get(i));
      SvgText.line(svg, left, y, RIGHT, y, SvgText.GRID);
      SvgText.text(svg, left - 8, y + 4.5, "end", yTicks.labels().get(i));
    }
    SvgText.line(svg, left, bottom, RIGHT, bottom, SvgText.AXIS);
    SvgText.line(svg, left, top, left, bottom, SvgText.AXIS);
  }

  private void axisTitles() {
    SvgText.text(svg, (left + RIGHT) / 2, bottom + 42, "middle", chart.xTitle());
    if (!chart.yTitle().isEmpty()) {
      SvgText.vertical(svg, 16, (top + bottom) / 2, chart.yTitle());
    }
  }

  private void curve(LineChart.Series s, int index) {
    StringBuilder path = new StringBuilder();
    StringBuilder marks = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < s.x.length; i++) {
      if (!chart.drawable(s, i)) {
        pen = false;
        continue;
      }
      String x = Numbers.coordinate(x(s.x[i]));
      String y = Numbers.coordinate(y(s.y[i]));
      path.append(pen ? 'L' : 'M').append(x).append(' ').append(y);
      pen = true;
      if (s.x.length <= MARKED_POINTS) {
        mark(marks, s, i, index, x, y);
      }
    }
    svg.append("<path d=\"").append(path).append("\" fill=\"none\" stroke-linejoin=\"round\" ");
    svg.append(stroke(index)).append("/>").append(marks);
  }

  private void mark(StringBuilder marks, LineChart.Series s, int i, int index, String x, String y) {
    String tip =
        s.name + ": " + Numbers.significant(s.x[i], 5) + ", " + Numbers.significant(s.y[i], 5);
    marks
        .append("<circle cx=\"%s\" cy=\"%s\" r=\"3\" ".formatted(x, y))
        .append("fill=\"%s\">".formatted(Palette.colour(index)))
        .append(Html.element("title", tip))
        .append("</circle>");
  }

  private double x(double value) {
    return left + xTicks.fraction(value) * (RIGHT - left);
  }

  private double y(double value) {
    return bottom - yTicks.fraction(value) * PLOT_HEIGHT;
  }
}
