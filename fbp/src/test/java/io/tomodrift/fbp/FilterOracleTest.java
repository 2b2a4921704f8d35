package io.tomodrift.fbp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.geometry.stack.SliceLayout;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The filter against the same formula written out as a sum. */
class FilterOracleTest {

  private static final FbpSettings PLAIN = FbpSettings.defaults().withTruncation(Truncation.NONE);

  private static Sinogram noise(ScanGeometry geometry, int slices, SliceLayout layout) {
    FloatStack stack = FloatStack.zeros(slices, geometry.views(), geometry.channels(), layout);
    for (int s = 0; s < slices; s++) {
      Random random = new Random(s);
      for (int v = 0; v < geometry.views(); v++) {
        for (int c = 0; c < geometry.channels(); c++) {
          stack.set(s, v, c, random.nextFloat());
        }
      }
    }
    return new Sinogram(stack, geometry, SliceAxis.UNIT, SinogramUnit.LINE_INTEGRAL);
  }

  private static void check(ScanGeometry geometry, DirectFilter direct) {
    for (SliceLayout layout : SliceLayout.values()) {
      Sinogram sinogram = noise(geometry, 3, layout);
      FloatStack actual =
          FilteredBackprojection.filter(sinogram, PLAIN, RunContext.defaults()).values();
      for (int s = 0; s < 3; s++) {
        FloatStack expected = direct.filter(sinogram.slices(s, s + 1));
        for (int v = 0; v < geometry.views(); v++) {
          for (int c = 0; c < geometry.channels(); c++) {
            double q = expected.get(0, v, c);
            assertEquals(q, actual.get(s, v, c), 1e-6 * Math.abs(q) + 1e-6 * scale(expected));
          }
        }
      }
    }
  }

  private static double scale(FloatStack stack) {
    return Math.abs(stack.get(0, 0, 0)) + Math.abs(stack.get(0, 1, 1));
  }

  @Test
  void arc() {
    FanBeamGeometry fan = Scans.arc(Scans.QUARTER, Angles.fullTurn(4));
    RampKernel kernel = RampKernel.equiangular(Scans.PITCH_MM / Scans.D, Scans.CHANNELS);
    check(fan, new DirectFilter(kernel, 0.5, true, Scans.R));
  }

  @Test
  void flat() {
    FanBeamGeometry fan = Scans.flat(Scans.QUARTER, Angles.fullTurn(4));
    double isoPitch = Scans.PITCH_MM * Scans.R / Scans.D;
    check(fan, new DirectFilter(RampKernel.equidistant(isoPitch, 736), 0.5, true, 1));
  }

  @Test
  void parallel() {
    check(
        Scans.parallel(0.25, Angles.halfTurn(4)),
        new DirectFilter(RampKernel.equidistant(0.7, 736), 1, false, 1));
  }

  @Test
  void sixtyFourSlicesOfATurnCostLessThanFiveCpuSeconds() {
    FanBeamGeometry fan = Scans.arc(Scans.QUARTER, Angles.fullTurn(144));
    Sinogram sinogram = noise(fan, 64, SliceLayout.INTERLEAVED);
    RunContext single = RunContext.defaults().withParallelism(1);
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 3; i++) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      FilteredBackprojection.filter(sinogram, PLAIN, single);
      long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
      best = Math.min(best, used * 1e-9);
    }
    double wholeTurn = best * 1152 / 144;
    assertTrue(wholeTurn < 5, "CPU seconds for 1152 views: " + wholeTurn);
  }
}
