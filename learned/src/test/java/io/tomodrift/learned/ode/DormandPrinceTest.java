package io.tomodrift.learned.ode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.error.ModelException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The adaptive solver against closed solutions. */
class DormandPrinceTest {

  /** A logistic curve, {@code x = 1 / (1 + exp(-12 (t - 1/2)))}. */
  private static final VelocityField LOGISTIC =
      (x, t) -> OdeVectorsTest.each(x, value -> 12 * value * (1 - value));

  private static double logistic(double t) {
    return 1 / (1 + Math.exp(-12 * (t - 0.5)));
  }

  private static Solution solve(double tolerance, double from, int guess) {
    DormandPrince solver = new DormandPrince(tolerance, tolerance);
    return solver.solve(LOGISTIC, new double[] {logistic(from)}, from, 1 - from, guess);
  }

  /** Forwards the error of a step decays; backwards, too, as both ends of the curve are flat. */
  @ParameterizedTest
  @ValueSource(ints = {4, 6, 8, 10, 12})
  void errorsFollowTheTolerance(int digits) {
    double tolerance = Math.pow(10, -digits);
    for (int from = 0; from < 2; from++) {
      for (int guess : new int[] {1, 5, 1000}) {
        Solution solution = solve(tolerance, from, guess);
        double error = Math.abs(solution.x()[0] - logistic(1 - from));
        assertTrue(error < tolerance, "error " + error + " from " + from + ", guess " + guess);
      }
    }
  }

  @Test
  void evaluationsGrowWithTheFifthRootOfTheTolerance() {
    Solution coarse = solve(1e-7, 0, 10);
    Solution fine = solve(1e-12, 0, 10);
    // Five digits more with order 5: ten times the steps.
    assertEquals(10, (double) fine.steps() / coarse.steps(), 1.5);
  }

  @Test
  void rejectedStepsAreCountedAsEvaluationsOnly() {
    List<Double> times = new ArrayList<>();
    VelocityField watched =
        (x, t) -> {
          times.add(t);
          return LOGISTIC.at(x, t);
        };
    Solution smooth =
        new DormandPrince(1e-6, 1e-6).solve((x, t) -> x.clone(), new double[] {1}, 0, 1, 10);
    assertEquals(1 + 6 * smooth.steps(), smooth.evaluations());
    Solution solution =
        new DormandPrince(1e-6, 1e-6).solve(watched, new double[] {logistic(0)}, 0, 1, 1);
    assertEquals(times.size(), solution.evaluations());
    assertTrue(solution.evaluations() > 1 + 6 * solution.steps(), "nothing was rejected");
    assertEquals(1, solution.evaluations() % 6);
    assertTrue(times.stream().allMatch(t -> t >= 0 && t <= 1), times.toString());
    assertTrue(times.contains(1.0));
  }

  /** The first try is far too long, so that the second one is cut to a fifth and very exact. */
  @Test
  void stepsDoNotGrowDirectlyAfterARejection() {
    List<Double> times = new ArrayList<>();
    VelocityField watched =
        (x, t) -> {
          times.add(t);
          return LOGISTIC.at(x, t);
        };
    new DormandPrince(1e-3, 1e-3).solve(watched, new double[] {logistic(0)}, 0, 1, 1);
    double[] lengths = new double[3];
    double[] starts = new double[3];
    for (int i = 0; i < 3; i++) {
      double fifth = times.get(1 + 6 * i);
      double end = times.get(6 + 6 * i);
      lengths[i] = (end - fifth) / 0.8;
      starts[i] = end - lengths[i];
    }
    assertEquals(1, lengths[0], 1e-15);
    assertEquals(0, starts[1], 1e-15, "the first try was rejected");
    assertEquals(lengths[1], starts[2], 1e-15, "the second one was accepted");
    assertEquals(lengths[1], lengths[2], 1e-15);
  }

  @Test
  void aStepThatVanishesIsAnError() {
    // x' = 1 / (2 x) backwards meets 0 at t = 0.25 with an infinite slope.
    VelocityField root = (x, t) -> OdeVectorsTest.each(x, value -> 1 / (2 * value));
    ModelException error =
        assertThrows(
            ModelException.class,
            () ->
                new DormandPrince(1e-9, 1e-9)
                    .solve(root, new double[] {Math.sqrt(0.75)}, 1, 0, 10));
    assertTrue(error.getMessage().contains("is at time 0.2499"), error.getMessage());
    assertTrue(error.getMessage().contains("allow more error"), error.getMessage());
  }

  @Test
  void toleranceMustAllowSomeError() {
    assertThrows(IllegalArgumentException.class, () -> new DormandPrince(1e-3, 0));
    assertThrows(IllegalArgumentException.class, () -> new DormandPrince(-1, 1e-3));
    assertThrows(IllegalArgumentException.class, () -> new DormandPrince(Double.NaN, 1e-3));
  }
}
