package io.tomodrift.pipeline.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Times of one piece of work, one value a repeat.
 *
 * @param wallSeconds elapsed
 * @param cpuSeconds of all threads of this process, those of the virtual machine included
 */
public record Timing(List<Double> wallSeconds, List<Double> cpuSeconds) {

  /** Processor time is counted in hundredths of a second; a repeat takes at least this long. */
  private static final double SHORTEST_REPEAT_SECONDS = 0.5;

  /** Copies the lists. */
  public Timing {
    wallSeconds = List.copyOf(wallSeconds);
    cpuSeconds = List.copyOf(cpuSeconds);
  }

  /** Runs the work unmeasured, so that it is compiled, then {@code repeats} times measured. */
  public static Timing of(Runnable work, int repeats) {
    work.run();
    long start = System.nanoTime();
    work.run();
    double once = (System.nanoTime() - start) * 1e-9;
    int calls = (int) Math.max(1, Math.ceil(SHORTEST_REPEAT_SECONDS / Math.max(once, 1e-6)));
    List<Double> wall = new ArrayList<>();
    List<Double> cpu = new ArrayList<>();
    for (int r = 0; r < repeats; r++) {
      double cpuStart = processSeconds();
      start = System.nanoTime();
      for (int call = 0; call < calls; call++) {
        work.run();
      }
      wall.add((System.nanoTime() - start) * 1e-9 / calls);
      cpu.add((processSeconds() - cpuStart) / calls);
    }
    return new Timing(wall, cpu);
  }

  private static double processSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() * 1e-9;
  }

  /** Median of the wall seconds. */
  public double wallMedian() {
    return median(wallSeconds);
  }

  /** Median of the processor seconds. */
  public double cpuMedian() {
    return median(cpuSeconds);
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
