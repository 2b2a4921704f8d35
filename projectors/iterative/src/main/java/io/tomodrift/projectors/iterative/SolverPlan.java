package io.tomodrift.projectors.iterative;

/**
 * How slices are cut into batches that fit the memory budget, known before anything is allocated.
 *
 * @param solver name of the solver
 * @param slices slices wanted
 * @param batchSlices slices solved together
 * @param batchBytes what a batch needs: its data, weights, start and everything the solver holds
 * @param resultBytes the volume
 * @param budgetBytes the limit given
 */
public record SolverPlan(
    String solver,
    int slices,
    int batchSlices,
    long batchBytes,
    long resultBytes,
    long budgetBytes) {

  /** Number of batches. */
  public int batches() {
    return (slices + batchSlices - 1) / batchSlices;
  }

  /** Bytes needed at once. */
  public long neededBytes() {
    return batchBytes + resultBytes;
  }

  /** One line for printing. */
  public String describe() {
    return "%s, %d slice%s in %d batch%s of %d: %s (batch %s, result %s) of a budget of %s"
        .formatted(
            solver,
            slices,
            slices == 1 ? "" : "s",
            batches(),
            batches() == 1 ? "" : "es",
            batchSlices,
            SolverMemory.mega(neededBytes()),
            SolverMemory.mega(batchBytes),
            SolverMemory.mega(resultBytes),
            SolverMemory.mega(budgetBytes));
  }
}
