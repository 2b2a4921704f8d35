package io.tomodrift.metrics;

import java.util.List;
import java.util.NoSuchElementException;

/**
 * The numbers of one comparison, in the order in which they are to be printed.
 *
 * @param mask which voxels were compared, in words
 * @param voxels how many they are
 * @param metrics the numbers
 */
public record MetricTable(String mask, long voxels, List<Metric> metrics) {

  /** Copies the list. */
  public MetricTable {
    metrics = List.copyOf(metrics);
  }

  /**
   * The metric of a name.
   *
   * @throws NoSuchElementException if the table has none of that name
   */
  public Metric get(String name) {
    return metrics.stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new NoSuchElementException(
                    "no metric %s among %s"
                        .formatted(name, metrics.stream().map(Metric::name).toList())));
  }

  /** The value of a name. */
  public double value(String name) {
    return get(name).value();
  }
}
