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
  private static final int WARM_UPS = 40;
  private static final long AT_MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(600);
  private static final int MEASURED = 5;

  private CpuCalibration() {}

  /**
   * The least time of several small back projections of a stack on one thread, per voxel update, in
   * nanoseconds; the first runs, in which the compiler is at work, do not count.
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
      for (int run = 0; run < WARM_UPS + MEASURED; run++) {
        long before = System.nanoTime();
        backprojector.backproject(data, weights, image);
        long now = System.nanoTime();
        least = Math.min(least, now - before);
        if (now - start > AT_MOST_NANOS && run > MEASURED) {
          break;
        }
      }
    }
    return (double) least / ((long) SLICES * VIEWS * SIZE * SIZE);
  }
}
