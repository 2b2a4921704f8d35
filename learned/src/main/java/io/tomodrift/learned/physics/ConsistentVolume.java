package io.tomodrift.learned.physics;

import io.tomodrift.geometry.stack.Volume;
import java.util.List;
import java.util.Objects;

/**
 * A refined volume pulled towards the data, and how far it was and is from them.
 *
 * @param volume HU, layout PLANAR
 * @param residualBefore {@code |A z - y|} of every slice before, unweighted, dimensionless
 * @param residualAfter the same after
 */
public record ConsistentVolume(
    Volume volume, List<Double> residualBefore, List<Double> residualAfter) {

  /** Copies the lists. */
  public ConsistentVolume {
    Objects.requireNonNull(volume, "volume");
    residualBefore = List.copyOf(residualBefore);
    residualAfter = List.copyOf(residualAfter);
  }

  /** {@code |A z - y|} of all slices before. */
  public double totalBefore() {
    return norm(residualBefore);
  }

  /** {@code |A z - y|} of all slices after. */
  public double totalAfter() {
    return norm(residualAfter);
  }

  private static double norm(List<Double> parts) {
    return Math.sqrt(parts.stream().mapToDouble(part -> part * part).sum());
  }
}
