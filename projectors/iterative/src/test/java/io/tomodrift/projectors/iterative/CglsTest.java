package io.tomodrift.projectors.iterative;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.stack.FloatStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CglsTest {

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyIterateIsThatOfDenseAlgebra(boolean weighted) {
    try (Small small = new Small(2)) {
      Dense a = small.matrix();
      FloatStack y = small.data(3, 1);
      RayWeights weights = weighted ? RayWeights.of(Small.weights(3, 4)) : RayWeights.none();
      Problem problem = Problem.of(small.projector, y).withWeights(weights);
      for (int s = 0; s < 3; s++) {
        double[] w = weighted ? Small.slice(weights.stack(), s) : Dense.ones(a.rows());
        double[] x = new double[a.columns()];
        double[] r = Small.slice(y, s);
        double[] g = a.transposed(Dense.multiply(w, r));
        double[] p = g;
        for (int k = 1; k <= 5; k++) {
          double[] q = a.times(p);
          double gamma = Dense.dot(g, g);
          double alpha = gamma / Dense.dot(q, Dense.multiply(w, q));
          x = Dense.axpy(x, alpha, p);
          r = Dense.axpy(r, -alpha, q);
          g = a.transposed(Dense.multiply(w, r));
          p = Dense.axpy(g, Dense.dot(g, g) / gamma, p);
          Solution found = new Cgls(k, 0).solve(problem, small.context);
          Checks.near(x, Small.slice(found.image(), s), k <= 4 ? 1e-5 : 2e-5, "iterate " + k);
          double objective = Dense.dot(r, Dense.multiply(w, r)) / 2;
          assertEquals(objective, found.log().get(k).objective().get(s), 1e-5 * objective);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void convergesToTheLeastSquaresSolution(boolean weighted) {
    try (Small small = new Small(1)) {
      Dense a = small.matrix();
      RayWeights weights = weighted ? RayWeights.of(Small.weights(2, 4)) : RayWeights.none();
      FloatStack y = small.data(2, 7);
      Problem problem = Problem.of(small.projector, y).withWeights(weights);
      Solution found = new Cgls(400, 1e-6).solve(problem, small.context);
      for (int s = 0; s < 2; s++) {
        double[] w = weighted ? Small.slice(weights.stack(), s) : Dense.ones(a.rows());
        double[] right = a.transposed(Dense.multiply(w, Small.slice(y, s)));
        double[] expected = a.normal(w, 0).solve(right);
        Checks.near(expected, Small.slice(found.image(), s), 1e-4, "limit");
      }
      assertTrue(found.log().size() < 400, "stopped after " + found.log().size());
      Checks.neverRises(found.log());
    }
  }

  /** Without an early stop the residual is refreshed at 50 and 100; nothing may come apart. */
  @Test
  void goesOnLongAfterConvergence() {
    try (Small small = new Small(1)) {
      FloatStack y = small.data(2, 7);
      Solution found = new Cgls(130, 0).solve(Problem.of(small.projector, y), small.context);
      assertEquals(131, found.log().size());
      Checks.neverRises(found.log());
    }
  }

  @Test
  void aSliceOfZerosStaysZeroAndStopsNobodyElse() {
    try (Small small = new Small(1)) {
      FloatStack y = small.data(2, 7);
      FloatStack alone = y.copySlices(1, 2, y.layout());
      for (int k = 0; k < y.data().length; k += 2) {
        y.data()[k] = 0;
      }
      Solution both = new Cgls(6).solve(Problem.of(small.projector, y), small.context);
      Solution one = new Cgls(6).solve(Problem.of(small.projector, alone), small.context);
      assertEquals(0, Dense.norm(Small.slice(both.image(), 0)));
      Checks.near(Small.slice(one.image(), 0), Small.slice(both.image(), 1), 2e-6, "slice");
    }
  }

  @Test
  void slicesAreIndependent() {
    // A slice alone is projected with other rounding, which conjugate gradients multiply by about
    // six a step here: 2e-7 after one, 7e-3 after eight.
    Checks.slicesAreIndependent(new Cgls(3), 1, RayWeights.none());
    Checks.slicesAreIndependent(new Cgls(3), 1, RayWeights.of(Small.weights(5, 9)));
  }
}
