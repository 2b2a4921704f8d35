package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.Interpolation;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** A short measurement of kernels on the machine at hand. */
public final class CpuCalibration {
  private static final int SLICES = 64;
  private static final int VIEWS = 32;
  private static final int SIZE = 64;
  private static final int CHANNELS = 96;
  private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(400);
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final int STEADY_RUNS = 8;

  private CpuCalibration() {}

  /**
   * The least time of several small back projections of a stack on one thread, per voxel update, in
   * nanoseconds. Runs go on until none has been a tenth faster for a while, which is when the
   * compiler has done its work.
   */
  public static double nanosPerUpdate(LaneKernels kernels) {
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
    long least = Long.MAX_VALUE;
    try (var backprojector =
        new CpuFbpBackprojector(geometry, grid, Interpolation.LINEAR, kernels, context)) {
      long start = System.nanoTime();
      long now = start;
      int steady = 0;
      while (now - start < SHORTEST_NANOS
          || (steady < STEADY_RUNS && now - start < LONGEST_NANOS)) {
        long before = now;
        backprojector.backproject(data, weights, image);
        now = System.nanoTime();
        steady = now - before < least - least / 10 ? 0 : steady + 1;
        least = Math.min(least, now - before);
      }
    }
    return (double) least / ((long) SLICES * VIEWS * SIZE * SIZE);
  }
}
