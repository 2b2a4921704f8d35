package io.tomodrift.learned.train;

import java.util.LinkedHashMap;
import java.util.Map;

/** Means of named numbers over the steps of a row of the log; what is not finite is left out. */
final class RowMeans {

  private final Map<String, Double> sums = new LinkedHashMap<>();
  private final Map<String, Long> counts = new LinkedHashMap<>();

  void add(String name, double value) {
    boolean finite = Double.isFinite(value);
    sums.merge(name, finite ? value : 0, Double::sum);
    counts.merge(name, finite ? 1L : 0L, Long::sum);
  }

  /** The means by name; NaN where no value was finite. */
  Map<String, Double> means() {
    Map<String, Double> means = new LinkedHashMap<>();
    sums.forEach((name, sum) -> means.put(name, sum / counts.get(name)));
    return means;
  }

  void clear() {
    sums.clear();
    counts.clear();
  }

  Map<String, Double> sums() {
    return sums;
  }

  Map<String, Long> counts() {
    return counts;
  }

  void restore(String name, double sum, long count) {
    sums.put(name, sum);
    counts.put(name, count);
  }
}
