package io.tomodrift.projectors.iterative;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.stack.FloatStack;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SirtTest {

  @ParameterizedTest
  @CsvSource({"1, false", "0.7, false", "1.9, true", "1, true"})
  void everyIterateIsThatOfDenseAlgebra(double relaxation, boolean nonNegative) {
    try (Small small = new Small(2)) {
      Dense a = small.matrix();
      FloatStack y = small.data(3, 1);
      double[] r = Dense.reciprocal(a.times(Dense.ones(a.columns())));
      double[] c = Dense.reciprocal(a.transposed(Dense.ones(a.rows())));
      for (int s = 0; s < 3; s++) {
        double[] x = new double[a.columns()];
        for (int k = 1; k <= 8; k++) {
          double[] residual = Dense.minus(Small.slice(y, s), a.times(x));
          double[] update = a.transposed(Dense.multiply(r, residual));
          x = Dense.axpy(x, relaxation, Dense.multiply(c, update));
          if (nonNegative) {
            x = Arrays.stream(x).map(v -> Math.max(v, 0)).toArray();
          }
          Solution found =
              new Sirt(k, relaxation, nonNegative)
                  .solve(Problem.of(small.projector, y), small.context);
          Checks.near(x, Small.slice(found.image(), s), 1e-5, "iterate " + k);
          double[] left = Dense.minus(Small.slice(y, s), a.times(x));
          double objective = Dense.dot(left, Dense.multiply(r, left)) / 2;
          assertEquals(objective, found.log().get(k).objective().get(s), 1e-5 * objective);
        }
      }
    }
  }

  @Test
  void startsWhereToldAndLeavesTheStartAlone() {
    try (Small small = new Small(1)) {
      FloatStack y = small.data(2, 3);
      Problem problem = Problem.of(small.projector, y);
      Solution six = new Sirt(6).solve(problem, small.context);
      FloatStack start = new Sirt(4).solve(problem, small.context).image();
      double[] before = Small.slice(start, 1);
      Solution twoMore = new Sirt(2).solve(problem.startingAt(start), small.context);
      Checks.near(Small.slice(six.image(), 1), Small.slice(twoMore.image(), 1), 1e-6, "image");
      Checks.near(before, Small.slice(start, 1), 0, "start");
      double objective = six.log().get(4).total();
      assertEquals(objective, twoMore.log().get(0).total(), 1e-6 * objective);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, false", "1.95, false", "1.95, true"})
  void theObjectiveNeverRises(double relaxation, boolean nonNegative) {
    try (Small small = new Small(1)) {
      Problem problem = Problem.of(small.projector, small.data(4, 2));
      Solution found = new Sirt(100, relaxation, nonNegative).solve(problem, small.context);
      assertEquals(101, found.log().size());
      Checks.neverRises(found.log());
    }
  }

  @Test
  void convergesToTheWeightedLeastSquaresSolution() {
    try (Small small = new Small(1)) {
      Dense a = small.matrix();
      double[] r = Dense.reciprocal(a.times(Dense.ones(a.columns())));
      FloatStack y = small.data(1, 7);
      double[] right = a.transposed(Dense.multiply(r, Small.slice(y, 0)));
      double[] expected = a.normal(r, 0).solve(right);
      Problem problem = Problem.of(small.projector, y);
      FloatStack x = new Sirt(3000, 1.9, false).solve(problem, small.context).image();
      Checks.near(expected, Small.slice(x, 0), 1e-3, "limit");
    }
  }

  @Test
  void slicesAreIndependent() {
    Checks.slicesAreIndependent(new Sirt(12, 1, true), 1, RayWeights.none());
  }

  @Test
  void refusesWhatItCannotUse() {
    assertThrows(IllegalArgumentException.class, () -> new Sirt(0));
    assertThrows(IllegalArgumentException.class, () -> new Sirt(1, 2, false));
    assertThrows(IllegalArgumentException.class, () -> new Sirt(1, Double.NaN, false));
    try (Small small = new Small(1);
        ViewSubsets two = small.subsets(2)) {
      FloatStack y = small.data(1, 7);
      var subsets =
          assertThrows(
              IllegalArgumentException.class,
              () -> new Sirt(1).solve(Problem.of(two, y), small.context));
      assertTrue(subsets.getMessage().contains("2 subsets"), subsets.getMessage());
      Problem weighted =
          Problem.of(small.projector, y).withWeights(RayWeights.of(Small.weights(1, 1)));
      assertThrows(
          IllegalArgumentException.class, () -> new Sirt(1).solve(weighted, small.context));
    }
  }
}
