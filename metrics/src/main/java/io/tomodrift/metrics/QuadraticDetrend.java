package io.tomodrift.metrics;

/** Removes the least-squares polynomial of second order from images of one size. */
final class QuadraticDetrend {

  private static final int TERMS = 6;

  private final double[][] basis = new double[TERMS][];

  QuadraticDetrend(int rows, int columns) {
    for (int t = 0; t < TERMS; t++) {
      basis[t] = monomial(t, rows, columns);
      for (int pass = 0; pass < 2; pass++) { // twice is enough for full orthogonality
        for (int k = 0; k < t; k++) {
          subtractProjection(basis[t], basis[k]);
        }
      }
      normalise(basis[t]);
    }
  }

  /** Subtracts the fit in place. */
  void apply(double[] image) {
    for (double[] term : basis) {
      subtractProjection(image, term);
    }
  }

  private static double[] monomial(int term, int rows, int columns) {
    int[] powerOfX = {0, 1, 0, 2, 1, 0};
    int[] powerOfY = {0, 0, 1, 0, 1, 2};
    double[] values = new double[rows * columns];
    for (int r = 0; r < rows; r++) {
      double y = (2.0 * r - rows + 1) / rows;
      for (int c = 0; c < columns; c++) {
        double x = (2.0 * c - columns + 1) / columns;
        values[r * columns + c] = Math.pow(x, powerOfX[term]) * Math.pow(y, powerOfY[term]);
      }
    }
    return values;
  }

  private static void subtractProjection(double[] from, double[] unit) {
    double dot = dot(from, unit);
    for (int i = 0; i < from.length; i++) {
      from[i] -= dot * unit[i];
    }
  }

  private static void normalise(double[] values) {
    double norm = Math.sqrt(dot(values, values));
    for (int i = 0; i < values.length; i++) {
      values[i] /= norm;
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
