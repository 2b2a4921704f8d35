package io.tomodrift.learned.data.pairs;

import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.Volume;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A pair as made.
 *
 * @param input what a network is given
 * @param target what it should give
 * @param sinogram the projections the input was reconstructed from, to be kept beside it
 * @param iodine the true concentration of iodine on the same grid, mg/ml, to be kept beside it
 * @param measures numbers about the pair for people, by name with unit
 */
public record Pair(
    Volume input,
    Volume target,
    Optional<Sinogram> sinogram,
    Optional<Volume> iodine,
    Map<String, Double> measures) {

  /** Copies the map. */
  public Pair {
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(sinogram, "sinogram");
    Objects.requireNonNull(iodine, "iodine");
    measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
  }

  /** A pair of which no concentration is known. */
  public Pair(
      Volume input, Volume target, Optional<Sinogram> sinogram, Map<String, Double> measures) {
    this(input, target, sinogram, Optional.empty(), measures);
  }
}
