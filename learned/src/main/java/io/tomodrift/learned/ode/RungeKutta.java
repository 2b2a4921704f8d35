package io.tomodrift.learned.ode;

import java.util.ArrayList;
import java.util.List;

/**
 * Explicit Runge-Kutta method with equal steps: {@code k_i = v(x + h sum_j a_ij k_j, t + c_i h)},
 * {@code x <- x + h sum_i b_i k_i} (Hairer, Norsett and Wanner 1993, eq. II.1.8).
 *
 * @param id name in configurations
 * @param order order of the formula
 * @param a lower triangle of the tableau: row i has the i weights of the stages before stage i
 * @param b weights of the stages, which add up to 1
 * @param c times of the stages as parts of the step; each is the sum of its row of {@code a}
 */
public record RungeKutta(String id, int order, List<List<Double>> a, List<Double> b, List<Double> c)
    implements OdeSolver {

  private static final double ROUNDING = 1e-14;

  /** Checks the tableau. */
  public RungeKutta {
    a = a.stream().map(List::copyOf).toList();
    b = List.copyOf(b);
    c = List.copyOf(c);
    if (order < 1 || b.isEmpty() || a.size() != b.size() || c.size() != b.size()) {
      throw new IllegalArgumentException(
          "%s: a method of order %d with %d weights needs as many rows and times, got %d and %d"
              .formatted(id, order, b.size(), a.size(), c.size()));
    }
    requireSum(id, "the weights", b, 1);
    for (int i = 0; i < a.size(); i++) {
      if (a.get(i).size() != i) {
        throw new IllegalArgumentException(
            "%s: row %d of an explicit tableau has %d weights, not %d"
                .formatted(id, i, i, a.get(i).size()));
      }
      requireSum(id, "row " + i, a.get(i), c.get(i));
    }
  }

  private static void requireSum(String id, String what, List<Double> values, double expected) {
    double sum = values.stream().mapToDouble(Double::doubleValue).sum();
    if (!(Math.abs(sum - expected) <= ROUNDING)) {
      throw new IllegalArgumentException(
          "%s: %s add up to %s, not %s".formatted(id, what, sum, expected));
    }
  }

  @Override
  public int evaluationsPerStep() {
    return b.size();
  }

  @Override
  public Solution solve(VelocityField field, double[] start, double from, double to, int steps) {
    CountedField.requireSteps(id, from, to, steps);
    CountedField counted = new CountedField(id, field);
    double h = (to - from) / steps;
    double[] x = start.clone();
    List<double[]> stages = new ArrayList<>();
    for (int k = 0; k < steps; k++) {
      stages.clear();
      for (int i = 0; i < b.size(); i++) {
        // This form meets `to` without rounding, so that no stage leaves the interval.
        double t = from + (k + c.get(i)) / steps * (to - from);
        stages.add(counted.at(Combination.of(x, h, a.get(i), stages), t));
      }
      x = Combination.of(x, h, b, stages);
    }
    return new Solution(counted.checked(x, to), steps, counted.evaluations());
  }
}
