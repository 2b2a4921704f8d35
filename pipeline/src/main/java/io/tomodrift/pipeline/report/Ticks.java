package io.tomodrift.pipeline.report;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis and the positions and labels of its ticks.
 *
 * @param low where the axis begins
 * @param high where it ends
 * @param positions rising values
 * @param labels one text a position, empty where only a line is drawn
 * @param logarithmic true if equal factors are equally far apart
 */
record Ticks(
    double low, double high, List<Double> positions, List<String> labels, boolean logarithmic) {

  private static final double[] STEPS = {1, 2, 5, 10};

  Ticks {
    positions = List.copyOf(positions);
    labels = List.copyOf(labels);
  }

  /** Ticks at multiples of 1, 2 or 5 times a power of ten that enclose the range. */
  static Ticks linear(double from, double to, int wanted) {
    if (!(to > from)) {
      double pad = from == 0 ? 1 : Math.abs(from) * 0.1;
      return linear(from - pad, to + pad, wanted);
    }
    double step = niceStep((to - from) / wanted);
    long first = (long) Math.floor(from / step + 1e-9);
    long last = (long) Math.ceil(to / step - 1e-9);
    List<Double> positions = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (long k = first; k <= last; k++) {
      positions.add(k * step);
      labels.add(label(k * step, step, Math.max(Math.abs(first), Math.abs(last)) * step));
    }
    return new Ticks(first * step, last * step, positions, labels, false);
  }

  /**
   * Ticks at powers of ten that enclose the range; over less than three decades also at 2 and 5.
   */
  static Ticks logarithmic(double from, double to) {
    int first = (int) Math.floor(Math.log10(from) + 1e-9);
    int last = (int) Math.ceil(Math.log10(to) - 1e-9);
    last = Math.max(last, first + 1);
    int every = Math.max(1, (last - first + 7) / 8);
    boolean fine = last - first < 3;
    List<Double> positions = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int k = first; k <= last; k++) {
      double decade = Math.pow(10, k);
      positions.add(decade);
      labels.add((k - first) % every == 0 ? Numbers.significant(decade, 1) : "");
      for (int factor = 2; fine && k < last && factor <= 5; factor += 3) {
        positions.add(factor * decade);
        labels.add(Numbers.significant(factor * decade, 1));
      }
    }
    return new Ticks(Math.pow(10, first), Math.pow(10, last), positions, labels, true);
  }

  private static double niceStep(double rough) {
    double decade = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double factor : STEPS) {
      if (factor * decade >= rough * (1 - 1e-9)) {
        return factor * decade;
      }
    }
    return 10 * decade;
  }

  private static String label(double value, double step, double largest) {
    if (largest >= 1e6 || largest < 1e-3) {
      return Numbers.significant(Math.abs(value) < step / 2 ? 0 : value, 4);
    }
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    return Numbers.fixed(value, decimals);
  }

  /**
   * The same ticks, without those outside, on an axis that runs just from {@code from} to {@code
   * to}.
   */
  Ticks cutTo(double from, double to) {
    if (logarithmic || !(to > from)) {
      return this;
    }
    double slack = 1e-9 * (to - from);
    List<Double> inside = new ArrayList<>();
    List<String> insideLabels = new ArrayList<>();
    for (int i = 0; i < positions.size(); i++) {
      if (positions.get(i) >= from - slack && positions.get(i) <= to + slack) {
        inside.add(positions.get(i));
        insideLabels.add(labels.get(i));
      }
    }
    return new Ticks(from, to, inside, insideLabels, false);
  }

  /** Place of a value on the axis, 0 where it begins and 1 where it ends. */
  double fraction(double value) {
    return logarithmic
        ? Math.log(value / low) / Math.log(high / low)
        : (value - low) / (high - low);
  }
}
