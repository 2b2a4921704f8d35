package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.stack.FloatStack;
import java.util.List;
import java.util.Objects;

/**
 * What a data-consistency step did.
 *
 * @param image the new image, {@code [row][column][lane]}
 * @param residualBefore {@code |A z - y|} of every slice before the step, unweighted
 * @param residualAfter the same of the new image
 */
public record Consistency(
    FloatStack image, List<Double> residualBefore, List<Double> residualAfter) {

  /** Copies the lists. */
  public Consistency {
    Objects.requireNonNull(image, "image");
    residualBefore = List.copyOf(residualBefore);
    residualAfter = List.copyOf(residualAfter);
  }
}
