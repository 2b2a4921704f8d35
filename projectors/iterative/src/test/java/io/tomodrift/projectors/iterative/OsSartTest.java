package io.tomodrift.projectors.iterative;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.stack.FloatStack;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OsSartTest {

  /** Rays of one subset among those of the scan. */
  static int[] rays(ViewSubsets operator, int subset) {
    int channels = Small.SCAN.channels();
    return Arrays.stream(operator.views(subset))
        .flatMap(view -> java.util.stream.IntStream.range(view * channels, (view + 1) * channels))
        .toArray();
  }

  static double[] pick(double[] values, int[] chosen) {
    return Arrays.stream(chosen).mapToDouble(i -> values[i]).toArray();
  }

  @ParameterizedTest
  @CsvSource({"3, false", "4, true", "9, false"})
  void everyIterateIsThatOfDenseAlgebra(int subsets, boolean nonNegative) {
    try (Small small = new Small(2);
        ViewSubsets operator = small.subsets(subsets)) {
      Dense a = small.matrix();
      FloatStack y = small.data(3, 1);
      for (int s = 0; s < 3; s++) {
        double[] x = new double[a.columns()];
        double relaxation = 0.9;
        for (int k = 1; k <= 5; k++) {
          for (int subset : operator.visitingOrder()) {
            int[] rays = rays(operator, subset);
            Dense part = a.rows(rays);
            double[] r = Dense.reciprocal(part.times(Dense.ones(part.columns())));
            double[] c = Dense.reciprocal(part.transposed(Dense.ones(part.rows())));
            double[] left = Dense.minus(pick(Small.slice(y, s), rays), part.times(x));
            double[] update = part.transposed(Dense.multiply(r, left));
            x = Dense.axpy(x, relaxation, Dense.multiply(c, update));
            if (nonNegative) {
              x = Arrays.stream(x).map(v -> Math.max(v, 0)).toArray();
            }
          }
          relaxation *= 0.8;
          Solution found =
              new OsSart(k, 0.9, 0.8, nonNegative).solve(Problem.of(operator, y), small.context);
          Checks.near(x, Small.slice(found.image(), s), 1e-5, "iterate " + k);
        }
      }
    }
  }

  @Test
  void oneSubsetIsSirt() {
    try (Small small = new Small(1)) {
      Problem problem = Problem.of(small.projector, small.data(2, 1));
      Solution sirt = new Sirt(5, 0.8, false).solve(problem, small.context);
      Solution found = new OsSart(5, 0.8, 1, false).solve(problem, small.context);
      assertArrayEquals(sirt.image().data(), found.image().data());
      assertEquals(sirt.log().get(5).total(), found.log().get(5).total());
    }
  }

  @Test
  void getsFurtherThanSirtInTheSameNumberOfPasses() {
    try (Small small = new Small(1);
        ViewSubsets operator = small.subsets(3)) {
      FloatStack y = small.data(2, 1);
      small.projector.forward(Small.image(2, 1), y);
      double sirt =
          new Sirt(10).solve(Problem.of(small.projector, y), small.context).log().get(10).total();
      double osSart =
          new OsSart(10).solve(Problem.of(operator, y), small.context).log().get(10).total();
      assertTrue(osSart < 0.5 * sirt, osSart + " and " + sirt);
    }
  }

  @Test
  void slicesAreIndependent() {
    Checks.slicesAreIndependent(new OsSart(6), 4, RayWeights.none());
  }

  @Test
  void subsetsPartTheViewsAndAreVisitedFarApart() {
    try (Small small = new Small(1);
        ViewSubsets four = small.subsets(4);
        ViewSubsets six = small.subsets(6)) {
      assertArrayEquals(new int[] {0, 2, 1, 3}, four.visitingOrder());
      assertArrayEquals(new int[] {0, 4, 2, 1, 5, 3}, six.visitingOrder());
      assertArrayEquals(new int[] {0, 4, 8}, four.views(0));
      assertArrayEquals(new int[] {3, 7}, four.views(3));
      assertEquals(Small.SCAN.angles().rad(7), four.projector(3).geometry().angles().rad(1), 0);
      assertThrows(IllegalArgumentException.class, () -> small.subsets(10));
      assertThrows(IllegalArgumentException.class, () -> small.subsets(0));
    }
  }
}
