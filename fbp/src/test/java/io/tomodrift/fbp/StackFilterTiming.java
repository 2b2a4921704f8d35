package io.tomodrift.fbp;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.geometry.stack.SliceLayout;
import java.time.Duration;
import java.util.Random;

/**
 * Prints the processor time a slice of weighting and filtering a clinical scan of 1152 views and
 * 736 channels. Arguments: slices (64), layout (INTERLEAVED), truncation (NONE), repeats (4),
 * threads (1). Not a test.
 */
final class StackFilterTiming {

  private StackFilterTiming() {}

  public static void main(String[] args) {
    int slices = args.length > 0 ? Integer.parseInt(args[0]) : 64;
    SliceLayout layout = args.length > 1 ? SliceLayout.valueOf(args[1]) : SliceLayout.INTERLEAVED;
    FbpSettings settings =
        FbpSettings.defaults()
            .withTruncation(args.length > 2 ? Truncation.valueOf(args[2]) : Truncation.NONE);
    int repeats = args.length > 3 ? Integer.parseInt(args[3]) : 4;
    int threads = args.length > 4 ? Integer.parseInt(args[4]) : 1;
    FanBeamGeometry fan = Scans.arc(Scans.QUARTER, Angles.fullTurn(1152));
    FloatStack stack = FloatStack.zeros(slices, 1152, Scans.CHANNELS, layout);
    Random random = new Random(1);
    for (int i = 0; i < stack.data().length; i++) {
      stack.data()[i] = random.nextFloat();
    }
    Sinogram sinogram = new Sinogram(stack, fan, SliceAxis.UNIT, SinogramUnit.LINE_INTEGRAL);
    RunContext context = RunContext.defaults().withParallelism(threads);
    System.out.printf(
        "%d slices %s, truncation %s, %d threads, Java %s:",
        slices, layout, settings.truncation(), threads, Runtime.version().feature());
    for (int r = 0; r < repeats; r++) {
      double start = cpuSeconds();
      FilteredBackprojection.filter(sinogram, settings, context);
      System.out.printf(" %.4f", (cpuSeconds() - start) / slices);
    }
    System.out.println(" s of processor a slice");
  }

  private static double cpuSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis()
        * 1e-3;
  }
}
