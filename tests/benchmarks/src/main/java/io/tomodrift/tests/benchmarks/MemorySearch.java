package io.tomodrift.tests.benchmarks;

import io.tomodrift.tests.support.speed.MemoryEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the smallest heap in which a reconstruction runs through, by trying. What a heap happens to
 * hold at its fullest says little, as most of it is garbage; the smallest one that suffices is what
 * the work needs.
 */
final class MemorySearch {

  /** Large arrays go straight to the old generation; this is all the young one gets. */
  private static final long YOUNG_MEGABYTES = 16;

  private static final double FROM = 0.7;
  private static final double TO = 1.9;
  private static final long MEGABYTE = 1L << 20;

  private MemorySearch() {}

  /** Searches to about {@code steps} halvings of an interval as wide as the announcement. */
  static MemoryEntry of(int slices, int views, String backend, int steps) {
    ChildJvm.Output free = run(8L << 10, slices, views, backend);
    if (free.exitCode() != 0) {
      throw new IllegalStateException("the reconstruction failed: " + free);
    }
    long announced = free.number("announced");
    long caller = free.number("caller");
    long failing = 0;
    long fitting = megabytes(caller + (long) (TO * announced));
    ChildJvm.Output best = run(fitting, slices, views, backend);
    if (best.exitCode() != 0) {
      throw new IllegalStateException(
          "needs more than %.1f times what was announced, %d bytes".formatted(TO, announced));
    }
    long low = megabytes(caller + (long) (FROM * announced));
    for (int step = 0; step < steps && fitting - low > 1; step++) {
      long middle = (low + fitting) / 2;
      ChildJvm.Output output = run(middle, slices, views, backend);
      if (output.exitCode() == 0) {
        fitting = middle;
        best = output;
      } else {
        low = middle;
        failing = middle;
      }
    }
    return new MemoryEntry(
        slices,
        views,
        announced,
        caller,
        fitting * MEGABYTE,
        failing * MEGABYTE,
        best.number("resident"));
  }

  private static long megabytes(long bytes) {
    return (bytes + MEGABYTE - 1) / MEGABYTE;
  }

  /** Runs with so much room for what lives long. */
  private static ChildJvm.Output run(long megabytes, int slices, int views, String backend) {
    List<String> options = new ArrayList<>(ChildJvm.vectorOptions());
    options.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xmn" + YOUNG_MEGABYTES + "m",
            "-Xmx" + (megabytes + YOUNG_MEGABYTES) + "m"));
    return ChildJvm.run(MemoryProbe.class, options, slices, views, backend);
  }
}
