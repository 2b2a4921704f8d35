package io.tomodrift.learned.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.learned.diffusion.LatentDrift.Mode;
import io.tomodrift.learned.drift.VectorCase;
import io.tomodrift.tests.support.ArrayAssertions;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Latent Drifting against values computed by numpy in double, and what a drift of 0 must not do.
 */
class LatentDriftTest {

  private static final double TOLERANCE = 1e-12;

  static List<Sampler> samplers() {
    return List.of(new Ddpm(), new Ddim(0), new Ddim(0.5), new DpmSolver(), new UniPc());
  }

  @Test
  void singleSteps() throws IOException {
    int seen = 0;
    for (VectorCase one : VectorCase.all("latent_drift.json")) {
      String id = one.text("id");
      if (!id.startsWith("forward_") && !id.startsWith("reverse_")) {
        continue;
      }
      seen++;
      LatentDrift drift = new LatentDrift(one.number("delta"), Mode.PER_STEP);
      if (id.startsWith("forward_")) {
        forward(one, new ForwardProcess(drift));
      } else {
        reverse(one, drift);
      }
    }
    assertEquals(9, seen);
  }

  private static void forward(VectorCase one, ForwardProcess process) {
    NoiseLevel level = DiffusionVectorsTest.TEN.level((int) one.number("t"));
    double[] noise = one.array("noise");
    close(one.array("x_t"), process.noisy(one.array("x0"), noise, level));
    close(one.array("target"), process.target(noise));
  }

  private static void reverse(VectorCase one, LatentDrift drift) {
    boolean ddpm = one.text("id").startsWith("reverse_ddpm");
    Sampler sampler = ddpm ? new Ddpm() : new Ddim(0);
    int t = (int) one.number("t");
    double[] noise = one.array("eps_pred");
    SamplingPlan plan = SamplingPlan.of(DiffusionVectorsTest.step(t, t - 1)).withDrift(drift);
    if (ddpm) {
      double[] z = one.array("z");
      plan = plan.withNoise((step, length) -> z);
      NoiseSchedule ten = DiffusionVectorsTest.TEN;
      double variance = Posterior.between(ten.level(t), ten.level(t - 1)).variance();
      assertEquals(one.number("posterior_sd"), Math.sqrt(variance), 1e-15);
    }
    Sample sample = sampler.denoise((x, level) -> noise, one.array("x_t"), plan);
    close(one.array("x_prev"), sample.x());
  }

  private static void close(double[] expected, double[] actual) {
    ArrayAssertions.assertClose(expected, actual, TOLERANCE, TOLERANCE);
  }

  @Test
  void perStepAccumulatesAndTotalDoesNot() throws IOException {
    VectorCase results =
        VectorCase.of("latent_drift.json", "accumulated_shift_without_finetuning").part("results");
    for (int steps : new int[] {5, 10, 20, 50}) {
      VectorCase one = results.part("" + steps);
      NoiseGrid grid = NoiseGrid.even(NoiseSchedule.usual(), steps, 1);
      double plain = end(grid, LatentDrift.NONE);
      assertEquals(one.number("no_drift"), plain, TOLERANCE);
      double shifted = end(grid, new LatentDrift(0.1, Mode.PER_STEP));
      assertEquals(one.number("drift_0p1_each_step_and_initial"), shifted, TOLERANCE);
      assertEquals(one.number("shift"), shifted - plain, TOLERANCE);
      // The sampler is linear here: what the start adds stays, what the steps add is shared out.
      double byStart = 0.1 * plain;
      double expected = byStart + (one.number("shift") - byStart) / steps;
      double total = end(grid, new LatentDrift(0.1, Mode.TOTAL)) - plain;
      assertEquals(expected, total, TOLERANCE);
      assertTrue(total > 0.07 && total < 0.12, steps + " steps: " + total);
    }
  }

  private static double end(NoiseGrid grid, LatentDrift drift) {
    SamplingPlan plan = SamplingPlan.of(grid).withDrift(drift);
    NoisePredictor network = DiffusionVectorsTest.gaussian(0.5);
    return new Ddim(0).sample(network, new double[] {1}, plan).x()[0];
  }

  /**
   * The exact network for normal data around 0 with noise around delta: from the moved start, steps
   * without noise lead to the data; whatever the steps add comes on top.
   */
  @Test
  void aTrainedNetworkNeedsTheMovedStartOnly() {
    LatentDrift total = new LatentDrift(0.1, Mode.TOTAL);
    NoisePredictor plain = DiffusionVectorsTest.gaussian(0.5);
    NoisePredictor trained =
        (x, level) -> {
          double[] noise =
              plain.noise(Arrays.stream(x).map(v -> v - 0.1 * level.sigma()).toArray(), level);
          return total.shifted(noise);
        };
    SamplingPlan plan = SamplingPlan.of(NoiseGrid.even(NoiseSchedule.usual(), 50));
    double[] centre = {0};
    Sampler ddim = new Ddim(0);
    double[] noisy = {0.1 * plan.grid().levels().get(0).sigma()};
    assertEquals(0, ddim.denoise(trained, noisy, plan).x()[0], 1e-14);
    // The noisiest level has a rest of signal: pure noise is not quite its middle.
    assertEquals(0, ddim.denoise(trained, total.shifted(centre), plan).x()[0], 1e-6);
    assertEquals(0.0575, ddim.sample(trained, centre, plan.withDrift(total)).x()[0], 1e-4);
    LatentDrift perStep = new LatentDrift(0.1, Mode.PER_STEP);
    assertEquals(2.8738, ddim.sample(trained, centre, plan.withDrift(perStep)).x()[0], 1e-4);
  }

  @Test
  void theWholeOfTotalIsDelta() {
    for (int steps : new int[] {1, 7, 50}) {
      assertEquals(-0.15, steps * new LatentDrift(-0.15, Mode.TOTAL).perStep(steps), 1e-15);
      assertEquals(-0.15, new LatentDrift(-0.15, Mode.PER_STEP).perStep(steps));
    }
    double[] noise = {1, -2};
    assertArrayEquals(
        new double[] {0.75, -2.25}, new LatentDrift(-0.25, Mode.TOTAL).shifted(noise));
    assertArrayEquals(new double[] {1, -2}, noise);
    assertThrows(IllegalArgumentException.class, () -> new LatentDrift(Double.NaN, Mode.TOTAL));
  }

  /** Also keeps the sign of zeros, which adding 0 would lose. */
  @ParameterizedTest
  @MethodSource("samplers")
  void driftOfNothingKeepsEveryBit(Sampler sampler) {
    double[] start = new SeededNoise(4).start(100);
    start[0] = -0.0;
    StepNoise noise =
        (step, length) -> {
          double[] values = new SeededNoise(5).noise(step, length);
          values[0] = -0.0;
          return values;
        };
    NoisePredictor network =
        (x, level) -> {
          double[] value = Arrays.stream(x).map(v -> Math.sin(3 * v) * level.sigma()).toArray();
          value[0] = 0;
          return value;
        };
    SamplingPlan plain =
        SamplingPlan.of(NoiseGrid.even(NoiseSchedule.usual(), 20, 1)).withNoise(noise);
    double[] expected = sampler.sample(network, start, plain).x();
    if (sampler instanceof Ddpm || sampler instanceof Ddim) {
      // The others extrapolate, and lose the sign by themselves.
      assertEquals(Double.doubleToRawLongBits(-0.0), Double.doubleToRawLongBits(expected[0]));
    }
    for (Mode mode : Mode.values()) {
      for (double zero : new double[] {0.0, -0.0}) {
        SamplingPlan plan = plain.withDrift(new LatentDrift(zero, mode));
        assertSameBits(expected, sampler.sample(network, start, plan).x());
      }
      SamplingPlan plan = plain.withDrift(new LatentDrift(1e-12, mode));
      assertTrue(!Arrays.equals(expected, sampler.sample(network, start, plan).x()));
    }
  }

  static void assertSameBits(double[] expected, double[] actual) {
    assertArrayEquals(
        Arrays.stream(expected).mapToLong(Double::doubleToRawLongBits).toArray(),
        Arrays.stream(actual).mapToLong(Double::doubleToRawLongBits).toArray());
  }

  /**
   * If the clean image is always the same, all samplers without noise take the same steps, {@code
   * x_s = (sigma_s / sigma_t) x_t + (signal_s - signal_t sigma_s / sigma_t) c + delta}.
   */
  @ParameterizedTest
  @MethodSource("samplers")
  void everyStepIsMovedOnce(Sampler sampler) {
    double c = 0.4;
    NoiseGrid grid = NoiseGrid.even(NoiseSchedule.usual(), 8, 1);
    LatentDrift drift = new LatentDrift(0.07, Mode.PER_STEP);
    double x = -1.3 + 0.07;
    for (int k = 0; k < 8; k++) {
      NoiseLevel from = grid.levels().get(k);
      NoiseLevel to = grid.levels().get(k + 1);
      double kept = to.sigma() / from.sigma();
      if (sampler instanceof Ddpm || sampler instanceof Ddim ddim && ddim.eta() > 0) {
        double eta = sampler instanceof Ddim ddim ? ddim.eta() : 1;
        double added = eta * kept * Math.sqrt(1 - from.alphaBar() / to.alphaBar());
        kept = Math.sqrt(1 - to.alphaBar() - added * added) / from.sigma();
      }
      x = kept * x + (to.signal() - from.signal() * kept) * c + 0.07;
    }
    NoisePredictor network =
        (state, level) ->
            Arrays.stream(state).map(v -> (v - level.signal() * c) / level.sigma()).toArray();
    SamplingPlan plan =
        SamplingPlan.of(grid).withDrift(drift).withNoise((step, length) -> new double[length]);
    assertEquals(x, sampler.sample(network, new double[] {-1.3}, plan).x()[0], 1e-13);
  }
}
