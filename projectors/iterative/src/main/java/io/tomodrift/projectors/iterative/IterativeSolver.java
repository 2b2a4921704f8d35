package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.run.RunContext;

/**
 * An iterative method with its settings; immutable and reusable.
 *
 * <p><b>Threading</b>: uses the threads of the context; the result does not depend on their number.
 * The projectors of a problem must not be used by others meanwhile.
 */
public sealed interface IterativeSolver permits Sirt, OsSart, Cgls, FistaTv, Pwls {

  /** The name for messages and progress. */
  String name();

  /** Most iterations done. */
  int iterations();

  /**
   * Bytes held while solving, besides the caller's data, weights and start: the result, the
   * solver's own stacks and the workspace of the operator's projectors.
   */
  long memoryBytes(ViewSubsets operator, int slices, RunContext context);

  /**
   * Solves for every slice.
   *
   * @param problem operator, data, weights, start
   * @param context threads, seed, budget; progress is reported once an iteration
   * @return the image and the objective of every iteration
   * @throws io.tomodrift.geometry.error.ResourceException if the memory budget is too small;
   *     nothing large is allocated before
   * @throws java.util.concurrent.CancellationException if the listener cancels
   */
  Solution solve(Problem problem, RunContext context);
}
