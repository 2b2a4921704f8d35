package io.tomodrift.pipeline.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A measure of one method over the cases of a group. Infinite values take part: they make the mean
 * infinite and are counted.
 *
 * @param n cases with a value
 * @param infinite how many of them are infinite
 * @param mean mean; not a number without cases
 * @param sd sample standard deviation, divisor n - 1; not a number for fewer than two cases or
 *     infinite values
 * @param median median
 * @param worstCase the case farthest from perfect; empty where no value is better than another
 * @param worstValue its value
 */
public record Summary(
    int n,
    int infinite,
    double mean,
    double sd,
    double median,
    String worstCase,
    double worstValue) {

  /** Summarises the cases that have a value. */
  static Summary of(List<CaseResult> cases, String method, Quantity measure) {
    List<Double> values = new ArrayList<>();
    String worst = "";
    double worstValue = Double.NaN;
    double worstError = Double.NEGATIVE_INFINITY;
    int infinite = 0;
    for (CaseResult one : cases) {
      double value = one.value(method, measure);
      if (Double.isNaN(value)) {
        continue;
      }
      values.add(value);
      infinite += Double.isInfinite(value) ? 1 : 0;
      if (measure.error(value) > worstError) {
        worst = one.name();
        worstValue = value;
        worstError = measure.error(value);
      }
    }
    double mean = mean(values);
    return new Summary(
        values.size(), infinite, mean, deviation(values, mean), median(values), worst, worstValue);
  }

  static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  /** Sample standard deviation. */
  static double deviation(List<Double> values, double mean) {
    if (values.size() < 2 || !Double.isFinite(mean)) {
      return Double.NaN;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (values.size() - 1));
  }

  private static double median(List<Double> values) {
    if (values.isEmpty()) {
      return Double.NaN;
    }
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int half = sorted.size() / 2;
    if (sorted.size() % 2 == 1) {
      return sorted.get(half);
    }
    double low = sorted.get(half - 1);
    double high = sorted.get(half);
    return low == high ? low : (low + high) / 2;
  }
}
