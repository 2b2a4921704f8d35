package io.tomodrift.projectors.iterative;

import java.util.Arrays;

/** A matrix and plain linear algebra in double precision. */
record Dense(double[][] a) {

  int rows() {
    return a.length;
  }

  int columns() {
    return a[0].length;
  }

  double[] times(double[] x) {
    double[] y = new double[rows()];
    for (int i = 0; i < y.length; i++) {
      y[i] = dot(a[i], x);
    }
    return y;
  }

  double[] transposed(double[] y) {
    double[] x = new double[columns()];
    for (int i = 0; i < y.length; i++) {
      for (int k = 0; k < x.length; k++) {
        x[k] += a[i][k] * y[i];
      }
    }
    return x;
  }

  Dense rows(int[] chosen) {
    return new Dense(Arrays.stream(chosen).mapToObj(i -> a[i]).toArray(double[][]::new));
  }

  /** {@code A^T W A + mu I}. */
  Dense normal(double[] weights, double mu) {
    double[][] n = new double[columns()][columns()];
    for (int i = 0; i < rows(); i++) {
      for (int k = 0; k < n.length; k++) {
        for (int l = 0; l < n.length; l++) {
          n[k][l] += a[i][k] * weights[i] * a[i][l];
        }
      }
    }
    for (int k = 0; k < n.length; k++) {
      n[k][k] += mu;
    }
    return new Dense(n);
  }

  /** Gaussian elimination with pivots. */
  double[] solve(double[] right) {
    int n = rows();
    double[][] m = new double[n][];
    for (int i = 0; i < n; i++) {
      m[i] = Arrays.copyOf(a[i], n + 1);
      m[i][n] = right[i];
    }
    for (int c = 0; c < n; c++) {
      int pivot = c;
      for (int i = c + 1; i < n; i++) {
        pivot = Math.abs(m[i][c]) > Math.abs(m[pivot][c]) ? i : pivot;
      }
      double[] swap = m[c];
      m[c] = m[pivot];
      m[pivot] = swap;
      for (int i = 0; i < n; i++) {
        double factor = i == c ? 0 : m[i][c] / m[c][c];
        for (int k = c; k <= n; k++) {
          m[i][k] -= factor * m[c][k];
        }
      }
    }
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = m[i][n] / m[i][i];
    }
    return x;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double[] minus(double[] a, double[] b) {
    return axpy(a, -1, b);
  }

  /** {@code a + factor b}. */
  static double[] axpy(double[] a, double factor, double[] b) {
    double[] result = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = a[i] + factor * b[i];
    }
    return result;
  }

  static double[] multiply(double[] a, double[] b) {
    double[] result = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = a[i] * b[i];
    }
    return result;
  }

  static double[] reciprocal(double[] a) {
    return Arrays.stream(a).map(v -> v > 0 ? 1 / v : 0).toArray();
  }

  static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }
}
