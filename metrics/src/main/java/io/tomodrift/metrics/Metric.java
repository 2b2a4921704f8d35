package io.tomodrift.metrics;

import java.util.List;
import java.util.Objects;

/**
 * One measured number.
 *
 * @param name short name, such as MAE
 * @param value the number over all slices
 * @param unit its unit, "1" if it has none
 * @param definition what exactly was computed, settings included
 * @param perSlice the same for each slice; NaN where the mask leaves a slice empty; empty if not
 *     defined slice by slice
 */
public record Metric(
    String name, double value, String unit, String definition, List<Double> perSlice) {

  /** Checks that nothing is missing. */
  public Metric {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(definition, "definition");
    perSlice = List.copyOf(perSlice);
  }
}
