package io.tomodrift.sinograms.check;

import io.tomodrift.geometry.helical.HelicalGeometry;
import java.util.Objects;

/**
 * A reading of the same data with another geometry.
 *
 * @param name short, for tables
 * @param description what would have to be true
 * @param geometry the geometry then
 */
public record Hypothesis(String name, String description, HelicalGeometry geometry) {

  /** Checks the values. */
  public Hypothesis {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(geometry, "geometry");
  }
}
