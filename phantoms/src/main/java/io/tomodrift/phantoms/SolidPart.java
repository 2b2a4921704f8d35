package io.tomodrift.phantoms;

import io.tomodrift.phantoms.shape.Shape3;
import java.util.Objects;

/**
 * A solid filled with one attenuation coefficient, which adds to that of every other part it
 * overlaps.
 *
 * @param shape where
 * @param densityPerMm attenuation added inside, 1/mm; may be negative
 */
public record SolidPart(Shape3 shape, double densityPerMm) {

  /** Checks the values. */
  public SolidPart {
    Objects.requireNonNull(shape, "shape");
    if (!Double.isFinite(densityPerMm)) {
      throw new IllegalArgumentException("densityPerMm must be finite, got " + densityPerMm);
    }
  }
}
