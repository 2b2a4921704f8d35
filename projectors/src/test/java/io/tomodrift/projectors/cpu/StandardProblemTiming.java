package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.FbpBackprojector;
import io.tomodrift.projectors.Interpolation;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

/**
 * Prints the wall and processor time of the three operators on a clinical problem: 512 x 512
 * pixels, 1152 views, 736 channels. Arguments: slices (64), repeats (2), threads (all). Not a test.
 */
final class StandardProblemTiming {

  private StandardProblemTiming() {}

  public static void main(String[] args) {
    int slices = args.length > 0 ? Integer.parseInt(args[0]) : 64;
    int repeats = args.length > 1 ? Integer.parseInt(args[1]) : 2;
    RunContext context = RunContext.defaults();
    if (args.length > 2) {
      context = context.withParallelism(Integer.parseInt(args[2]));
    }
    FanBeamGeometry geometry =
        new FanBeamGeometry(
            595,
            1085.6,
            ArcDetector.withOffset(736, 1.285839319 / 1085.6, 1.25),
            Angles.fullTurn(1152));
    ImageGrid grid = ImageGrid.square(512, 0.7);
    FloatStack data = FloatStack.interleaved(slices, 1152, 736);
    FloatStack image = FloatStack.interleaved(slices, 512, 512);
    Random random = new Random(1);
    for (int i = 0; i < data.data().length; i++) {
      data.data()[i] = random.nextFloat();
    }
    double[] weights = new double[1152];
    Arrays.fill(weights, 2 * Math.PI / 1152);
    System.out.printf(
        "%d slices, %d threads, Java %s%n", slices, context.parallelism(), Runtime.version());
    try (CpuBackend backend = new CpuBackend("cpu", "", Cases.KERNELS, context)) {
      try (FbpBackprojector fbp = backend.fbpBackprojector(geometry, grid, Interpolation.LINEAR)) {
        time("back projection", repeats, () -> fbp.backproject(data, weights, image));
      }
      try (Projector projector = backend.projector(geometry, grid, ProjectorModel.JOSEPH)) {
        time("forward", repeats, () -> projector.forward(image, data));
        time("adjoint", repeats, () -> projector.adjoint(data, image));
      }
    }
  }

  private static void time(String what, int repeats, Runnable work) {
    for (int r = 0; r < repeats; r++) {
      double cpu = cpuSeconds();
      long start = System.nanoTime();
      work.run();
      System.out.printf(
          "%-16s %7.2f s wall, %7.2f s of processor%n",
          what, (System.nanoTime() - start) * 1e-9, cpuSeconds() - cpu);
    }
  }

  private static double cpuSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis()
        * 1e-3;
  }
}
