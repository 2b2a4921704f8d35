package io.tomodrift.projectors.iterative;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.stack.FloatStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataConsistencyTest {

  private final Small small = new Small(2);
  private final Dense a = small.matrix();
  private final FloatStack y = small.data(3, 1);
  private final FloatStack z = Small.image(3, 22);
  private final RayWeights weights = RayWeights.of(Small.weights(3, 4));
  private final DataConsistency steps =
      new DataConsistency(small.projector, y, weights, small.context);

  private void checkResiduals(Consistency step, FloatStack from, int slice) {
    double[] data = Small.slice(y, slice);
    double before = Dense.norm(Dense.minus(a.times(Small.slice(from, slice)), data));
    double after = Dense.norm(Dense.minus(a.times(Small.slice(step.image(), slice)), data));
    assertEquals(before, step.residualBefore().get(slice), 1e-5 * before);
    assertEquals(after, step.residualAfter().get(slice), 1e-5 * before);
  }

  @Test
  void gradientStep() {
    double tau = 1e-4;
    Consistency step = steps.gradientStep(z, tau);
    for (int s = 0; s < 3; s++) {
      double[] x = Small.slice(z, s);
      double[] w = Small.slice(weights.stack(), s);
      double[] left = Dense.minus(a.times(x), Small.slice(y, s));
      double[] expected = Dense.axpy(x, -tau, a.transposed(Dense.multiply(w, left)));
      Checks.near(expected, Small.slice(step.image(), s), 1e-6, "image");
      checkResiduals(step, z, s);
      assertTrue(step.residualAfter().get(s) < step.residualBefore().get(s));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 500})
  void conjugateGradientsFollowDenseAlgebra(double mu) {
    for (int count = 1; count <= 5; count++) {
      Consistency step = steps.conjugateGradients(z, count, mu);
      for (int s = 0; s < 3; s++) {
        double[] w = Small.slice(weights.stack(), s);
        Dense normal = a.normal(w, mu);
        double[] x = Small.slice(z, s);
        double[] left = Dense.minus(Small.slice(y, s), a.times(x));
        double[] g = a.transposed(Dense.multiply(w, left));
        double[] p = g;
        for (int k = 0; k < count; k++) {
          double[] q = normal.times(p);
          double alpha = Dense.dot(g, g) / Dense.dot(p, q);
          double[] next = Dense.axpy(g, -alpha, q);
          x = Dense.axpy(x, alpha, p);
          p = Dense.axpy(next, Dense.dot(next, next) / Dense.dot(g, g), p);
          g = next;
        }
        Checks.near(x, Small.slice(step.image(), s), 1e-5, "image");
        checkResiduals(step, z, s);
        assertTrue(step.residualAfter().get(s) < step.residualBefore().get(s));
      }
    }
  }

  @Test
  void manyConjugateGradientsSolveTheDampedSystem() {
    double mu = 300;
    Consistency step = steps.conjugateGradients(z, 120, mu);
    for (int s = 0; s < 3; s++) {
      double[] w = Small.slice(weights.stack(), s);
      double[] x = Small.slice(z, s);
      double[] left = Dense.minus(Small.slice(y, s), a.times(x));
      double[] d = a.normal(w, mu).solve(a.transposed(Dense.multiply(w, left)));
      Checks.near(Dense.axpy(x, 1, d), Small.slice(step.image(), s), 1e-5, "image");
    }
  }

  /** With the true pseudo-inverse of a matrix of full rank nothing of the change is left. */
  @Test
  void nullSpaceStep() {
    FloatStack x = Small.image(3, 23);
    Dense normal = a.normal(Dense.ones(a.rows()), 0);
    PseudoInverse exact = data -> image(data, 1, normal);
    PseudoInverse half = data -> image(data, 0.5, normal);
    Consistency none = steps.nullSpaceStep(x, z, exact);
    Consistency some = steps.nullSpaceStep(x, z, half);
    for (int s = 0; s < 3; s++) {
      double[] from = Small.slice(x, s);
      double[] middle = Dense.axpy(from, 0.5, Dense.minus(Small.slice(z, s), from));
      Checks.near(from, Small.slice(none.image(), s), 1e-5, "image");
      Checks.near(middle, Small.slice(some.image(), s), 1e-5, "image");
      checkResiduals(some, z, s);
    }
  }

  /** {@code factor (A^T A)^-1 A^T} of every slice, in the other layout. */
  private FloatStack image(FloatStack data, double factor, Dense normal) {
    FloatStack result = FloatStack.planar(3, Small.GRID.rows(), Small.GRID.columns());
    for (int s = 0; s < 3; s++) {
      double[] x = normal.solve(a.transposed(Small.slice(data, s)));
      for (int k = 0; k < x.length; k++) {
        result.data()[s * x.length + k] = (float) (factor * x[k]);
      }
    }
    return result;
  }

  @Test
  void theLargestEigenvalueBoundsTheStep() {
    double[] found =
        OperatorNorm.squared(small.projector, weights, 3, OperatorNorm.ITERATIONS, small.context);
    for (int s = 0; s < 3; s++) {
      double[] v = Dense.ones(a.columns());
      Dense normal = a.normal(Small.slice(weights.stack(), s), 0);
      double largest = 0;
      for (int k = 0; k < 500; k++) {
        v = normal.times(v);
        largest = Dense.norm(v);
        double scale = 1 / largest;
        v = java.util.Arrays.stream(v).map(e -> e * scale).toArray();
      }
      assertEquals(largest, found[s], 1e-3 * largest);
      assertTrue(found[s] <= largest * (1 + 1e-6), "an estimate from below");
    }
    double[] same = OperatorNorm.squared(small.projector, RayWeights.none(), 2, 20, small.context);
    assertEquals(same[0], same[1]);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThrows(IllegalArgumentException.class, () -> steps.gradientStep(z, 0));
    assertThrows(IllegalArgumentException.class, () -> steps.gradientStep(Small.image(2, 1), 1));
    assertThrows(IllegalArgumentException.class, () -> steps.conjugateGradients(z, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> steps.nullSpaceStep(z, z, data -> data));
    DataConsistency poor =
        new DataConsistency(small.projector, y, weights, small.context.withMemoryBudget(1000));
    assertThrows(ResourceException.class, () -> poor.gradientStep(z, 1));
    assertThrows(ResourceException.class, () -> poor.conjugateGradients(z, 3, 1));
  }
}
