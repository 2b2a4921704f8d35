package io.tomodrift.projectors.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewDecimationTest {

  private static double gain(double[] weights, double cyclesPerView) {
    int reach = weights.length / 2;
    return IntStream.rangeClosed(-reach, reach)
        .mapToDouble(k -> weights[k + reach] * Math.cos(2 * Math.PI * cyclesPerView * k))
        .sum();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 6, 9, 16})
  void passesLowFrequenciesAndStopsTheirAliases(int factor) {
    double[] weights = ViewDecimation.filter(factor);
    assertEquals(2 * ViewDecimation.reach(factor) + 1, weights.length);
    for (double part = 0; part <= 0.25; part += 0.01) {
      assertEquals(1, gain(weights, part / factor) / factor, 0.01, "at " + part);
      for (int alias = 1; alias <= factor / 2; alias++) {
        assertEquals(0, gain(weights, (alias - part) / factor) / factor, 0.01, "at " + part);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 16})
  void everyViewCountsOnce(int factor) {
    double[] weights = ViewDecimation.filter(factor);
    double[] sums = new double[factor];
    for (int k = 0; k < weights.length; k++) {
      sums[k % factor] += weights[k];
    }
    double[] ones = new double[factor];
    Arrays.fill(ones, 1);
    assertArrayEquals(ones, sums, 1e-14);
  }

  @Test
  void factorsDivideTheViews() {
    assertEquals(8, ViewDecimation.factor(9.9, 576 / 9));
    assertEquals(9, ViewDecimation.factor(9.9, 576));
    assertEquals(16, ViewDecimation.factor(1000, 576));
    assertEquals(1, ViewDecimation.factor(0.3, 576));
    assertEquals(1, ViewDecimation.factor(6, 7));
  }

  @Test
  void pointsRepeatLinearInterpolation() {
    float[] weights = new float[LocalGrid.TAPS];
    for (double fraction = 0; fraction < 1; fraction += 0.01) {
      LocalGrid.weights(fraction, weights);
      double sum = 0;
      double place = 0;
      for (int tap = 0; tap < weights.length; tap++) {
        sum += weights[tap];
        place += weights[tap] * (tap - 1);
      }
      assertEquals(1, sum, 1e-6);
      assertTrue(Math.abs(place - fraction) < 1e-6, "line at " + fraction);
    }
  }
}
