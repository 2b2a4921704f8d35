package io.tomodrift.phantoms.anatomy;

import io.tomodrift.geometry.stack.Volume;
import java.util.Objects;

/**
 * A generated case.
 *
 * @param hu the image, HU
 * @param labels {@link Tissue#code} of the tissue that fills most of each voxel, unit ARBITRARY,
 *     same frame
 */
public record AnatomyCase(Volume hu, Volume labels) {

  /** Checks that the two belong together. */
  public AnatomyCase {
    Objects.requireNonNull(hu, "hu");
    Objects.requireNonNull(labels, "labels");
    if (!hu.stack().sameShape(labels.stack())) {
      throw new IllegalArgumentException(
          "image %s and labels %s differ in shape".formatted(hu.stack(), labels.stack()));
    }
  }
}
