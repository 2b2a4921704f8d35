package io.tomodrift.learned.physics;

/** Dense linear algebra in double, as plain as can be. */
final class Algebra {

  private Algebra() {}

  static double[] times(double[][] a, double[] x) {
    double[] y = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      y[i] = dot(a[i], x);
    }
    return y;
  }

  static double[][] transposed(double[][] a) {
    double[][] t = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < t.length; k++) {
        t[k][i] = a[i][k];
      }
    }
    return t;
  }

  /** {@code A^T diag(w) A + mu I}. */
  static double[][] normal(double[][] a, double[] w, double mu) {
    int n = a[0].length;
    double[][] result = new double[n][n];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          result[j][k] += w[i] * a[i][j] * a[i][k];
        }
      }
    }
    for (int j = 0; j < n; j++) {
      result[j][j] += mu;
    }
    return result;
  }

  /** Gaussian elimination with the largest pivot. */
  static double[] solve(double[][] matrix, double[] right) {
    int n = right.length;
    double[][] m = new double[n][];
    for (int i = 0; i < n; i++) {
      m[i] = java.util.Arrays.copyOf(matrix[i], n + 1);
      m[i][n] = right[i];
    }
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        pivot = Math.abs(m[i][k]) > Math.abs(m[pivot][k]) ? i : pivot;
      }
      double[] swap = m[k];
      m[k] = m[pivot];
      m[pivot] = swap;
      for (int i = k + 1; i < n; i++) {
        double factor = m[i][k] / m[k][k];
        for (int j = k; j <= n; j++) {
          m[i][j] -= factor * m[k][j];
        }
      }
    }
    double[] x = new double[n];
    for (int k = n - 1; k >= 0; k--) {
      double sum = m[k][n];
      for (int j = k + 1; j < n; j++) {
        sum -= m[k][j] * x[j];
      }
      x[k] = sum / m[k][k];
    }
    return x;
  }

  static double largestEigenvalue(double[][] symmetric) {
    double[] v = new double[symmetric.length];
    java.util.Arrays.fill(v, 1);
    double norm = 0;
    for (int k = 0; k < 2000; k++) {
      v = times(symmetric, v);
      norm = norm(v);
      for (int i = 0; i < v.length; i++) {
        v[i] /= norm;
      }
    }
    return norm;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double norm(double[] x) {
    return Math.sqrt(dot(x, x));
  }
}
