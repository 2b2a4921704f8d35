package io.tomodrift.projectors.iterative;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.iterative.Roughness.Potential;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PwlsTest {

  /** Some differences of the test images lie below, some above. */
  private static final double EDGE = 0.008;

  /** The iteration in double precision on the written-out matrix; x, z and t of one slice. */
  private static final class Reference {
    private final Dense a;
    private final double[] w;
    private final double[] y;
    private final DenseRoughness penalty;
    private final Pwls settings;
    private final ViewSubsets operator;
    private final double[] d;
    private double[] x;
    private double[] z;
    private double t = 1;
    private double scale = 1;
    private boolean risen;
    private double objective;

    Reference(Dense a, double[] w, double[] y, Pwls settings, ViewSubsets operator) {
      this.a = a;
      this.w = w;
      this.y = y;
      this.settings = settings;
      this.operator = operator;
      penalty = new DenseRoughness(settings.roughness(), Small.GRID.rows(), Small.GRID.columns());
      double[] curvature = new double[a.columns()];
      Arrays.fill(curvature, settings.roughness().lambda() * 2 * (4 + 4 / Math.sqrt(2)));
      double[] lengths = a.times(Dense.ones(a.columns()));
      d = Dense.axpy(curvature, 1, a.transposed(Dense.multiply(w, lengths)));
      x = new double[a.columns()];
      z = x;
      objective = objective(x);
    }

    double objective(double[] at) {
      double[] left = Dense.minus(y, a.times(at));
      return Dense.dot(left, Dense.multiply(w, left)) / 2 + penalty.value(at);
    }

    void pass() {
      double[] before = x;
      for (int subset : operator.visitingOrder()) {
        int[] rays = OsSartTest.rays(operator, subset);
        Dense part = a.rows(rays);
        double[] left = Dense.minus(OsSartTest.pick(y, rays), part.times(z));
        double[] back = part.transposed(Dense.multiply(OsSartTest.pick(w, rays), left));
        double[] slope = penalty.gradient(z);
        double[] next = new double[x.length];
        for (int k = 0; k < next.length; k++) {
          next[k] = z[k] + scale / d[k] * (operator.count() * back[k] - slope[k]);
          next[k] = settings.nonNegative() ? Math.max(next[k], 0) : next[k];
        }
        double following = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
        double momentum = settings.momentum() ? (t - 1) / following : 0;
        z = Dense.axpy(next, momentum, Dense.minus(next, x));
        x = next;
        t = following;
      }
      double found = objective(x);
      boolean worse = !(found <= objective);
      if (worse) {
        x = before;
        z = before;
        t = 1;
        scale = risen ? scale / 2 : scale;
      } else {
        objective = found;
      }
      risen = worse;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, QUADRATIC, false, false, false",
    "1, HUBER, true, true, true",
    "3, HUBER, true, true, false",
    "4, FAIR, true, true, true",
    "9, QUADRATIC, false, true, true"
  })
  void everyIterateIsThatOfDenseAlgebra(
      int subsets, Potential potential, boolean weighted, boolean momentum, boolean nonNegative) {
    try (Small small = new Small(2);
        ViewSubsets operator = small.subsets(subsets)) {
      Dense a = small.matrix();
      FloatStack y = small.data(3, 1);
      RayWeights weights = weighted ? RayWeights.of(Small.weights(3, 4)) : RayWeights.none();
      Problem problem = Problem.of(operator, y).withWeights(weights);
      Roughness roughness = new Roughness(50, potential, EDGE);
      for (int s = 0; s < 3; s++) {
        double[] w = weighted ? Small.slice(weights.stack(), s) : Dense.ones(a.rows());
        Reference reference =
            new Reference(
                a, w, Small.slice(y, s), new Pwls(1, roughness, momentum, nonNegative), operator);
        for (int k = 1; k <= 6; k++) {
          reference.pass();
          Solution found =
              new Pwls(k, roughness, momentum, nonNegative).solve(problem, small.context);
          Checks.near(reference.x, Small.slice(found.image(), s), 1e-5, "iterate " + k);
          double objective = found.log().get(k).objective().get(s);
          assertEquals(reference.objective, objective, 1e-5 * reference.objective);
        }
      }
    }
  }

  /** One subset converges as far as float32 lets the objective tell; more settle beside it. */
  @ParameterizedTest
  @CsvSource({
    "1, QUADRATIC, 400, 5e-4, 1e-6",
    "1, HUBER, 400, 5e-4, 1e-6",
    "1, FAIR, 400, 6e-4, 1e-6",
    "3, QUADRATIC, 400, 3.5e-3, 4e-5",
    "9, HUBER, 800, 0.025, 1.5e-3"
  })
  void convergesToTheMinimiser(
      int subsets, Potential potential, int iterations, double tolerance, double excess) {
    try (Small small = new Small(1);
        ViewSubsets operator = small.subsets(subsets)) {
      Roughness roughness = new Roughness(50, potential, EDGE);
      Dense a = small.matrix();
      FloatStack y = small.data(1, 7);
      RayWeights weights = RayWeights.of(Small.weights(1, 4));
      double[] expected =
          minimiser(a, Small.slice(weights.stack(), 0), Small.slice(y, 0), roughness);
      Problem problem = Problem.of(operator, y).withWeights(weights);
      Solution found = new Pwls(iterations, roughness, true, false).solve(problem, small.context);
      Checks.near(expected, Small.slice(found.image(), 0), tolerance, "limit");
      double least = objective(a, weights, y, roughness, expected);
      double last = found.log().get(iterations).total();
      assertEquals(1, last / least, excess, "objective over the least");
      Checks.neverRises(found.log());
    }
  }

  private static double objective(
      Dense a, RayWeights weights, FloatStack y, Roughness roughness, double[] x) {
    double[] left = Dense.minus(Small.slice(y, 0), a.times(x));
    double[] weighted = Dense.multiply(Small.slice(weights.stack(), 0), left);
    DenseRoughness penalty = new DenseRoughness(roughness, Small.GRID.rows(), Small.GRID.columns());
    return Dense.dot(left, weighted) / 2 + penalty.value(x);
  }

  /** Touching quadratics, each minimised exactly, until nothing moves. */
  private static double[] minimiser(Dense a, double[] w, double[] y, Roughness roughness) {
    DenseRoughness penalty = new DenseRoughness(roughness, Small.GRID.rows(), Small.GRID.columns());
    double[] right = a.transposed(Dense.multiply(w, y));
    double[] x = new double[a.columns()];
    for (int k = 0; k < 300; k++) {
      Dense matrix = a.normal(w, 0);
      penalty.addCurvature(x, matrix.a());
      double[] next = matrix.solve(right);
      double moved = Dense.norm(Dense.minus(next, x));
      x = next;
      if (moved < 1e-13) {
        break;
      }
    }
    double[] gradient =
        Dense.minus(
            penalty.gradient(x), a.transposed(Dense.multiply(w, Dense.minus(y, a.times(x)))));
    assertTrue(Dense.norm(gradient) < 1e-9 * Dense.norm(right), "a minimiser");
    return x;
  }

  /** The step a solver takes from an image, against the slope of the objective in every pixel. */
  @ParameterizedTest
  @EnumSource
  void theFirstStepIsTheGradient(Potential potential) {
    try (Small small = new Small(1);
        ViewSubsets operator = small.subsets(1)) {
      Dense a = small.matrix();
      FloatStack y = small.data(1, 3);
      FloatStack start = Small.image(1, 11);
      double[] at = Small.slice(start, 0);
      double[] w = Small.slice(Small.weights(1, 4), 0);
      Pwls once = new Pwls(1, new Roughness(50, potential, EDGE), false, false);
      Reference reference = new Reference(a, w, Small.slice(y, 0), once, operator);
      Solution found =
          once.solve(
              Problem.of(operator, y)
                  .withWeights(RayWeights.of(Small.weights(1, 4)))
                  .startingAt(start),
              small.context);
      double[] moved = Dense.minus(at, Small.slice(found.image(), 0));
      double[] gradient = Dense.multiply(moved, reference.d);
      double[] numerical = new double[at.length];
      double h = 1e-6;
      for (int k = 0; k < at.length; k++) {
        double[] up = at.clone();
        double[] down = at.clone();
        up[k] += h;
        down[k] -= h;
        numerical[k] = (reference.objective(up) - reference.objective(down)) / (2 * h);
      }
      Checks.near(numerical, gradient, 1e-4, "gradient");
    }
  }

  @ParameterizedTest
  @CsvSource({"1, false, false", "1, true, true", "3, true, true", "9, true, false"})
  void theObjectiveNeverRises(int subsets, boolean momentum, boolean nonNegative) {
    try (Small small = new Small(1);
        ViewSubsets operator = small.subsets(subsets)) {
      Problem problem = Problem.of(operator, small.data(4, 2));
      Roughness roughness = new Roughness(5, Potential.HUBER, EDGE);
      Solution found =
          new Pwls(150, roughness, momentum, nonNegative).solve(problem, small.context);
      assertEquals(151, found.log().size());
      for (int k = 1; k <= 150; k++) {
        for (int s = 0; s < 4; s++) {
          double before = found.log().get(k - 1).objective().get(s);
          assertTrue(found.log().get(k).objective().get(s) <= before, "iteration " + k);
        }
      }
    }
  }

  /** One view a subset and data that no image explains: plain momentum runs away here. */
  @Test
  void momentumOverSubsetsIsHeld() {
    try (Small small = new Small(1);
        ViewSubsets one = small.subsets(1);
        ViewSubsets nine = small.subsets(9)) {
      FloatStack y = small.data(2, 2);
      for (int i = 0; i < y.data().length; i++) {
        y.data()[i] += i / y.lanes() % 5 == 0 ? 2 : 0;
      }
      Roughness roughness = new Roughness(0.1, Potential.QUADRATIC, 1);
      var many = new Pwls(300, roughness, true, false).solve(Problem.of(nine, y), small.context);
      var safe = new Pwls(3000, roughness, true, false).solve(Problem.of(one, y), small.context);
      double best = safe.log().get(3000).total();
      double found = many.log().get(300).total();
      assertEquals(best, found, 0.01 * best);
      Reference unguarded =
          new Reference(
              small.matrix(),
              Dense.ones(Small.SCAN.views() * Small.SCAN.channels()),
              Small.slice(y, 0),
              new Pwls(1, roughness, true, false),
              nine);
      for (int k = 0; k < 100; k++) {
        unguarded.objective = Double.POSITIVE_INFINITY;
        unguarded.pass();
      }
      double runaway = unguarded.objective(unguarded.x);
      assertTrue(runaway > 2 * safe.log().get(0).objective().get(0), "unguarded: " + runaway);
    }
  }

  @Test
  void getsFurtherWithSubsetsAndWithMomentum() {
    try (Small small = new Small(1);
        ViewSubsets one = small.subsets(1);
        ViewSubsets three = small.subsets(3)) {
      FloatStack y = small.data(2, 1);
      Roughness roughness = new Roughness(1, Potential.HUBER, EDGE);
      double plain = last(new Pwls(8, roughness, false, false), Problem.of(one, y), small);
      double momentum = last(new Pwls(8, roughness, true, false), Problem.of(one, y), small);
      double both = last(new Pwls(8, roughness, true, false), Problem.of(three, y), small);
      double best = last(new Pwls(2000, roughness, true, false), Problem.of(one, y), small);
      List<Double> above = List.of(plain - best, momentum - best, both - best);
      assertTrue(above.get(1) < 0.7 * above.get(0), above.toString());
      assertTrue(above.get(2) < 0.5 * above.get(1), above.toString());
    }
  }

  private static double last(Pwls solver, Problem problem, Small small) {
    return solver.solve(problem, small.context).log().get(solver.iterations()).total();
  }

  @Test
  void slicesAreIndependent() {
    Roughness roughness = new Roughness(20, Potential.HUBER, EDGE);
    Checks.slicesAreIndependent(new Pwls(6, roughness), 3, RayWeights.none());
    Checks.slicesAreIndependent(new Pwls(6, roughness), 1, RayWeights.of(Small.weights(5, 9)));
  }

  @Test
  void goesOnFromWhereItIsTold() {
    try (Small small = new Small(1)) {
      Problem problem = Problem.of(small.projector, small.data(2, 3));
      Roughness roughness = new Roughness(20, Potential.FAIR, EDGE);
      Solution six = new Pwls(6, roughness, false, true).solve(problem, small.context);
      FloatStack start = new Pwls(4, roughness, false, true).solve(problem, small.context).image();
      Solution two =
          new Pwls(2, roughness, false, true).solve(problem.startingAt(start), small.context);
      Checks.near(Small.slice(six.image(), 1), Small.slice(two.image(), 1), 1e-6, "image");
      assertEquals(six.log().get(4).total(), two.log().get(0).total(), 1e-6);
    }
  }

  @Test
  void refusesWhatItCannotUse() {
    assertThrows(IllegalArgumentException.class, () -> new Pwls(0, Roughness.none()));
    assertThrows(IllegalArgumentException.class, () -> new Roughness(-1, Potential.HUBER, EDGE));
    assertThrows(
        IllegalArgumentException.class, () -> new Roughness(1, Potential.HUBER, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new Roughness(1, Potential.FAIR, 0));
  }
}
