package io.tomodrift.learned.ode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Observed orders on problems with closed solutions that are not linear in the state. */
class ConvergenceTest {

  /** {@code x' = (1 + x^2) cos t}, {@code x = tan(sin t + c)}. */
  private static final VelocityField SWAYING =
      (x, t) -> OdeVectorsTest.each(x, value -> (1 + value * value) * Math.cos(t));

  private static double swayed(double start, double from, double t) {
    return Math.tan(Math.atan(start) + Math.sin(t) - Math.sin(from));
  }

  private static double error(OdeSolver solver, double from, double to, int steps) {
    double[] start = {0.6, -0.5};
    double[] end = solver.solve(SWAYING, start, from, to, steps).x();
    double largest = 0;
    for (int i = 0; i < start.length; i++) {
      largest = Math.max(largest, Math.abs(end[i] - swayed(start[i], from, to)));
    }
    return largest;
  }

  /** Adams-Bashforth starts with a step of Euler, and that decides. */
  @ParameterizedTest
  @CsvSource({
    "euler, 1",
    "midpoint, 2",
    "rk2, 2",
    "ralston, 2",
    "rk3, 3",
    "rk3-heun, 3",
    "rk3-ssp, 3",
    "rk4, 4",
    "rk4-38, 4",
    "ab2, 2",
    "ab3, 2",
    "ab4, 2"
  })
  void convergesWithItsOrder(String id, double order) {
    OdeSolver solver = OdeSolvers.named(id);
    for (int direction = 0; direction < 2; direction++) {
      double from = direction == 0 ? 0.2 : 0.9;
      double to = 1.1 - from;
      double coarse = error(solver, from, to, 100);
      double fine = error(solver, from, to, 200);
      assertEquals(order, Math.log(coarse / fine) / Math.log(2), 0.1, id);
    }
  }

  /** {@code x' = 6 t^5 x}: flat at 0, so that the start leaves nothing behind. */
  @ParameterizedTest
  @CsvSource({"ab2, 2", "ab3, 3", "ab4, 4"})
  void severalStepsHaveTheirOrderBehindFlatStarts(String id, int order) {
    OdeSolver solver = OdeSolvers.named(id);
    assertEquals(order, solver.order());
    VelocityField field = (x, t) -> OdeVectorsTest.each(x, v -> 6 * Math.pow(t, 5) * v);
    double[] errors = new double[2];
    for (int i = 0; i < 2; i++) {
      double[] end = solver.solve(field, new double[] {1}, 0, 0.9, 400 << i).x();
      errors[i] = Math.abs(end[0] - Math.exp(Math.pow(0.9, 6)));
    }
    assertEquals(order, Math.log(errors[0] / errors[1]) / Math.log(2), 0.06);
  }
}
