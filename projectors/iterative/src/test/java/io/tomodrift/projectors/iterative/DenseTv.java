package io.tomodrift.projectors.iterative;

/** Total variation in double precision by the matrix of differences, two rows a pixel. */
record DenseTv(Dense differences) {

  static DenseTv of(int rows, int columns) {
    double[][] d = new double[2 * rows * columns][rows * columns];
    for (int k = 0; k < rows * columns; k++) {
      if (k / columns + 1 < rows) {
        d[2 * k][k] = -1;
        d[2 * k][k + columns] = 1;
      }
      if (k % columns + 1 < columns) {
        d[2 * k + 1][k] = -1;
        d[2 * k + 1][k + 1] = 1;
      }
    }
    return new DenseTv(new Dense(d));
  }

  double of(double[] x) {
    double[] d = differences.times(x);
    double sum = 0;
    for (int k = 0; k < d.length; k += 2) {
      sum += Math.hypot(d[k], d[k + 1]);
    }
    return sum;
  }

  /** Fast gradient projection: maximises the dual over pairs of length at most 1. */
  double[] proximal(double[] b, double strength, int steps, boolean nonNegative) {
    double[] z = new double[differences.rows()];
    double[] ahead = z;
    double t = 1;
    for (int k = 0; k < steps; k++) {
      double[] u = primal(b, ahead, strength, nonNegative);
      double[] next = Dense.axpy(ahead, 1 / (8 * strength), differences.times(u));
      for (int i = 0; i < next.length; i += 2) {
        double length = Math.max(1, Math.hypot(next[i], next[i + 1]));
        next[i] /= length;
        next[i + 1] /= length;
      }
      double following = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
      ahead = Dense.axpy(next, (t - 1) / following, Dense.minus(next, z));
      z = next;
      t = following;
    }
    return primal(b, z, strength, nonNegative);
  }

  private double[] primal(double[] b, double[] dual, double strength, boolean nonNegative) {
    double[] u = Dense.axpy(b, -strength, differences.transposed(dual));
    return nonNegative ? java.util.Arrays.stream(u).map(v -> Math.max(v, 0)).toArray() : u;
  }
}
