package io.tomodrift.pipeline.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tomodrift.tests.support.SeededTest;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SignedRankTest {

  private static final double EPS = 1e-12;

  /** scipy 1.17.1, wilcoxon(d, method="exact"). */
  @Test
  void withoutTies() {
    assertEquals(0.21875, SignedRank.pValue(1.1, -0.4, 2.3, 3.0, 0.2, -1.7, 4.1), EPS);
    assertEquals(0.0625, SignedRank.pValue(-3.2, -1.1, -0.7, -2.4, -5.0), EPS);
    assertEquals(
        0.12939453125,
        SignedRank.pValue(0.5, 1.5, -2.5, 3.5, 4.5, -5.5, 6.5, 7.5, 8.5, -9.5, 10.5, 11.5),
        EPS);
    assertEquals(0.083984375, SignedRank.pValue(1, 2, 3, 4, 5, 6, 7, 8, 9, -10), EPS);
  }

  /** The permutation distribution of the mean ranks, counted out. */
  @Test
  void withTies() {
    assertEquals(0.2421875, SignedRank.pValue(1, 1, -1, 2, 2, 3, -3, 4), EPS);
  }

  @Test
  void zerosSayNothing() {
    assertEquals(1, SignedRank.pValue(0, 0, 0, 0, 0));
    assertEquals(
        SignedRank.pValue(1, -2, 3, 4, 5, 6), SignedRank.pValue(0, 1, -2, 0, 3, 4, 5, 6), EPS);
  }

  @Test
  void infiniteDifferencesHaveTheHighestRank() {
    assertEquals(
        SignedRank.pValue(-9, 1, 2, 3, 4, 5),
        SignedRank.pValue(Double.NEGATIVE_INFINITY, 1, 2, 3, 4, 5),
        EPS);
  }

  @SeededTest(repeats = 20)
  void equalsTheCountOfAllSigns(RandomGenerator random) {
    double[] differences = new double[5 + random.nextInt(6)];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = random.nextInt(9) - 4;
    }
    assertEquals(counted(differences), SignedRank.pValue(differences), EPS);
  }

  @Test
  void manyCasesStayExact() {
    double[] differences = new double[400];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = (i % 2 == 0 ? 1 : -1) * (i + 1.0);
    }
    // Sums of ranks 40 000 and 40 200 about a mean of 40 100: next to no evidence.
    double p = SignedRank.pValue(differences);
    double normal = 100.0 / Math.sqrt(400 * 401 * 801 / 24.0);
    assertEquals(1 - 2 * 0.3989 * normal, p, 2e-3);
  }

  /** Ranks by counting smaller and equal magnitudes, then all 2^n signs. */
  private static double counted(double... differences) {
    double[] d = java.util.Arrays.stream(differences).filter(v -> v != 0).toArray();
    double[] rank = new double[d.length];
    double observed = 0;
    double total = 0;
    for (int i = 0; i < d.length; i++) {
      double smaller = 0;
      double equal = 0;
      for (double other : d) {
        smaller += Math.abs(other) < Math.abs(d[i]) ? 1 : 0;
        equal += Math.abs(other) == Math.abs(d[i]) ? 1 : 0;
      }
      rank[i] = smaller + (equal + 1) / 2;
      observed += d[i] > 0 ? rank[i] : 0;
      total += rank[i];
    }
    double tail = Math.min(observed, total - observed);
    int count = 0;
    for (int signs = 0; signs < 1 << d.length; signs++) {
      double sum = 0;
      for (int i = 0; i < d.length; i++) {
        sum += (signs >> i & 1) * rank[i];
      }
      count += sum <= tail ? 1 : 0;
    }
    return Math.min(1, 2.0 * count / (1 << d.length));
  }
}
