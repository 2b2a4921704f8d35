package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.ProjectionFilter;
import java.lang.management.ManagementFactory;
import java.util.Random;

/**
 * Prints the processor time a slice that filtering 1152 views of 736 channels takes, on one thread.
 * Arguments: slices (64), length of the transform (1536), repeats (5). Not a test.
 */
final class ProjectionFilterTiming {

  private ProjectionFilterTiming() {}

  public static void main(String[] args) {
    int slices = args.length > 0 ? Integer.parseInt(args[0]) : 64;
    int size = args.length > 1 ? Integer.parseInt(args[1]) : 1536;
    int repeats = args.length > 2 ? Integer.parseInt(args[2]) : 5;
    RunContext context = RunContext.defaults().withParallelism(1);
    double[] spectrum = new double[size];
    for (int k = 0; k < size; k++) {
      spectrum[k] = Math.min(k, size - k) / (double) size / size;
    }
    FloatStack lines = FloatStack.interleaved(slices, 1152, 736);
    Random random = new Random(1);
    System.out.printf("%d slices, transforms of %d, Java %s%n", slices, size, Runtime.version());
    try (CpuBackend backend = new CpuBackend(context);
        ProjectionFilter filter = backend.projectionFilter(736, spectrum)) {
      for (int r = 0; r < repeats; r++) {
        for (int i = 0; i < lines.data().length; i++) {
          lines.data()[i] = random.nextFloat();
        }
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        filter.apply(lines);
        long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        System.out.printf("%.5f s of processor a slice%n", used * 1e-9 / slices);
      }
    }
  }
}
