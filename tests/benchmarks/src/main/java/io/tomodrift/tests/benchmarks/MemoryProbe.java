package io.tomodrift.tests.benchmarks;

import io.tomodrift.fbp.FbpSettings;
import io.tomodrift.fbp.FilteredBackprojection;
import io.tomodrift.fbp.RampWindow;
import io.tomodrift.fbp.Truncation;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.pipeline.bench.StandardProblem;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import io.tomodrift.projectors.backend.MemoryPlan;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * One Hann FBP of the standard problem; prints what its plan announced, what the caller holds, and
 * the most memory the process had. Arguments: slices, views, backend.
 */
final class MemoryProbe {

  /** Slices that filtered back projection takes at a time if the budget allows. */
  private static final int LARGEST_BATCH = 64;

  private MemoryProbe() {}

  /** Slices, views, backend. */
  public static void main(String[] args) throws IOException {
    StandardProblem problem =
        new StandardProblem(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
    // The budget must not follow the heap, which is what is searched for.
    RunContext context = RunContext.defaults().withMemoryBudget(Long.MAX_VALUE / 2);
    try (Backend backend = Backends.select(args[2], context)) {
      MemoryPlan plan =
          MemoryPlan.of(
              problem.geometry(),
              problem.grid(),
              problem.slices(),
              LARGEST_BATCH,
              backend,
              context);
      System.gc();
      long idle = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      Sinogram sinogram = problem.sinogram(context);
      FbpSettings settings =
          FbpSettings.defaults().withWindow(RampWindow.HANN).withTruncation(Truncation.NONE);
      Volume volume =
          new FilteredBackprojection(settings, backend)
              .reconstruct(sinogram, problem.grid(), context);
      // The plan announces the result as well, so the sinogram alone comes on top.
      long held = 4L * sinogram.stack().data().length;
      Reference.reachabilityFence(volume);
      System.out.println("announced " + plan.neededBytes());
      System.out.println("caller " + (idle + held));
      System.out.println("resident " + peakResidentBytes());
    }
  }

  private static long peakResidentBytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(kilobytes -> 1024 * Long.parseLong(kilobytes))
          .findFirst()
          .orElse(0);
    }
  }
}
