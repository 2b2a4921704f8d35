package io.tomodrift.projectors.iterative;

import java.util.ArrayList;
import java.util.List;

/** Puts the logs of batches of slices side by side. */
final class BatchLogs {

  private final List<List<IterationLog>> batches = new ArrayList<>();

  void add(List<IterationLog> log) {
    batches.add(log);
  }

  /** One log of all slices; a batch that stopped early keeps its last objective. */
  List<IterationLog> merged() {
    int longest = batches.stream().mapToInt(List::size).max().orElse(0);
    List<IterationLog> all = new ArrayList<>();
    for (int k = 0; k < longest; k++) {
      List<Double> objective = new ArrayList<>();
      double seconds = 0;
      for (List<IterationLog> batch : batches) {
        IterationLog entry = batch.get(Math.min(k, batch.size() - 1));
        objective.addAll(entry.objective());
        seconds += entry.seconds();
      }
      all.add(new IterationLog(k, objective, seconds));
    }
    return all;
  }
}
