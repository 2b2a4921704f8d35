package io.tomodrift.projectors.iterative;

import io.tomodrift.projectors.iterative.Roughness.Potential;

/** The roughness penalty in double precision, pair by pair. */
record DenseRoughness(Roughness roughness, int rows, int columns) {

  /** What a pair of pixels contributes. */
  private interface Pair {
    void add(int a, int b, double weight);
  }

  private void pairs(Pair pair) {
    int[][] steps = {{0, 1}, {1, 0}, {1, 1}, {1, -1}};
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        for (int[] step : steps) {
          int r2 = r + step[0];
          int c2 = c + step[1];
          if (r2 < rows && c2 >= 0 && c2 < columns) {
            pair.add(r * columns + c, r2 * columns + c2, 1 / Math.hypot(step[0], step[1]));
          }
        }
      }
    }
  }

  private double psi(double d) {
    double e = roughness.edgePerMm();
    double a = Math.abs(d);
    return switch (roughness.potential()) {
      case QUADRATIC -> d * d / 2;
      case HUBER -> a <= e ? d * d / 2 : e * a - e * e / 2;
      case FAIR -> e * e * (a / e - Math.log(1 + a / e));
    };
  }

  /** psi'(d) / d. */
  private double curvature(double d) {
    double e = roughness.edgePerMm();
    double a = Math.abs(d);
    if (roughness.potential() == Potential.QUADRATIC) {
      return 1;
    }
    return roughness.potential() == Potential.HUBER ? Math.min(1, e / a) : 1 / (1 + a / e);
  }

  double value(double[] x) {
    double[] sum = new double[1];
    pairs((a, b, weight) -> sum[0] += weight * psi(x[a] - x[b]));
    return roughness.lambda() * sum[0];
  }

  double[] gradient(double[] x) {
    double[] g = new double[x.length];
    pairs(
        (a, b, weight) -> {
          double d = x[a] - x[b];
          double slope = roughness.lambda() * weight * d * (d == 0 ? 1 : curvature(d));
          g[a] += slope;
          g[b] -= slope;
        });
    return g;
  }

  /** Adds the matrix of the quadratic that touches the penalty at x. */
  void addCurvature(double[] x, double[][] matrix) {
    pairs(
        (a, b, weight) -> {
          double c = roughness.lambda() * weight * curvature(x[a] - x[b]);
          matrix[a][a] += c;
          matrix[b][b] += c;
          matrix[a][b] -= c;
          matrix[b][a] -= c;
        });
  }
}
