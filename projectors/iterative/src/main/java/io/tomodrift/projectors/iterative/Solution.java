package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.stack.FloatStack;
import java.util.List;
import java.util.Objects;

/**
 * What a solver found.
 *
 * @param image {@code [row][column][lane]}, INTERLEAVED, 1/mm for data that are line integrals
 * @param log the objective at the start and after each iteration
 */
public record Solution(FloatStack image, List<IterationLog> log) {

  /** Copies the log. */
  public Solution {
    Objects.requireNonNull(image, "image");
    log = List.copyOf(log);
  }
}
