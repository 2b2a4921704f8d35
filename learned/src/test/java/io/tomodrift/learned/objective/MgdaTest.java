package io.tomodrift.learned.objective;

import static io.tomodrift.tests.support.ArrayAssertions.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.learned.drift.VectorCase;
import io.tomodrift.learned.objective.Mgda.Normalise;
import io.tomodrift.learned.torch.Torch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MgdaTest {

  @Test
  void everyCase() throws IOException {
    try (NDManager memory = Torch.open()) {
      for (VectorCase one : VectorCase.all("mgda.json")) {
        double[][] gradients = one.rows("gradients");
        List<NDArray> arrays = new ArrayList<>();
        for (double[] gradient : gradients) {
          arrays.add(memory.create(gradient));
        }
        double[][] gram = Mgda.gram(arrays);
        if (one.has("alpha_on_normalised")) {
          checkNormalised(one, gradients, gram);
          continue;
        }
        assertClose(one.array("gram"), flat(gram), 0, 1e-12);
        double[] alpha = MinimumNorm.weights(gram);
        assertClose(one.array("alpha"), alpha, 0, 1e-9);
        double[] direction = direction(gradients, alpha);
        assertClose(one.array("direction"), direction, 0, 1e-9);
        double norm = MinimumNorm.norm(gram, alpha);
        assertEquals(one.number("min_norm_sq"), norm * norm, 1e-12);
        double[] products = Arrays.stream(gradients).mapToDouble(g -> dot(g, direction)).toArray();
        assertClose(one.array("inner_products"), products, 0, 1e-9);
        if (!one.text("id").equals("zero_second")) {
          Balance balance = Mgda.plain().balance(gram);
          assertClose(one.array("alpha"), unboxed(balance.alpha()), 0, 1e-9);
          assertEquals(balance.alpha(), balance.weights());
          assertEquals(
              one.text("id").startsWith("opposed"), balance.paretoStationary(), one.text("id"));
        }
      }
    }
  }

  private static void checkNormalised(VectorCase one, double[][] gradients, double[][] gram) {
    Balance balance = new Mgda(Normalise.L2, 0).balance(gram);
    assertClose(one.array("norms"), unboxed(balance.norms()), 0, 1e-9);
    assertClose(one.array("alpha_on_normalised"), unboxed(balance.alpha()), 0, 1e-9);
    double[] direction = direction(gradients, unboxed(balance.weights()));
    assertClose(one.array("direction"), direction, 0, 1e-9);
    assertEquals(Math.sqrt(dot(direction, direction)), balance.directionNorm(), 1e-12);
  }

  /** The optimum of a convex problem: no gradient has a smaller product with the direction. */
  @Test
  void conditionsOfTheOptimumForUpToEightObjectives() {
    SplittableRandom random = new SplittableRandom(5);
    int zeros = 0;
    for (int n = 0; n < 300; n++) {
      int count = 1 + n % 8;
      int size = 1 + random.nextInt(7);
      double[][] gradients = new double[count][size];
      for (double[] gradient : gradients) {
        double length = Math.pow(10, random.nextDouble(-2, 2));
        double bias = random.nextDouble(0, 1);
        for (int i = 0; i < size; i++) {
          gradient[i] = length * (random.nextDouble(-1, 1) + bias);
        }
      }
      double[][] gram = gram(gradients);
      double[] alpha = MinimumNorm.weights(gram);
      assertEquals(1, Arrays.stream(alpha).sum(), 1e-12);
      double[] direction = direction(gradients, alpha);
      double square = dot(direction, direction);
      for (int i = 0; i < count; i++) {
        assertTrue(alpha[i] >= 0);
        double tolerance = 1e-9 * Math.sqrt(gram[i][i]) * (1 + Math.sqrt(square));
        assertTrue(dot(gradients[i], direction) >= square - tolerance, "case " + n);
      }
      zeros += square < 1e-20 ? 1 : 0;
    }
    assertTrue(zeros > 10, "some cases have no common direction: " + zeros);
  }

  @Test
  void leastWeightKeepsTheBestOfWhatIsLeft() {
    double[][] dominated = {{1, 3}, {3, 9.01}};
    assertEquals(List.of(1.0, 0.0), Mgda.plain().balance(dominated).alpha());
    Balance clamped = new Mgda(Normalise.NONE, 0.05).balance(dominated);
    assertClose(new double[] {0.95, 0.05}, unboxed(clamped.alpha()), 0, 1e-15);
    double[][] inside = {{1, 0}, {0, 1}};
    Balance same = new Mgda(Normalise.NONE, 0.05).balance(inside);
    assertClose(new double[] {0.5, 0.5}, unboxed(same.alpha()), 0, 1e-15);

    // Three: compared with a fine grid of what is allowed.
    double[][] gradients = {{1, 0.2}, {-0.5, 0.3}, {4, 3}};
    double[][] gram = gram(gradients);
    double least = Double.POSITIVE_INFINITY;
    for (int i = 100; i <= 800; i++) {
      for (int j = 100; i + j <= 900; j++) {
        double[] alpha = {i * 1e-3, j * 1e-3, 1 - (i + j) * 1e-3};
        least = Math.min(least, MinimumNorm.norm(gram, alpha));
      }
    }
    Balance three = new Mgda(Normalise.NONE, 0.1).balance(gram);
    assertTrue(three.alpha().stream().allMatch(a -> a >= 0.1 - 1e-15), three.toString());
    assertTrue(three.directionNorm() <= least + 1e-12);
    assertEquals(least, three.directionNorm(), 2e-3 * least);
  }

  @Test
  void objectivesWithoutGradientAreSkipped() throws IOException {
    VectorCase zero = VectorCase.of("mgda.json", "zero_second");
    Balance balance = Mgda.plain().balance(zero.rows("gram"));
    assertEquals(List.of(1.0, 0.0), balance.alpha());
    assertEquals(Math.sqrt(5), balance.directionNorm(), 1e-15);
    assertFalse(balance.paretoStationary());
    assertEquals(0, balance.cosine(0, 1), 0);

    Balance tiny = new Mgda(Normalise.L2, 0.05).balance(new double[][] {{1, 0}, {0, 1e-26}});
    assertEquals(List.of(1.0, 0.0), tiny.alpha());

    Balance nothing = Mgda.plain().balance(new double[2][2]);
    assertEquals(List.of(0.0, 0.0), nothing.weights());
    assertTrue(nothing.paretoStationary());
  }

  @Test
  void oppositeGradientsAreReportedAlsoWhenClamped() {
    double[][] opposed = {{9, -0.3}, {-0.3, 0.01}};
    Balance plain = Mgda.plain().balance(opposed);
    assertTrue(plain.paretoStationary());
    assertEquals(-1, plain.cosine(0, 1), 1e-12);
    Balance clamped = new Mgda(Normalise.NONE, 0.05).balance(opposed);
    assertTrue(clamped.paretoStationary());
    assertEquals(0.95 * 0.1 - 0.05 * 3, -clamped.directionNorm(), 1e-12);
  }

  @Test
  void normalisedByLosses() {
    double[][] gram = {{4, 0}, {0, 25}};
    Balance balance = new Mgda(Normalise.LOSS, 0).balance(gram, new double[] {2, 5});
    assertClose(new double[] {0.5, 0.5}, unboxed(balance.alpha()), 0, 1e-15);
    assertClose(new double[] {0.25, 0.1}, unboxed(balance.weights()), 0, 1e-15);
    assertThrows(
        IllegalArgumentException.class,
        () -> new Mgda(Normalise.LOSS, 0).balance(gram, new double[] {-1, 5}));
    assertThrows(IllegalArgumentException.class, () -> new Mgda(Normalise.LOSS, 0).balance(gram));
  }

  @Test
  void whatIsNotFiniteStaysVisible() {
    Balance balance = Mgda.plain().balance(new double[][] {{1, Double.NaN}, {Double.NaN, 1}});
    assertTrue(balance.weights().stream().allMatch(w -> w.isNaN()));
    assertFalse(balance.paretoStationary());
  }

  @Test
  void innerProductsOfFloatsAreSummedInDouble() {
    try (NDManager memory = Torch.open()) {
      float[] values = new float[100_003];
      Arrays.fill(values, 0.1f);
      values[0] = 3000;
      NDArray array = memory.create(values);
      double expected = 9e6 + 100_002 * (double) 0.1f * 0.1f;
      double[][] gram = Mgda.gram(List.of(array, array.reshape(1, 100_003)));
      assertEquals(expected, gram[0][1], 1e-9 * expected);
      NDArray other = memory.ones(new Shape(3), DataType.FLOAT32);
      assertThrows(IllegalArgumentException.class, () -> Mgda.gram(List.of(array, other)));
    }
  }

  @Test
  void refusesWhatIsNoMatrix() {
    assertThrows(
        IllegalArgumentException.class, () -> Mgda.plain().balance(new double[][] {{1, 2}}));
    assertThrows(IllegalArgumentException.class, () -> Mgda.plain().balance(new double[9][9]));
    assertThrows(IllegalArgumentException.class, () -> new Mgda(Normalise.NONE, 0.6));
  }

  private static double[][] gram(double[][] gradients) {
    double[][] gram = new double[gradients.length][gradients.length];
    for (int i = 0; i < gradients.length; i++) {
      for (int j = 0; j < gradients.length; j++) {
        gram[i][j] = dot(gradients[i], gradients[j]);
      }
    }
    return gram;
  }

  private static double[] direction(double[][] gradients, double[] weights) {
    double[] sum = new double[gradients[0].length];
    for (int i = 0; i < gradients.length; i++) {
      for (int k = 0; k < sum.length; k++) {
        sum[k] += weights[i] * gradients[i][k];
      }
    }
    return sum;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[] unboxed(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
