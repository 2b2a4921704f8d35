package io.tomodrift.pipeline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Horizontal bars with their values beside them, for timings and counts. Values are from 0 up. */
public final class BarChart implements SvgChart {

  private static final double WIDTH = 760;
  private static final double LETTER = 7.2;
  private static final double PITCH = 26;
  private static final double BAR = 16;
  private static final double VALUE_SPACE = 110;
  private static final double LONGEST_LABEL = 300;

  private record Bar(String label, double value) {}

  private final String title;
  private final String unit;
  private final List<Bar> bars = new ArrayList<>();

  private BarChart(String title, String unit) {
    this.title = Objects.requireNonNull(title, "title");
    this.unit = Objects.requireNonNull(unit, "unit");
  }

  /** An empty chart; the unit may be empty. */
  public static BarChart titled(String title, String unit) {
    return new BarChart(title, unit);
  }

  /** Adds a bar below the others; {@code value} is finite and not negative. */
  public BarChart bar(String label, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "bar '%s' must be finite and not negative, got %s".formatted(label, value));
    }
    bars.add(new Bar(label, value));
    return this;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String toSvg() {
    double longest = bars.stream().mapToInt(b -> b.label().length()).max().orElse(0) * LETTER;
    double left = Math.min(longest, LONGEST_LABEL) + 16;
    double largest = bars.stream().mapToDouble(Bar::value).max().orElse(0);
    double scale = largest > 0 ? (WIDTH - left - VALUE_SPACE) / largest : 0;
    StringBuilder svg = new StringBuilder();
    SvgText.open(svg, WIDTH, bars.size() * PITCH + 12, title);
    for (int i = 0; i < bars.size(); i++) {
      draw(svg, bars.get(i), left, 6 + i * PITCH, scale);
    }
    SvgText.line(svg, left, 2, left, bars.size() * PITCH + 6, SvgText.AXIS);
    return svg.append("</svg>").toString();
  }

  private void draw(StringBuilder svg, Bar bar, double left, double y, double scale) {
    double length = bar.value() * scale;
    double baseline = y + BAR - 3;
    SvgText.text(svg, left - 8, baseline, "end", bar.label());
    svg.append(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"2\" fill=\"%s\"/>"
            .formatted(
                Numbers.coordinate(left),
                Numbers.coordinate(y),
                Numbers.coordinate(length),
                Numbers.coordinate(BAR),
                Palette.colour(0)));
    String value = Numbers.significant(bar.value(), 3);
    SvgText.text(
        svg, left + length + 7, baseline, "start", unit.isEmpty() ? value : value + " " + unit);
  }
}
