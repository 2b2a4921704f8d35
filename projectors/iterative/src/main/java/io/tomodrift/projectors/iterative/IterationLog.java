package io.tomodrift.projectors.iterative;

import java.util.List;

/**
 * The objective after some iterations.
 *
 * @param iteration iterations done; 0 is the starting image
 * @param objective value for each slice; the solver says of what
 * @param seconds wall time since the solver started
 */
public record IterationLog(int iteration, List<Double> objective, double seconds) {

  /** Copies the values. */
  public IterationLog {
    objective = List.copyOf(objective);
  }

  /** Sum over the slices. */
  public double total() {
    return objective.stream().mapToDouble(Double::doubleValue).sum();
  }
}
