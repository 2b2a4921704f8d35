package io.tomodrift.metrics;

import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A sampled function of one variable with the names of its axes: a profile, a spectrum, an MTF.
 *
 * <p><b>Shape</b>: x grows strictly; at least two points. <b>Threading</b>: immutable.
 */
public final class Curve {

  private final double[] x;
  private final double[] y;
  private final String xLabel;
  private final String yLabel;

  /**
   * Copies the points.
   *
   * @param xLabel name and unit of x, such as "position (mm)"
   * @param yLabel name and unit of y
   */
  public Curve(double[] x, double[] y, String xLabel, String yLabel) {
    if (x.length != y.length || x.length < 2) {
      throw new IllegalArgumentException(
          "a curve needs equally many x and y, at least 2; got %d and %d"
              .formatted(x.length, y.length));
    }
    for (int i = 1; i < x.length; i++) {
      if (!(x[i] > x[i - 1])) {
        throw new IllegalArgumentException(
            "x must grow, got %s after %s at point %d".formatted(x[i], x[i - 1], i));
      }
    }
    this.x = x.clone();
    this.y = y.clone();
    this.xLabel = Objects.requireNonNull(xLabel, "xLabel");
    this.yLabel = Objects.requireNonNull(yLabel, "yLabel");
  }

  /** Number of points. */
  public int size() {
    return x.length;
  }

  /** Abscissa of a point. */
  public double x(int point) {
    return x[point];
  }

  /** Ordinate of a point. */
  public double y(int point) {
    return y[point];
  }

  /** A copy of the abscissas. */
  public double[] xs() {
    return x.clone();
  }

  /** A copy of the ordinates. */
  public double[] ys() {
    return y.clone();
  }

  /** Name and unit of x. */
  public String xLabel() {
    return xLabel;
  }

  /** Name and unit of y. */
  public String yLabel() {
    return yLabel;
  }

  /** The point with the largest y, the first of equals. */
  public int peak() {
    int best = 0;
    for (int i = 1; i < y.length; i++) {
      best = y[i] > y[best] ? i : best;
    }
    return best;
  }

  /** Linear interpolation; outside the curve, the value of its nearest end. */
  public double at(double position) {
    int found = Arrays.binarySearch(x, position);
    if (found >= 0) {
      return y[found];
    }
    int next = -found - 1;
    if (next == 0 || next == x.length) {
      return y[next == 0 ? 0 : x.length - 1];
    }
    double t = (position - x[next - 1]) / (x[next] - x[next - 1]);
    return (1 - t) * y[next - 1] + t * y[next];
  }

  /** Where y first falls below {@code level} right of a point, by linear interpolation. */
  public OptionalDouble fallsBelow(double level, int fromPoint) {
    return crossing(level, fromPoint, 1);
  }

  /**
   * Full width where the curve has fallen from its peak to {@code fraction} of the peak's height
   * above {@code baseline}, on both sides; by linear interpolation.
   *
   * @return empty if the curve ends before it has fallen that far
   */
  public OptionalDouble fullWidth(double fraction, double baseline) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException("fraction must be between 0 and 1, got " + fraction);
    }
    int top = peak();
    double level = baseline + fraction * (y[top] - baseline);
    OptionalDouble left = crossing(level, top, -1);
    OptionalDouble right = crossing(level, top, 1);
    return left.isPresent() && right.isPresent()
        ? OptionalDouble.of(right.getAsDouble() - left.getAsDouble())
        : OptionalDouble.empty();
  }

  /** Full width at half maximum above zero, the usual measure of a slice profile. */
  public OptionalDouble fwhm() {
    return fullWidth(0.5, 0);
  }

  /** Full width at a tenth of the maximum above zero. */
  public OptionalDouble fwtm() {
    return fullWidth(0.1, 0);
  }

  private OptionalDouble crossing(double level, int from, int step) {
    for (int i = from + step; i >= 0 && i < x.length; i += step) {
      if (y[i] < level && y[i - step] >= level) {
        double t = (y[i - step] - level) / (y[i - step] - y[i]);
        return OptionalDouble.of(x[i - step] + t * (x[i] - x[i - step]));
      }
    }
    return OptionalDouble.empty();
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Curve other
        && Arrays.equals(x, other.x)
        && Arrays.equals(y, other.y)
        && xLabel.equals(other.xLabel)
        && yLabel.equals(other.yLabel);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(x) + Arrays.hashCode(y);
  }

  @Override
  public String toString() {
    return "%d points of %s over %s, %s to %s"
        .formatted(x.length, yLabel, xLabel, x[0], x[x.length - 1]);
  }
}
