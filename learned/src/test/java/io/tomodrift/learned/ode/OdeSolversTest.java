package io.tomodrift.learned.ode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.error.ModelException;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names, contracts and refusals. */
class OdeSolversTest {

  private static final double[] START = {1, 2};

  static List<OdeSolvers.Entry> entries() {
    return OdeSolvers.all();
  }

  @Test
  void namesAreFoundOrTheNearestIsNamed() {
    assertEquals(13, new HashSet<>(OdeSolvers.known()).size());
    for (String id : OdeSolvers.known()) {
      assertEquals(id, OdeSolvers.named(id).id());
    }
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> OdeSolvers.named("midpiont"));
    assertTrue(error.getMessage().contains("did you mean 'midpoint'?"), error.getMessage());
    assertTrue(error.getMessage().contains("rk4-38"), error.getMessage());
  }

  @ParameterizedTest
  @MethodSource("entries")
  void evaluationsOfAStepAreAsTheCatalogueSays(OdeSolvers.Entry one) {
    OdeSolver solver = one.solver();
    Solution solution = solver.solve((x, t) -> new double[] {t, 1}, START, 0, 1, 4);
    int extra = solver instanceof DormandPrince ? 1 : 0;
    assertEquals(solver.evaluationsPerStep() * solution.steps() + extra, solution.evaluations());
    assertTrue(one.line().startsWith(solver.id()), one.line());
    assertTrue(one.line().contains("order " + solver.order()), one.line());
    assertTrue(one.line().endsWith(one.purpose()), one.line());
  }

  @ParameterizedTest
  @MethodSource("entries")
  void stepsAndTimesAreChecked(OdeSolvers.Entry one) {
    VelocityField field = (x, t) -> x.clone();
    for (int steps : new int[] {0, -3}) {
      String message = refusal(one, field, 0, 1, steps);
      assertTrue(message.contains("at least 1 step, got " + steps), message);
    }
    assertTrue(refusal(one, field, 0.5, 0.5, 1).contains("different"));
    assertTrue(refusal(one, field, 0, Double.NaN, 1).contains("finite"));
  }

  private static String refusal(
      OdeSolvers.Entry one, VelocityField field, double from, double to, int steps) {
    return assertThrows(
            IllegalArgumentException.class, () -> one.solver().solve(field, START, from, to, steps))
        .getMessage();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void velocitiesThatAreNoNumbersAreRefusedWithTheirTime(OdeSolvers.Entry one) {
    VelocityField broken = (x, t) -> new double[] {1, t <= 0.5 ? Double.NaN : 1};
    ModelException error =
        assertThrows(ModelException.class, () -> one.solver().solve(broken, START, 1, 0, 4));
    assertTrue(error.getMessage().contains("velocity at time 0."), error.getMessage());
    assertTrue(error.getMessage().contains("NaN at index 1"), error.getMessage());
    // The end is no number though no velocity was infinite.
    VelocityField huge = (x, t) -> new double[] {Double.MAX_VALUE, 0};
    assertThrows(ModelException.class, () -> one.solver().solve(huge, START, 0, 1e3, 1));
    VelocityField shorter = (x, t) -> new double[] {1};
    assertThrows(ModelException.class, () -> one.solver().solve(shorter, START, 0, 1, 1));
  }

  @ParameterizedTest
  @MethodSource("entries")
  void theStartStaysAndTimesStayInside(OdeSolvers.Entry one) {
    double[] start = START.clone();
    for (int steps : new int[] {1, 3, 7, 10, 49}) {
      for (int from = 0; from < 2; from++) {
        one.solver()
            .solve(
                (x, t) -> {
                  assertTrue(t >= 0 && t <= 1, one + " at " + t);
                  return new double[] {-x[1], x[0]};
                },
                start,
                from,
                1 - from,
                steps);
      }
    }
    assertArrayEquals(START, start);
  }

  @Test
  void tableauxAreChecked() {
    List<List<Double>> rows = List.of(List.of(), List.of(0.5));
    assertThrows(
        IllegalArgumentException.class,
        () -> new RungeKutta("bad", 2, rows, List.of(0.5, 0.6), List.of(0.0, 0.5)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new RungeKutta("bad", 2, rows, List.of(0.0, 1.0), List.of(0.0, 0.6)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new RungeKutta("bad", 2, rows, List.of(1.0), List.of(0.0)));
    assertThrows(IllegalArgumentException.class, () -> new AdamsBashforth(5));
  }
}
