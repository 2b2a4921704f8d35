package io.tomodrift.learned.ode;

import io.tomodrift.geometry.error.ModelException;
import java.util.ArrayList;
import java.util.List;

/**
 * The adaptive pair of orders 5 and 4 of Dormand and Prince (1980, RK5(4)7M), with the control of
 * the step of Hairer, Norsett and Wanner (1993, eqs. II.4.10 to II.4.13): {@code err = sqrt(mean
 * ((e_i / (atol + rtol max(|x_i|, |x'_i|)))^2))}, a step is accepted if {@code err <= 1}, and the
 * next one is {@code 0.9 err^(-1/5)} times as long, within 0.2 and 5, and not longer directly after
 * a rejection. The solution of order 5 is carried on. The last stage is the first one of the next
 * step: a step costs six evaluations, accepted or not, and the integration one more.
 *
 * @param relativeTolerance error allowed in a step relative to the state, not negative
 * @param absoluteTolerance error allowed in a step, positive
 */
public record DormandPrince(double relativeTolerance, double absoluteTolerance)
    implements OdeSolver {

  private static final int STEP_LIMIT = 100_000;
  private static final double SAFETY = 0.9;
  private static final double SHRINK_LIMIT = 0.2;
  private static final double GROWTH_LIMIT = 5;

  /** A step of fewer roundings of the time than this makes no progress. */
  private static final double SMALLEST_STEP_ULPS = 10;

  private static final List<Double> C = List.of(0.0, 1 / 5.0, 3 / 10.0, 4 / 5.0, 8 / 9.0, 1.0, 1.0);

  private static final List<List<Double>> A =
      List.of(
          List.of(),
          List.of(1 / 5.0),
          List.of(3 / 40.0, 9 / 40.0),
          List.of(44 / 45.0, -56 / 15.0, 32 / 9.0),
          List.of(19372 / 6561.0, -25360 / 2187.0, 64448 / 6561.0, -212 / 729.0),
          List.of(9017 / 3168.0, -355 / 33.0, 46732 / 5247.0, 49 / 176.0, -5103 / 18656.0),
          List.of(35 / 384.0, 0.0, 500 / 1113.0, 125 / 192.0, -2187 / 6784.0, 11 / 84.0));

  /** Weights of order 5 less those of order 4. */
  private static final List<Double> ERROR =
      List.of(
          71 / 57600.0, 0.0, -71 / 16695.0, 71 / 1920.0, -17253 / 339200.0, 22 / 525.0, -1 / 40.0);

  /** Checks the tolerances. */
  public DormandPrince {
    if (!(relativeTolerance >= 0 && relativeTolerance < 1)
        || !(absoluteTolerance > 0 && Double.isFinite(absoluteTolerance))) {
      throw new IllegalArgumentException(
          "dopri5 needs a relative tolerance of 0 to below 1 and a positive absolute one, got %s and %s"
              .formatted(relativeTolerance, absoluteTolerance));
    }
  }

  /** Both tolerances 1e-5. */
  public static DormandPrince usual() {
    return new DormandPrince(1e-5, 1e-5);
  }

  @Override
  public String id() {
    return "dopri5";
  }

  @Override
  public int order() {
    return 5;
  }

  @Override
  public int evaluationsPerStep() {
    return A.size() - 1;
  }

  @Override
  public Solution solve(VelocityField field, double[] start, double from, double to, int steps) {
    CountedField.requireSteps(id(), from, to, steps);
    CountedField counted = new CountedField(id(), field);
    double[] x = start.clone();
    double[] velocity = counted.at(x, from);
    double t = from;
    double h = (to - from) / steps;
    double growth = GROWTH_LIMIT;
    int accepted = 0;
    for (int tried = 0; t != to; tried++) {
      requireProgress(h, t, from, to, tried);
      // Stretches the step by up to 1 % so that no sliver is left for the last one.
      boolean last = Math.abs(to - t) <= 1.01 * Math.abs(h);
      h = last ? to - t : h;
      double next = last ? to : t + h;
      List<double[]> stages = new ArrayList<>(List.of(velocity));
      double[] candidate = x;
      for (int i = 1; i < A.size(); i++) {
        candidate = Combination.of(x, h, A.get(i), stages);
        stages.add(counted.at(candidate, C.get(i) == 1 ? next : t + C.get(i) * h));
      }
      double error = error(x, counted.checked(candidate, next), h, stages);
      double factor = Math.max(SHRINK_LIMIT, SAFETY * Math.pow(error, -0.2));
      if (error <= 1) {
        accepted++;
        t = next;
        x = candidate;
        velocity = stages.get(A.size() - 1);
        h *= Math.min(growth, factor);
        growth = GROWTH_LIMIT;
      } else {
        h *= Math.min(1, factor);
        growth = 1;
      }
    }
    return new Solution(x, accepted, counted.evaluations());
  }

  private double error(double[] x, double[] candidate, double h, List<double[]> stages) {
    double[] difference = Combination.of(new double[x.length], h, ERROR, stages);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double larger = Math.max(Math.abs(x[i]), Math.abs(candidate[i]));
      double part = difference[i] / (absoluteTolerance + relativeTolerance * larger);
      sum += part * part;
    }
    return x.length == 0 ? 0 : Math.sqrt(sum / x.length);
  }

  private void requireProgress(double h, double t, double from, double to, int tried) {
    double rounding = Math.ulp(Math.max(Math.abs(from), Math.abs(to)));
    if (Math.abs(h) < SMALLEST_STEP_ULPS * rounding || tried == STEP_LIMIT) {
      throw new ModelException(
          "dopri5 is at time %s after %d steps on the way from %s to %s and would go on with a step of %s: the field jumps or is stiff there; allow more error than rtol %s, atol %s, or use a solver with fixed steps"
              .formatted(t, tried, from, to, h, relativeTolerance, absoluteTolerance));
    }
  }
}
