package io.tomodrift.pipeline.evaluate;

import java.util.Arrays;

/**
 * The Wilcoxon signed-rank test of paired differences, two-sided, from the exact distribution.
 *
 * <p>Differences of 0 are left out; equal magnitudes share the mean of their ranks, and the
 * distribution is that of all signs of the ranks at hand, so that ties are treated exactly, too.
 * Infinite differences have the highest ranks. p = min(1, 2 P(T &lt;= t)), t being the smaller of
 * the sums of positive and negative ranks.
 *
 * <p><b>Accuracy</b>: 1e-12. <b>Reference</b>: Wilcoxon 1945, Biometrics Bull. 1:80.
 */
final class SignedRank {

  /** Below this the smallest p that can be reached is 0.125. */
  static final int FEWEST = 5;

  private SignedRank() {}

  /** The p-value; 1 if all differences are 0. */
  static double pValue(double... differences) {
    double[] nonZero = Arrays.stream(differences).filter(d -> d != 0).toArray();
    int[] ranks = doubledRanks(nonZero);
    int positive = 0;
    int total = 0;
    for (int i = 0; i < ranks.length; i++) {
      total += ranks[i];
      positive += nonZero[i] > 0 ? ranks[i] : 0;
    }
    double[] probability = distribution(ranks, total);
    double tail = 0;
    for (int t = 0; t <= Math.min(positive, total - positive); t++) {
      tail += probability[t];
    }
    return Math.min(1, 2 * tail);
  }

  /** Twice the ranks of the magnitudes, so that mean ranks are whole numbers. */
  private static int[] doubledRanks(double... values) {
    Integer[] order = new Integer[values.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(Math.abs(values[a]), Math.abs(values[b])));
    int[] ranks = new int[values.length];
    int from = 0;
    while (from < values.length) {
      int to = from + 1;
      while (to < values.length && Math.abs(values[order[to]]) == Math.abs(values[order[from]])) {
        to++;
      }
      for (int i = from; i < to; i++) {
        // Ranks from + 1 to `to`; twice their mean.
        ranks[order[i]] = from + 1 + to;
      }
      from = to;
    }
    return ranks;
  }

  /** Probability of each sum of a random half of the ranks. */
  private static double[] distribution(int[] ranks, int total) {
    double[] probability = new double[total + 1];
    probability[0] = 1;
    int reached = 0;
    for (int rank : ranks) {
      reached += rank;
      for (int t = reached; t >= 0; t--) {
        probability[t] = (probability[t] + (t >= rank ? probability[t - rank] : 0)) / 2;
      }
    }
    return probability;
  }
}
