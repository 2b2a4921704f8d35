package io.tomodrift.tests.support.speed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Ratios that follow from the times of one file: threads, sizes, rebinning, memory. */
public final class SpeedClaims {

  /** Time that helix2fan, a program in Python, takes for one output sample of rebinning. */
  private static final double OTHER_REBINNING_NANOS = 18_000;

  private static final int STANDARD_VIEWS = 1152;

  private final SpeedResults results;

  /** The claims of a file. */
  public SpeedClaims(SpeedResults results) {
    this.results = results;
  }

  /** One line each, only those for which there are times. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (String backend : results.backends()) {
      for (String operation : results.operations(backend)) {
        threads(operation, backend).ifPresent(lines::add);
        slices(operation, backend).ifPresent(lines::add);
        views(operation, backend).ifPresent(lines::add);
      }
    }
    for (SpeedEntry entry : results.entries()) {
      if (entry.backend().isEmpty()) {
        double nanos = entry.cpuNanosPerWork();
        lines.add(
            text(
                "%s: %.1f ns of processor time an output sample (helix2fan: 18 µs, %.0f times as much)",
                entry.operation(), nanos, OTHER_REBINNING_NANOS / nanos));
      }
    }
    results.memory().forEach(memory -> lines.add(memory(memory)));
    return lines;
  }

  private static String memory(MemoryEntry memory) {
    double needed = (memory.smallestHeapBytes() - memory.callerBytes()) * 1e-6;
    double tooLittle = (memory.failingHeapBytes() - memory.callerBytes()) * 1e-6;
    return text(
        "Memory of Hann FBP of %s, %d views: announced %.0f MB, needed besides the given sinogram %s MB (%.2f of what was announced)",
        stack(memory.slices()),
        memory.views(),
        memory.announcedBytes() * 1e-6,
        memory.failingHeapBytes() == 0
            ? text("at most %.0f", needed)
            : text("%.0f to %.0f", tooLittle, needed),
        memory.ratio());
  }

  private Optional<String> threads(String operation, String backend) {
    for (SpeedEntry two : results.entries()) {
      if (two.operation().equals(operation)
          && two.backend().equals(backend)
          && two.threads() == 2) {
        Optional<SpeedEntry> one = results.find(operation, backend, two.slices(), two.views(), 1);
        if (one.isPresent()) {
          return Optional.of(
              text(
                  "%s (%s), %s: 2 threads are %.2f times as fast by the clock, at %.2f times the processor time",
                  operation,
                  backend,
                  stack(two.slices()),
                  one.get().wall() / two.wall(),
                  two.cpuPerSlice() / one.get().cpuPerSlice()));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> slices(String operation, String backend) {
    Optional<SpeedEntry> few = results.find(operation, backend, 16, STANDARD_VIEWS, 1);
    Optional<SpeedEntry> many = results.find(operation, backend, 256, STANDARD_VIEWS, 1);
    if (few.isEmpty() || many.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        text(
            "%s (%s): a slice of 256 costs %.2f times one of 16",
            operation, backend, many.get().cpuPerSlice() / few.get().cpuPerSlice()));
  }

  private Optional<String> views(String operation, String backend) {
    for (SpeedEntry quarter : results.entries()) {
      if (!quarter.operation().equals(operation)
          || !quarter.backend().equals(backend)
          || quarter.views() != STANDARD_VIEWS / 4) {
        continue;
      }
      int slices = quarter.slices();
      int threads = quarter.threads();
      Optional<SpeedEntry> half =
          results.find(operation, backend, slices, STANDARD_VIEWS / 2, threads);
      Optional<SpeedEntry> all = results.find(operation, backend, slices, STANDARD_VIEWS, threads);
      if (half.isPresent() && all.isPresent()) {
        return Optional.of(
            text(
                "%s (%s), %s: 2 and 4 times as many views cost %.2f and %.2f times as much",
                operation,
                backend,
                stack(slices),
                half.get().cpuPerSlice() / quarter.cpuPerSlice(),
                all.get().cpuPerSlice() / quarter.cpuPerSlice()));
      }
    }
    return Optional.empty();
  }

  private static String stack(int slices) {
    return slices == 1 ? "1 slice" : slices + " slices";
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
