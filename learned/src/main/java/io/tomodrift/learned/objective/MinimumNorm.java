package io.tomodrift.learned.objective;

/**
 * The shortest convex combination of a few vectors, from their inner products.
 *
 * <p>The shortest point of their hull lies within the hull of some affinely independent ones and is
 * there the shortest point of their affine hull. So every subset is tried, which is exact and quick
 * for few vectors.
 */
final class MinimumNorm {

  /** Largest number of vectors: 255 subsets. */
  static final int MOST = 8;

  private static final double LEAST_PIVOT = 1e-14;

  private MinimumNorm() {}

  /** Weights, not negative, with sum 1. */
  static double[] weights(double[][] gram) {
    int count = gram.length;
    if (count == 2) {
      return ofTwo(gram);
    }
    double[] best = null;
    double least = Double.POSITIVE_INFINITY;
    for (int set = 1; set < (1 << count); set++) {
      double[] candidate = ofAffineHull(gram, set);
      if (candidate == null) {
        continue;
      }
      double square = square(gram, candidate);
      if (best == null || square < least) {
        best = candidate;
        least = square;
      }
    }
    return best == null ? new double[count] : best;
  }

  /** {@code clip((|b|^2 - a.b) / |a - b|^2, 0, 1)}; halves if the two are equal. */
  private static double[] ofTwo(double[][] gram) {
    double difference = gram[0][0] + gram[1][1] - 2 * gram[0][1];
    double first =
        difference > 0 ? Math.min(Math.max((gram[1][1] - gram[0][1]) / difference, 0), 1) : 0.5;
    return new double[] {first, 1 - first};
  }

  /** Null if the set is affinely dependent or the shortest point lies outside its hull. */
  private static double[] ofAffineHull(double[][] gram, int set) {
    int[] members = new int[Integer.bitCount(set)];
    double size = 0;
    for (int i = 0, k = 0; i < gram.length; i++) {
      if ((set & (1 << i)) != 0) {
        members[k++] = i;
        size = Math.max(size, gram[i][i]);
      }
    }
    int n = members.length;
    // G a = mu 1 and 1 a = 1, over the largest square so that pivots can be judged.
    double[][] system = new double[n + 1][n + 2];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        system[i][j] = size == 0 ? 0 : gram[members[i]][members[j]] / size;
      }
      system[i][n] = 1;
      system[n][i] = 1;
    }
    system[n][n + 1] = 1;
    double[] solution = solve(system);
    if (solution == null) {
      return null;
    }
    double[] weights = new double[gram.length];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      if (!(solution[i] >= 0)) {
        return null;
      }
      weights[members[i]] = solution[i];
      sum += solution[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  /** Elimination with pivots by column; null if the matrix is singular. */
  private static double[] solve(double[][] rows) {
    int n = rows.length;
    for (int column = 0; column < n; column++) {
      int pivot = column;
      for (int row = column + 1; row < n; row++) {
        if (Math.abs(rows[row][column]) > Math.abs(rows[pivot][column])) {
          pivot = row;
        }
      }
      double[] swap = rows[column];
      rows[column] = rows[pivot];
      rows[pivot] = swap;
      if (!(Math.abs(rows[column][column]) > LEAST_PIVOT)) {
        return null;
      }
      for (int row = 0; row < n; row++) {
        double factor = row == column ? 0 : rows[row][column] / rows[column][column];
        for (int k = column; factor != 0 && k <= n; k++) {
          rows[row][k] -= factor * rows[column][k];
        }
      }
    }
    double[] solution = new double[n];
    for (int i = 0; i < n; i++) {
      solution[i] = rows[i][n] / rows[i][i];
    }
    return solution;
  }

  /** Squared length of a combination. */
  private static double square(double[][] gram, double[] weights) {
    double sum = 0;
    for (int i = 0; i < gram.length; i++) {
      for (int j = 0; j < gram.length; j++) {
        sum += weights[i] * weights[j] * gram[i][j];
      }
    }
    return sum;
  }

  /** Length of a combination. */
  static double norm(double[][] gram, double[] weights) {
    return Math.sqrt(Math.max(0, square(gram, weights)));
  }
}
