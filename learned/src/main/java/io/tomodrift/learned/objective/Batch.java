package io.tomodrift.learned.objective;

import ai.djl.ndarray.NDArray;
import java.util.Objects;

/**
 * Pairs of patches in the network's units, in native memory of the step's manager.
 *
 * @param input x, {@code [sample][channel][(slice)][row][column]}
 * @param target y, the same with the target's channels
 */
public record Batch(NDArray input, NDArray target) {

  /** Checks that the samples match. */
  public Batch {
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(target, "target");
    if (input.getShape().get(0) != target.getShape().get(0)) {
      throw new IllegalArgumentException(
          "%s inputs and %s targets".formatted(input.getShape(), target.getShape()));
    }
  }
}
