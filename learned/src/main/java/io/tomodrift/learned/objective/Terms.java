package io.tomodrift.learned.objective;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Named numbers of one step: the terms of an objective and its diagnostics, in order.
 *
 * @param values by name; not finite where something went wrong
 */
public record Terms(Map<String, Double> values) {

  /** Copies the map, keeping the order. */
  public Terms {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** One term. */
  public static Terms of(String name, double value) {
    return new Terms(Map.of(name, value));
  }

  /** These and another. */
  public Terms and(String name, double value) {
    Map<String, Double> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new Terms(more);
  }

  /**
   * The value of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public double get(String name) {
    Double value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no term %s among %s".formatted(name, values.keySet()));
    }
    return value;
  }
}
