package io.tomodrift.metrics;

import org.jtransforms.fft.DoubleFFT_1D;

/** {@code |DFT|^2 / (rows columns)} of real images of one size. One object a thread. */
final class PowerSpectrum {

  private final int rows;
  private final int columns;
  private final DoubleFFT_1D alongRow;
  private final DoubleFFT_1D alongColumn;
  private final double[] complex;
  private final double[] line;

  PowerSpectrum(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    alongRow = new DoubleFFT_1D(columns);
    alongColumn = new DoubleFFT_1D(rows);
    complex = new double[2 * rows * columns];
    line = new double[2 * rows];
  }

  /** Adds the spectrum of an image to {@code sum}, both {@code [rows][columns]} in DFT order. */
  void addTo(double[] sum, double[] image) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        complex[2 * (r * columns + c)] = image[r * columns + c];
        complex[2 * (r * columns + c) + 1] = 0;
      }
      alongRow.complexForward(complex, 2 * r * columns);
    }
    for (int c = 0; c < columns; c++) {
      for (int r = 0; r < rows; r++) {
        line[2 * r] = complex[2 * (r * columns + c)];
        line[2 * r + 1] = complex[2 * (r * columns + c) + 1];
      }
      alongColumn.complexForward(line);
      for (int r = 0; r < rows; r++) {
        sum[r * columns + c] +=
            (line[2 * r] * line[2 * r] + line[2 * r + 1] * line[2 * r + 1]) / (rows * columns);
      }
    }
  }

  /** Signed frequency of DFT bin {@code k} of {@code n}, cycles a sample. */
  static double frequency(int k, int n) {
    return (double) (k <= (n - 1) / 2 ? k : k - n) / n;
  }
}
