package io.tomodrift.learned.ode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.learned.drift.VectorCase;
import io.tomodrift.tests.support.ArrayAssertions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** The solvers against values computed by numpy in double. */
class OdeVectorsTest {

  private static final double TOLERANCE = 1e-12;

  private static final Map<String, String> IDS =
      Map.of(
          "rk2_heun",
          "rk2",
          "rk3_kutta",
          "rk3",
          "rk3_heun",
          "rk3-heun",
          "rk3_ssp",
          "rk3-ssp",
          "rk4_38",
          "rk4-38");

  private static VelocityField field(String caseId) {
    return caseId.startsWith("xcos")
        ? (x, t) -> each(x, value -> value * Math.cos(t))
        : (x, t) -> each(x, value -> -3 * (value - Math.sin(2 * t)));
  }

  static double[] each(double[] x, DoubleUnaryOperator function) {
    return Arrays.stream(x).map(function).toArray();
  }

  @Test
  void allSolversOnTwoEquationsInBothDirections() throws IOException {
    List<VectorCase> cases = VectorCase.all("ode_solvers.json");
    assertEquals(48, cases.size());
    List<String> seen = new ArrayList<>();
    for (VectorCase one : cases) {
      String id = one.text("solver");
      OdeSolver solver = OdeSolvers.named(IDS.getOrDefault(id, id));
      seen.add(solver.id());
      double[] start = one.array("x0");
      VectorCase runs = one.part("steps");
      for (Iterator<String> names = runs.node().fieldNames(); names.hasNext(); ) {
        String steps = names.next();
        VectorCase expected = runs.part(steps);
        Solution solution =
            solver.solve(
                field(one.text("id")),
                start,
                one.number("t_start"),
                one.number("t_end"),
                Integer.parseInt(steps));
        ArrayAssertions.assertClose(expected.array("x"), solution.x(), TOLERANCE, TOLERANCE);
        assertEquals(expected.node().get("nfe").intValue(), solution.evaluations());
        assertEquals(steps, "" + solution.steps());
      }
    }
    assertTrue(seen.containsAll(OdeSolvers.known().subList(0, 12)), seen.toString());
  }

  @Test
  void straightLinesAreExact() throws IOException {
    VectorCase one = VectorCase.of("flow_matching.json", "straight_field_exact");
    double[] x0 = one.array("x0");
    double[] x1 = one.array("x1");
    double[] difference = new double[x0.length];
    for (int i = 0; i < x0.length; i++) {
      difference[i] = x1[i] - x0[i];
    }
    for (String id : OdeSolvers.known()) {
      for (int steps : new int[] {1, 2, 3, 7}) {
        OdeSolver solver = OdeSolvers.named(id);
        VelocityField field = (x, t) -> difference.clone();
        ArrayAssertions.assertClose(x0, solver.solve(field, x1, 1, 0, steps).x(), 0, 1e-14);
        ArrayAssertions.assertClose(x1, solver.solve(field, x0, 0, 1, steps).x(), 0, 1e-14);
      }
    }
  }

  @Test
  void oneEulerStepIsTheRegressionAndManyStepsTheDistribution() throws IOException {
    VectorCase one = VectorCase.of("flow_matching.json", "gaussian_coupling_optimal_field");
    double s0 = one.number("s0");
    double s1 = one.number("s1");
    double shared = one.number("rho") * s0 * s1;
    one.part("coefficients")
        .node()
        .forEach(
            node -> {
              VectorCase part = new VectorCase(node);
              double value = coefficient(s0, s1, shared, part.number("t"));
              assertEquals(part.number("coefficient"), value, 1e-14);
            });
    VelocityField field = (x, t) -> each(x, value -> coefficient(s0, s1, shared, t) * value);
    double[] start = {1};
    double[] regression = OdeSolvers.named("euler").solve(field, start, 1, 0, 1).x();
    ArrayAssertions.assertClose(one.array("euler1"), regression, 1e-14, 0);
    assertEquals(one.number("posterior_mean"), regression[0], 1e-14);
    Solution sample = new DormandPrince(1e-12, 1e-12).solve(field, start, 1, 0, 10);
    assertEquals(one.number("exact"), sample.x()[0], 1e-11);
    ArrayAssertions.assertClose(one.array("flow_1_to_0_of_1"), sample.x(), 0, 1e-11);
    for (String id : OdeSolvers.known().subList(1, 12)) {
      double[] end = OdeSolvers.named(id).solve(field, start, 1, 0, 100).x();
      assertEquals(one.number("exact"), end[0], 2e-4, id);
    }
  }

  /** {@code E[x1 - x0 | x_t = x] / x}. */
  private static double coefficient(double s0, double s1, double shared, double t) {
    double covariance = t * s1 * s1 - (1 - t) * s0 * s0 + (1 - 2 * t) * shared;
    double variance = (1 - t) * (1 - t) * s0 * s0 + t * t * s1 * s1 + 2 * t * (1 - t) * shared;
    return covariance / variance;
  }
}
