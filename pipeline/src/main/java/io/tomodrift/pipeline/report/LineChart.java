package io.tomodrift.pipeline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Curves over a common horizontal axis. A point that is not finite, or not positive on a
 * logarithmic axis, interrupts its curve.
 */
public final class LineChart implements SvgChart {

  /** A curve; the arrays were copied when it was added. */
  static final class Series {
    final String name;
    final double[] x;
    final double[] y;

    Series(String name, double[] x, double[] y) {
      this.name = name;
      this.x = x;
      this.y = y;
    }
  }

  private final String title;
  private final List<Series> series = new ArrayList<>();
  private String xTitle = "";
  private String yTitle = "";
  private boolean logarithmicY;

  private LineChart(String title) {
    this.title = Objects.requireNonNull(title, "title");
  }

  /** An empty chart. */
  public static LineChart titled(String title) {
    return new LineChart(title);
  }

  /** Names the horizontal axis; the unit may be empty. */
  public LineChart xAxis(String name, String unit) {
    xTitle = axisTitle(name, unit);
    return this;
  }

  /** Names the vertical axis; the unit may be empty. */
  public LineChart yAxis(String name, String unit) {
    yTitle = axisTitle(name, unit);
    return this;
  }

  /** Makes the vertical axis logarithmic. */
  public LineChart logarithmicY() {
    logarithmicY = true;
    return this;
  }

  /** Adds a curve through the points (x[i], y[i]). */
  public LineChart series(String name, double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "series '%s' has %d x and %d y values".formatted(name, x.length, y.length));
    }
    series.add(new Series(name, x.clone(), y.clone()));
    return this;
  }

  /** Adds a curve of values at x = 0, 1, 2, ... */
  public LineChart series(String name, double[] y) {
    return series(name, IntStream.range(0, y.length).asDoubleStream().toArray(), y);
  }

  private static String axisTitle(String name, String unit) {
    return unit.isEmpty() ? name : name + " (" + unit + ")";
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String toSvg() {
    return new LineChartDrawing(this).toSvg();
  }

  List<Series> allSeries() {
    return series;
  }

  String xTitle() {
    return xTitle;
  }

  String yTitle() {
    return yTitle;
  }

  boolean drawable(Series s, int i) {
    return Double.isFinite(s.x[i]) && Double.isFinite(s.y[i]) && (!logarithmicY || s.y[i] > 0);
  }

  /** An axis just as long as the curves; of an empty chart, 0 to 1. */
  Ticks xTicks() {
    double[] range = range(true);
    return Ticks.linear(range[0], range[1], 8).cutTo(range[0], range[1]);
  }

  /** An axis from tick to tick that encloses all curves. */
  Ticks yTicks() {
    double[] range = range(false);
    return logarithmicY
        ? Ticks.logarithmic(range[0] > 0 ? range[0] : 0.1, range[1])
        : Ticks.linear(range[0], range[1], 7);
  }

  private double[] range(boolean horizontal) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Series s : series) {
      for (int i = 0; i < s.x.length; i++) {
        if (drawable(s, i)) {
          double value = horizontal ? s.x[i] : s.y[i];
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
    }
    return low <= high ? new double[] {low, high} : new double[] {0, 1};
  }
}
