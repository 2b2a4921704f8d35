package io.tomodrift.learned.objective;

import ai.djl.ndarray.NDArray;
import io.tomodrift.learned.data.PatchOrigin;
import java.util.List;
import java.util.Objects;

/**
 * Pairs of patches in the network's units, in native memory of the step's manager.
 *
 * @param input x, {@code [sample][channel][(slice)][row][column]}
 * @param target y, the same with the target's channels
 * @param origins where each sample comes from; empty if that is not known
 */
public record Batch(NDArray input, NDArray target, List<PatchOrigin> origins) {

  /** Checks that the samples match. */
  public Batch {
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(target, "target");
    origins = List.copyOf(origins);
    if (input.getShape().get(0) != target.getShape().get(0)) {
      throw new IllegalArgumentException(
          "%s inputs and %s targets".formatted(input.getShape(), target.getShape()));
    }
  }

  /** Pairs from nowhere. */
  public Batch(NDArray input, NDArray target) {
    this(input, target, List.of());
  }
}
