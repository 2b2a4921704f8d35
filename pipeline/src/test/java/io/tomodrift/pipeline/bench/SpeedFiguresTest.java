package io.tomodrift.pipeline.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arithmetic between a stopwatch and a table; no time is judged here. */
class SpeedFiguresTest {

  @Test
  void updatesArePixelsTimesViewsTimesSlices() {
    assertEquals(301_989_888L, new StandardProblem(1, 1152).updates());
    assertEquals(512L * 512 * 60 * 64, new StandardProblem(64, 60).updates());
  }

  @Test
  void gupsCountWallTimeAndTheCeilingProcessorTime() {
    StandardProblem problem = new StandardProblem(10, 1152);
    Timing timing = new Timing(List.of(1.0, 3.0, 2.0), List.of(8.0, 4.0, 5.0));
    Measurement m = Measurement.of(Operation.BACK_PROJECTION, problem, timing, 30);
    assertEquals(2, m.wallSeconds());
    assertEquals(0.5, m.cpuSecondsPerSlice());
    assertEquals(3.01989888 / 2, m.gups(), 1e-12);
    assertEquals(3.01989888 / 5 / 30, m.ofCeiling(), 1e-12);
  }

  @Test
  void theFilterUpdatesNoVoxels() {
    Timing timing = new Timing(List.of(1.0), List.of(1.0));
    Measurement m = Measurement.of(Operation.FILTER, new StandardProblem(1, 4), timing, 30);
    assertEquals(0, m.gups());
    assertEquals(0, m.ofCeiling());
    assertTrue(SpeedTable.row(m).endsWith("-"), SpeedTable.row(m));
  }

  @Test
  void anEvenNumberOfRepeatsHasItsMedianBetween() {
    assertEquals(2.5, Timing.median(List.of(4.0, 1.0, 3.0, 2.0)));
  }

  /** Two loads of four bytes an update. */
  @Test
  void theCeilingIsTheBestKernelOverEightBytes() {
    Ceilings ceilings =
        new Ceilings(
            List.of(new Ceilings.Loads("slow", 80e9, 1), new Ceilings.Loads("fast", 200e9, 1)),
            10e9);
    assertEquals(25, ceilings.gups(), 1e-12);
  }

  @Test
  void ceilingsAreMeasuredOnEveryThread() {
    try (CeilingMeter meter = new CeilingMeter(2)) {
      Ceilings ceilings = meter.measure();
      assertTrue(ceilings.gups() > 0 && Double.isFinite(ceilings.gups()), "" + ceilings);
      assertTrue(ceilings.streamBytesPerSecond() > 0, "" + ceilings);
      assertTrue(
          ceilings.loads().stream().anyMatch(l -> l.kernel().equals("plain Java")), "" + ceilings);
      assertTrue(meter.gupsNow() > 0);
    }
  }

  @Test
  void workIsDoneAtLeastAsOftenAsMeasured() {
    int[] calls = {0};
    Timing timing = Timing.of(() -> calls[0]++, 3);
    assertEquals(3, timing.wallSeconds().size());
    assertEquals(3, timing.cpuSeconds().size());
    assertTrue(calls[0] >= 5, calls[0] + " calls");
  }

  @Test
  void slicesOfTheProblemDiffer() {
    StandardProblem problem = new StandardProblem(3, 8);
    Sinogram sinogram = problem.sinogram(RunContext.defaults().withParallelism(1));
    FloatStack data = sinogram.stack();
    float first = data.get(0, 5, 368);
    assertTrue(first > 1, "line integral through the middle: " + first);
    assertEquals(first * 1.002f, data.get(2, 5, 368), 1e-5);
    FloatStack image = problem.image();
    assertEquals(0.004, image.get(0, 256, 256), 1e-6); // 0.2 x 0.02 / mm in the middle
    assertEquals(0.004 * 1.001, image.get(1, 256, 256), 1e-7);
  }

  @Test
  void processorsAreNamedWithFamilyAndModel() {
    Stream<String> info =
        Stream.of(
            "processor\t: 0", "cpu family\t: 25", "model\t\t: 1", "model name\t: AMD EPYC", "");
    assertEquals("AMD EPYC (family 25, model 1)", MachineFacts.cpuName(info, "amd64"));
    assertEquals("aarch64", MachineFacts.cpuName(Stream.of("BogoMIPS : 50"), "aarch64"));
  }
}
