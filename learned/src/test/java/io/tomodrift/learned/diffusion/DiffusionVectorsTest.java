package io.tomodrift.learned.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.learned.drift.VectorCase;
import io.tomodrift.tests.support.ArrayAssertions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Schedules, steps and samplers against values computed by numpy in double. */
class DiffusionVectorsTest {

  private static final double TOLERANCE = 1e-12;

  /** The ten timesteps of the cases with single steps. */
  static final NoiseSchedule TEN = NoiseSchedule.linear(10, 1e-4, 0.02);

  static VectorCase theCase(String id) throws IOException {
    return VectorCase.of("diffusion.json", id);
  }

  static NoiseGrid step(int from, int to) {
    return new NoiseGrid(List.of(TEN.level(from), TEN.level(to)));
  }

  private static void close(double[] expected, double[] actual) {
    ArrayAssertions.assertClose(expected, actual, TOLERANCE, TOLERANCE);
  }

  @Test
  void allCasesAreHere() throws IOException {
    Set<String> known =
        Set.of(
            "linear_schedule_T10",
            "linear_schedule_T1000_samples",
            "cosine_schedule_T1000_samples",
            "forward_and_posterior_t7",
            "ddim_t7_to_6_eta0",
            "ddim_t7_to_3_eta0",
            "ddim_t7_to_6_eta1",
            "ddim_t7_to_3_eta0.5",
            "ddim_t1_to_0_eta0",
            "gaussian_data_sampler_convergence",
            "gaussian_data_lambda_uniform");
    List<VectorCase> cases = VectorCase.all("diffusion.json");
    assertEquals(known.size(), cases.size());
    cases.forEach(one -> assertTrue(known.contains(one.text("id")), one.text("id")));
  }

  @Test
  void linearSchedules() throws IOException {
    VectorCase one = theCase("linear_schedule_T10");
    for (int t = 1; t <= 10; t++) {
      assertEquals(one.array("beta")[t - 1], TEN.beta(t), 1e-17);
      assertEquals(one.array("alpha")[t - 1], 1 - TEN.beta(t), 1e-15);
      assertEquals(one.array("alpha_bar")[t - 1], TEN.alphaBar(t), 1e-15);
    }
    assertEquals(1, TEN.alphaBar(0));
    samples(NoiseSchedule.usual(), theCase("linear_schedule_T1000_samples"), "alpha_bar");
  }

  private static void samples(NoiseSchedule schedule, VectorCase one, String field) {
    double[] timesteps = one.array("t");
    for (int i = 0; i < timesteps.length; i++) {
      double expected = one.array(field)[i];
      int t = (int) timesteps[i];
      assertEquals(expected, schedule.alphaBar(t), 1e-11 * expected, "timestep " + t);
      assertEquals(t / 1000.0, schedule.level(t).time());
    }
  }

  @Test
  void cosineSchedule() throws IOException {
    VectorCase one = theCase("cosine_schedule_T1000_samples");
    NoiseSchedule schedule = NoiseSchedule.cosine(1000);
    double[] timesteps = one.array("t");
    double[] expected = one.array("alpha_bar_unclipped");
    for (int i = 0; i < timesteps.length; i++) {
      int t = (int) timesteps[i];
      // The last one is a square of a rounding error of the cosine.
      double tolerance = t == 1000 ? 0.01 : 1e-11;
      double formula = NoiseSchedule.cosineAlphaBar(t, 1000);
      assertEquals(expected[i], formula, tolerance * expected[i], "timestep " + t);
      if (t < 1000) {
        assertEquals(expected[i], schedule.alphaBar(t), 1e-11 * expected[i], "timestep " + t);
      }
    }
    assertEquals(0.999, schedule.beta(1000));
    assertTrue(schedule.beta(999) < 0.999);
    assertEquals(1e-3, schedule.alphaBar(1000) / schedule.alphaBar(999), 1e-12);
  }

  @Test
  void forwardProcessAndPosterior() throws IOException {
    VectorCase one = theCase("forward_and_posterior_t7");
    double[] clean = one.array("x0");
    double[] noise = one.array("noise");
    double[] noisy = ForwardProcess.PLAIN.noisy(clean, noise, TEN.level(7));
    close(one.array("x_t"), noisy);
    close(noise, ForwardProcess.PLAIN.target(noise));
    Posterior posterior = Posterior.between(TEN.level(7), TEN.level(6));
    close(one.array("posterior_mean"), posterior.mean(clean, noisy));
    assertEquals(one.number("posterior_var"), posterior.variance(), 1e-15);
    // With the noise as prediction the mean of the sampler is the posterior's.
    SamplingPlan plan = SamplingPlan.of(step(7, 6)).withNoise((k, length) -> new double[length]);
    Sample sample = new Ddpm().denoise((x, level) -> noise, one.array("x_t"), plan);
    close(one.array("ddpm_mean_from_eps"), sample.x());
  }

  @Test
  void ddimSteps() throws IOException {
    int seen = 0;
    for (VectorCase one : VectorCase.all("diffusion.json")) {
      if (!one.text("id").startsWith("ddim_")) {
        continue;
      }
      seen++;
      NoiseGrid grid = step((int) one.number("t"), (int) one.number("s"));
      Ddim ddim = new Ddim(one.number("eta"));
      assertEquals(
          one.number("sigma"), ddim.deviation(grid.levels().get(0), grid.levels().get(1)), 1e-15);
      double[] noise = one.array("eps_pred");
      double[] z = one.array("z");
      Guide watched =
          (clean, level) -> {
            close(one.array("x0_pred"), clean);
            return clean;
          };
      SamplingPlan plan = SamplingPlan.of(grid).withGuide(watched).withNoise((k, length) -> z);
      Sample sample = ddim.denoise((x, level) -> noise, one.array("x_t"), plan);
      close(one.array("x_s"), sample.x());
      if (one.has("mfm_formula_with_indices_corrected")) {
        close(one.array("mfm_formula_with_indices_corrected"), sample.x());
      }
    }
    assertEquals(5, seen);
  }

  /** The exact noise if the data are normal with mean 0. */
  static NoisePredictor gaussian(double deviation) {
    return (x, level) -> {
      double variance = level.alphaBar() * deviation * deviation + level.sigma() * level.sigma();
      return Affine.sum(level.sigma() / variance, x, 0, x);
    };
  }

  @Test
  void samplersOnIntegerTimesteps() throws IOException {
    VectorCase one = theCase("gaussian_data_sampler_convergence");
    NoiseSchedule schedule = NoiseSchedule.usual();
    for (var node : one.node().get("rows")) {
      VectorCase row = new VectorCase(node);
      NoiseGrid grid = NoiseGrid.even(schedule, (int) row.number("steps"), 1);
      if (node.get("timesteps").isArray()) {
        double[] timesteps =
            grid.levels().stream().mapToDouble(level -> Math.rint(level.time() * 1000)).toArray();
        close(row.array("timesteps"), timesteps);
      }
      check(row, grid, one.number("s"));
    }
  }

  private static void check(VectorCase row, NoiseGrid grid, double deviation) {
    String[] fields = {"ddim", "dpm_solver_pp_2m", "unipc_order2"};
    List<Sampler> samplers = List.of(new Ddim(0), new DpmSolver(), new UniPc());
    for (int i = 0; i < fields.length; i++) {
      Sample sample =
          samplers.get(i).sample(gaussian(deviation), new double[] {1, -2}, SamplingPlan.of(grid));
      double expected = row.number(fields[i]);
      close(new double[] {expected, -2 * expected}, sample.x());
      assertEquals((int) row.number("steps"), sample.evaluations());
    }
  }

  @Test
  void samplersOnEqualStepsOfLambda() throws IOException {
    VectorCase one = theCase("gaussian_data_lambda_uniform");
    for (var node : one.node().get("rows")) {
      VectorCase row = new VectorCase(node);
      check(row, lambdaGrid(-3, 3, (int) row.number("steps")), one.number("s"));
    }
    VectorCase orders = one.part("observed_order");
    double s = one.number("s");
    assertEquals(orders.number("ddim"), order(new Ddim(0), -3, 3, s), 1e-9);
    assertEquals(orders.number("dpm_solver_pp_2m"), order(new DpmSolver(), -3, 3, s), 1e-7);
    assertEquals(orders.number("unipc_order2"), order(new UniPc(), -3, 3, s), 1e-7);
  }

  @Test
  void ordersOnWiderData() {
    assertEquals(1, order(new Ddim(0), -2, 4, 1.5), 0.05);
    assertEquals(2, order(new DpmSolver(), -2, 4, 1.5), 0.05);
    assertEquals(3, order(new UniPc(), -2, 4, 1.5), 0.05);
  }

  private static double order(Sampler sampler, double from, double to, double deviation) {
    double[] errors = new double[2];
    for (int i = 0; i < 2; i++) {
      NoiseGrid grid = lambdaGrid(from, to, 40 << i);
      double first = spread(grid.levels().get(0), deviation);
      double last = spread(grid.levels().get(grid.steps()), deviation);
      SamplingPlan plan = SamplingPlan.of(grid);
      double end = sampler.denoise(gaussian(deviation), new double[] {1}, plan).x()[0];
      errors[i] = Math.abs(end - last / first);
    }
    return Math.log(errors[0] / errors[1]) / Math.log(2);
  }

  /** Standard deviation of noisy data. */
  private static double spread(NoiseLevel level, double deviation) {
    return Math.hypot(level.signal() * deviation, level.sigma());
  }

  static NoiseGrid lambdaGrid(double from, double to, int steps) {
    List<NoiseLevel> levels = new ArrayList<>();
    for (int k = 0; k <= steps; k++) {
      double lambda = from + (to - from) * k / steps;
      levels.add(new NoiseLevel(0.5, 1 / (1 + Math.exp(-2 * lambda))));
    }
    return new NoiseGrid(levels);
  }
}
