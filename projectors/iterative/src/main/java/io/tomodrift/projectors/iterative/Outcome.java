package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.stack.Volume;
import java.util.List;
import java.util.Objects;

/**
 * What an iterative reconstruction came to.
 *
 * @param volume the slices, 1/mm, PLANAR
 * @param log objective of every slice at the start and after each iteration; a batch of slices that
 *     stopped early keeps its last value
 */
public record Outcome(Volume volume, List<IterationLog> log) {

  /** Copies the log. */
  public Outcome {
    Objects.requireNonNull(volume, "volume");
    log = List.copyOf(log);
  }
}
