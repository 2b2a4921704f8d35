package io.tomodrift.phantoms;

import io.tomodrift.phantoms.shape.Shape2;
import java.util.Objects;

/**
 * A shape filled with one attenuation coefficient, which adds to that of every other part it
 * overlaps.
 *
 * @param shape where
 * @param densityPerMm attenuation added inside, 1/mm; may be negative
 */
public record Part(Shape2 shape, double densityPerMm) {

  /** Checks the values. */
  public Part {
    Objects.requireNonNull(shape, "shape");
    if (!Double.isFinite(densityPerMm)) {
      throw new IllegalArgumentException("densityPerMm must be finite, got " + densityPerMm);
    }
  }
}
