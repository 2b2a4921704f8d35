package io.tomodrift.learned.ode;

import java.util.ArrayList;
import java.util.List;

/**
 * Adams-Bashforth method of order 2, 3 or 4 with equal steps: {@code x <- x + h sum_j beta_j
 * v_(k-j)} from the velocities of the last steps (Bashforth and Adams 1883; Hairer, Norsett and
 * Wanner 1993, eq. III.1.5). One evaluation a step.
 *
 * <p>The first steps have the order that their history allows: Euler, then order 2, and so on. The
 * single Euler step leaves an error of order {@code h^2}, so that orders 3 and 4 converge with
 * order 2 in the step, though with a smaller error, unless the field is flat at the start.
 *
 * @param order 2, 3 or 4
 */
public record AdamsBashforth(int order) implements OdeSolver {

  /** Weights of orders 1 to 4, the newest velocity first. */
  private static final List<List<Double>> WEIGHTS =
      List.of(
          List.of(1.0),
          List.of(3 / 2.0, -1 / 2.0),
          List.of(23 / 12.0, -16 / 12.0, 5 / 12.0),
          List.of(55 / 24.0, -59 / 24.0, 37 / 24.0, -9 / 24.0));

  /** Checks the order. */
  public AdamsBashforth {
    if (order < 2 || order > WEIGHTS.size()) {
      throw new IllegalArgumentException(
          "there are Adams-Bashforth methods of order 2 to %d here, not %d"
              .formatted(WEIGHTS.size(), order));
    }
  }

  @Override
  public String id() {
    return "ab" + order;
  }

  @Override
  public int evaluationsPerStep() {
    return 1;
  }

  @Override
  public Solution solve(VelocityField field, double[] start, double from, double to, int steps) {
    CountedField.requireSteps(id(), from, to, steps);
    CountedField counted = new CountedField(id(), field);
    double h = (to - from) / steps;
    double[] x = start.clone();
    List<double[]> newestFirst = new ArrayList<>();
    for (int k = 0; k < steps; k++) {
      newestFirst.add(0, counted.at(x, from + (double) k / steps * (to - from)));
      if (newestFirst.size() > order) {
        newestFirst.remove(order);
      }
      x = Combination.of(x, h, WEIGHTS.get(newestFirst.size() - 1), newestFirst);
    }
    return new Solution(counted.checked(x, to), steps, counted.evaluations());
  }
}
