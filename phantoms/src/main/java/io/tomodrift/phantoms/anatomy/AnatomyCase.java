package io.tomodrift.phantoms.anatomy;

import io.tomodrift.geometry.stack.Volume;
import java.util.Objects;
import java.util.Optional;

/**
 * A generated case.
 *
 * @param hu the native image, HU
 * @param labels {@link Tissue#code} of the tissue that fills most of each voxel, unit ARBITRARY,
 *     same frame
 * @param iodine concentration of iodine, mg/ml, unit ARBITRARY, same frame, if an enhancement was
 *     asked for; {@link IodineEnhancement#enhance} makes the enhanced image of it
 */
public record AnatomyCase(Volume hu, Volume labels, Optional<Volume> iodine) {

  /** Checks that they belong together. */
  public AnatomyCase {
    Objects.requireNonNull(hu, "hu");
    Objects.requireNonNull(labels, "labels");
    Objects.requireNonNull(iodine, "iodine");
    if (!hu.stack().sameShape(labels.stack())) {
      throw new IllegalArgumentException(
          "image %s and labels %s differ in shape".formatted(hu.stack(), labels.stack()));
    }
    if (iodine.isPresent() && !hu.stack().sameShape(iodine.get().stack())) {
      throw new IllegalArgumentException(
          "image %s and iodine %s differ in shape".formatted(hu.stack(), iodine.get().stack()));
    }
  }

  /** A native case. */
  public AnatomyCase(Volume hu, Volume labels) {
    this(hu, labels, Optional.empty());
  }
}
