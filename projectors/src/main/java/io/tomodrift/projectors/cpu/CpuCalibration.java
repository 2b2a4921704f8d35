package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.Interpolation;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** A short measurement of kernels on the machine at hand. */
public final class CpuCalibration {
  private static final int SLICES = 64;
  private static final int VIEWS = 32;
  private static final int SIZE = 64;
  private static final int CHANNELS = 96;
  private static final long STEADY_NANOS = TimeUnit.MILLISECONDS.toNanos(700);
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int STEADY_RUNS = 8;

  private CpuCalibration() {}

  /**
   * The least processor time of several small back projections of a stack on one thread, per voxel
   * update, in nanoseconds. Runs go on until none has been a tenth faster for a while, which is
   * when the compiler has done its work: about a second, more on a busy machine.
   *
   * @return empty if runs were still getting faster after ten seconds
   */
  public static OptionalDouble nanosPerUpdate(LaneKernels kernels) {
    var geometry =
        new FanBeamGeometry(
            595, 1085.6, ArcDetector.withOffset(CHANNELS, 0.0012, 0.25), Angles.fullTurn(VIEWS));
    ImageGrid grid = ImageGrid.square(SIZE, 0.9);
    FloatStack data = FloatStack.interleaved(SLICES, VIEWS, CHANNELS);
    FloatStack image = FloatStack.interleaved(SLICES, SIZE, SIZE);
    data.fill(1);
    double[] weights = new double[VIEWS];
    Arrays.fill(weights, 1.0 / VIEWS);
    RunContext context = RunContext.defaults().withParallelism(1);
    try (var backprojector =
        new CpuFbpBackprojector(geometry, grid, Interpolation.LINEAR, kernels, context)) {
      long least = steadyNanos(() -> backprojector.backproject(data, weights, image));
      return least == Long.MAX_VALUE
          ? OptionalDouble.empty()
          : OptionalDouble.of((double) least / ((long) SLICES * VIEWS * SIZE * SIZE));
    }
  }

  private static long steadyNanos(Runnable work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = System.nanoTime();
    long improved = start;
    long least = Long.MAX_VALUE;
    int runs = 0;
    while (true) {
      long before = threads.getCurrentThreadCpuTime();
      work.run();
      long took = threads.getCurrentThreadCpuTime() - before;
      long now = System.nanoTime();
      if (took < least - least / 10) {
        improved = now;
        runs = 0;
      }
      least = Math.min(least, took);
      runs++;
      if (runs > STEADY_RUNS && now - improved > STEADY_NANOS) {
        return least;
      }
      if (now - start > LONGEST_NANOS) {
        return Long.MAX_VALUE;
      }
    }
  }
}
