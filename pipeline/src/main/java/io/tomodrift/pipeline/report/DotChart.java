package io.tomodrift.pipeline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One line a case, one mark a method, so that methods can be compared case by case. The axis begins
 * at 0 if no value is negative. Infinite values are shown at the right edge by their sign; what is
 * not a number is left out.
 */
public final class DotChart implements SvgChart {

  private static final double WIDTH = 760;
  private static final double RIGHT = WIDTH - 44;
  private static final double LETTER = 7.2;
  private static final double PITCH = 24;
  private static final double LONGEST_LABEL = 260;

  private static final class Line {
    final String label;
    final double[] values;

    Line(String label, double[] values) {
      this.label = label;
      this.values = values;
    }
  }

  private final String title;
  private final String axis;
  private final List<String> names;
  private final List<Line> lines = new ArrayList<>();

  private DotChart(String title, String axis, List<String> names) {
    this.title = Objects.requireNonNull(title, "title");
    this.axis = Objects.requireNonNull(axis, "axis");
    this.names = List.copyOf(names);
  }

  /**
   * An empty chart.
   *
   * @param axis name of the axis with its unit
   * @param names what the marks stand for
   */
  public static DotChart titled(String title, String axis, List<String> names) {
    return new DotChart(title, axis, names);
  }

  /** Adds a line below the others, with a value for each name. */
  public DotChart line(String label, double... values) {
    if (values.length != names.size()) {
      throw new IllegalArgumentException(
          "line '%s' has %d values for %d names".formatted(label, values.length, names.size()));
    }
    lines.add(new Line(label, values.clone()));
    return this;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String toSvg() {
    double longest = lines.stream().mapToInt(line -> line.label.length()).max().orElse(0);
    double left = Math.min(longest * LETTER, LONGEST_LABEL) + 22;
    StringBuilder body = new StringBuilder();
    double top = SvgLegend.dots(body, names, left, RIGHT) + 12;
    double bottom = top + lines.size() * PITCH;
    Ticks ticks = ticks();
    for (int i = 0; i < ticks.positions().size(); i++) {
      double x = left + ticks.fraction(ticks.positions().get(i)) * (RIGHT - left);
      SvgText.line(body, x, top, x, bottom, SvgText.GRID);
      SvgText.text(body, x, bottom + 18, "middle", ticks.labels().get(i));
    }
    for (int i = 0; i < lines.size(); i++) {
      draw(body, lines.get(i), ticks, left, top + (i + 0.5) * PITCH);
    }
    SvgText.line(body, left, bottom, RIGHT, bottom, SvgText.AXIS);
    SvgText.text(body, (left + RIGHT) / 2, bottom + 40, "middle", axis);
    StringBuilder svg = new StringBuilder();
    SvgText.open(svg, WIDTH, bottom + 50, title);
    return svg.append(body).append("</svg>").toString();
  }

  private Ticks ticks() {
    double low = 0;
    double high = 0;
    for (Line line : lines) {
      for (double value : line.values) {
        if (Double.isFinite(value)) {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
    }
    return Ticks.linear(low, high > low ? high : low + 1, 7);
  }

  private void draw(StringBuilder svg, Line line, Ticks ticks, double left, double y) {
    SvgText.text(svg, left - 10, y + 4.5, "end", line.label);
    SvgText.line(svg, left, y, RIGHT, y, SvgText.GRID);
    for (int i = 0; i < line.values.length; i++) {
      double value = line.values[i];
      if (Double.isInfinite(value)) {
        SvgText.text(svg, RIGHT + 6 + 12 * i, y + 4.5, "start", Numbers.fixed(value, 0));
      } else if (!Double.isNaN(value)) {
        String tip = line.label + ", " + names.get(i) + ": " + Numbers.significant(value, 5);
        SvgLegend.mark(svg, i, left + ticks.fraction(value) * (RIGHT - left), y, 5, tip);
      }
    }
  }
}
