package io.tomodrift.tests.support.speed;

import java.util.List;

/**
 * Times of one operation, one value a measured call, over all forks.
 *
 * @param operation what was done
 * @param backend what computed; empty if there is no choice
 * @param slices slices of the stack
 * @param views views of the scan
 * @param threads threads used
 * @param work voxel updates of a call; of rebinning, samples put out
 * @param wallSeconds elapsed
 * @param cpuSeconds of all threads of the process, those of the virtual machine included
 */
public record SpeedEntry(
    String operation,
    String backend,
    int slices,
    int views,
    int threads,
    long work,
    List<Double> wallSeconds,
    List<Double> cpuSeconds) {

  /** Copies the lists. */
  public SpeedEntry {
    if (wallSeconds.isEmpty() || wallSeconds.size() != cpuSeconds.size()) {
      throw new IllegalArgumentException(
          "%s has %d wall times and %d processor times; it needs as many of both, and some"
              .formatted(operation, wallSeconds.size(), cpuSeconds.size()));
    }
    wallSeconds = List.copyOf(wallSeconds);
    cpuSeconds = List.copyOf(cpuSeconds);
  }

  /** Median of the wall seconds. */
  public double wall() {
    return median(wallSeconds);
  }

  /** Median of the processor seconds over the number of slices. */
  public double cpuPerSlice() {
    return median(cpuSeconds) / slices;
  }

  /** Median of the processor seconds over the work, nanoseconds. */
  public double cpuNanosPerWork() {
    return median(cpuSeconds) * 1e9 / work;
  }

  /** The middle value, or the mean of the two in the middle. */
  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
