package io.tomodrift.learned.ode;

import io.tomodrift.formats.text.NearestName;
import java.util.List;

/**
 * The solvers by name: {@code euler}, {@code rk2}, {@code ab3}, {@code dopri5}.
 *
 * <p>With networks the cost is the number of evaluations, not of steps. One step of Euler from the
 * contrast image is the regression estimate of the other one; more steps move towards a sample of
 * its distribution.
 */
public final class OdeSolvers {

  private static final List<Entry> ALL =
      List.of(
          // Euler 1768.
          new Entry(
              table("euler", 1, List.of(List.of()), List.of(1.0), List.of(0.0)),
              "one evaluation: the regression estimate; slow convergence"),
          // Runge 1895.
          new Entry(
              table(
                  "midpoint",
                  2,
                  List.of(List.of(), List.of(0.5)),
                  List.of(0.0, 1.0),
                  List.of(0.0, 0.5)),
              "never evaluates at the far end of the interval"),
          // Heun 1900; the trapezoidal rule.
          new Entry(
              table(
                  "rk2", 2, List.of(List.of(), List.of(1.0)), List.of(0.5, 0.5), List.of(0.0, 1.0)),
              "corrects Euler with the velocity at the far end of the step"),
          // Ralston 1962: the smallest bound of the error among methods of two stages.
          new Entry(
              table(
                  "ralston",
                  2,
                  List.of(List.of(), List.of(2 / 3.0)),
                  List.of(1 / 4.0, 3 / 4.0),
                  List.of(0.0, 2 / 3.0)),
              "two stages with the smallest bound of the error"),
          // Kutta 1901; Simpson's rule.
          new Entry(
              table(
                  "rk3",
                  3,
                  List.of(List.of(), List.of(0.5), List.of(-1.0, 2.0)),
                  List.of(1 / 6.0, 4 / 6.0, 1 / 6.0),
                  List.of(0.0, 0.5, 1.0)),
              "order 3 for smooth fields"),
          // Heun 1900, order 3.
          new Entry(
              table(
                  "rk3-heun",
                  3,
                  List.of(List.of(), List.of(1 / 3.0), List.of(0.0, 2 / 3.0)),
                  List.of(1 / 4.0, 0.0, 3 / 4.0),
                  List.of(0.0, 1 / 3.0, 2 / 3.0)),
              "order 3 without negative weights; never evaluates at the far end"),
          // Shu and Osher 1988: strong stability preserving.
          new Entry(
              table(
                  "rk3-ssp",
                  3,
                  List.of(List.of(), List.of(1.0), List.of(1 / 4.0, 1 / 4.0)),
                  List.of(1 / 6.0, 1 / 6.0, 4 / 6.0),
                  List.of(0.0, 1.0, 0.5)),
              "order 3 made of Euler steps only: keeps bounds that Euler keeps"),
          // Kutta 1901, the classical method.
          new Entry(
              table(
                  "rk4",
                  4,
                  List.of(List.of(), List.of(0.5), List.of(0.0, 0.5), List.of(0.0, 0.0, 1.0)),
                  List.of(1 / 6.0, 1 / 3.0, 1 / 3.0, 1 / 6.0),
                  List.of(0.0, 0.5, 0.5, 1.0)),
              "the classical method: exact enough for most smooth fields in a few steps"),
          // Kutta 1901, the 3/8 rule.
          new Entry(
              table(
                  "rk4-38",
                  4,
                  List.of(
                      List.of(), List.of(1 / 3.0), List.of(-1 / 3.0, 1.0), List.of(1.0, -1.0, 1.0)),
                  List.of(1 / 8.0, 3 / 8.0, 3 / 8.0, 1 / 8.0),
                  List.of(0.0, 1 / 3.0, 2 / 3.0, 1.0)),
              "like rk4 with a smaller constant and four different times"),
          // Order 2.
          new Entry(new AdamsBashforth(2), "order 2 for the price of Euler"),
          // Order 3.
          new Entry(new AdamsBashforth(3), "one evaluation a step, the first steps of lower order"),
          // Order 4.
          new Entry(new AdamsBashforth(4), "like ab3; the shortest stable steps of these"),
          // Adaptive.
          new Entry(
              DormandPrince.usual(),
              "chooses its steps for a given error: the reference the others are measured against"));

  private OdeSolvers() {}

  /**
   * A solver and what it is for.
   *
   * @param solver the solver; that of {@code dopri5} has its usual tolerances
   * @param purpose what it is good for, in a line
   */
  public record Entry(OdeSolver solver, String purpose) {

    /** Name, order, evaluations and purpose in a line. */
    public String line() {
      return "%-9s order %d, %d evaluation%s a step: %s"
          .formatted(
              solver.id(),
              solver.order(),
              solver.evaluationsPerStep(),
              solver.evaluationsPerStep() == 1 ? "" : "s",
              purpose);
    }
  }

  private static RungeKutta table(
      String id, int order, List<List<Double>> a, List<Double> b, List<Double> c) {
    return new RungeKutta(id, order, a, b, c);
  }

  /** All solvers. */
  public static List<Entry> all() {
    return ALL;
  }

  /** All names. */
  public static List<String> known() {
    return ALL.stream().map(one -> one.solver.id()).toList();
  }

  /**
   * The solver of a name.
   *
   * @throws IllegalArgumentException naming the nearest
   */
  public static OdeSolver named(String id) {
    int index = known().indexOf(id);
    if (index < 0) {
      String hint = NearestName.of(id, known()).map(", did you mean '%s'?"::formatted).orElse("");
      throw new IllegalArgumentException(
          "there is no solver '%s'%s; known are %s".formatted(id, hint, known()));
    }
    return ALL.get(index).solver;
  }
}
