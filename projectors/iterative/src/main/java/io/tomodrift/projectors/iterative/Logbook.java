package io.tomodrift.projectors.iterative;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects the log of one run. */
final class Logbook {

  private final long start = System.nanoTime();
  private final List<IterationLog> entries = new ArrayList<>();

  /** Adds the objective of every slice after {@code iteration} iterations. */
  void add(int iteration, double[] objective) {
    double seconds = (System.nanoTime() - start) * 1e-9;
    entries.add(new IterationLog(iteration, Arrays.stream(objective).boxed().toList(), seconds));
  }

  List<IterationLog> entries() {
    return entries;
  }
}
