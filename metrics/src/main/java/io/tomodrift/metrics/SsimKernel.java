package io.tomodrift.metrics;

import java.util.Arrays;

/**
 * The SSIM map of one plane of window centres: five windowed moments by three one-dimensional
 * filters (across slices, down the rows, along the columns), then the index. One object a thread.
 */
final class SsimKernel {

  private static final int MOMENTS = 5; // x, y, xx, yy, xy

  private final double[] weights;
  private final double[] depthWeights;
  private final double c1;
  private final double c2;
  private final double unbias;
  private final int rows;
  private final int columns;
  private final double[] x;
  private final double[] y;
  private final double[][] planes;
  private final double[][] lines;
  private final double[] means = new double[MOMENTS];

  /**
   * Index and contrast-structure factor of the last plane, (rows - size + 1) x (columns - size +
   * 1).
   */
  final double[] ssim;

  final double[] contrastStructure;

  SsimKernel(SsimSettings settings, double range, Samples like, boolean acrossSlices) {
    weights = settings.weights();
    depthWeights = acrossSlices ? weights : new double[] {1};
    c1 = settings.k1() * range * settings.k1() * range;
    c2 = settings.k2() * range * settings.k2() * range;
    double pixels = Math.pow(settings.size(), acrossSlices ? 3 : 2);
    unbias = settings.covariance() == SsimSettings.Covariance.SAMPLE ? pixels / (pixels - 1) : 1;
    rows = like.rows();
    columns = like.columns();
    x = new double[rows * columns];
    y = new double[rows * columns];
    planes = new double[MOMENTS][rows * columns];
    lines = new double[MOMENTS][columns];
    ssim = new double[mapRows() * mapColumns()];
    contrastStructure = new double[ssim.length];
  }

  int mapRows() {
    return rows - weights.length + 1;
  }

  int mapColumns() {
    return columns - weights.length + 1;
  }

  /** Computes the map of the windows whose first slice is {@code slice}. */
  void run(Samples reference, Samples test, int slice) {
    for (double[] plane : planes) {
      Arrays.fill(plane, 0);
    }
    for (int k = 0; k < depthWeights.length; k++) {
      reference.loadSlice(slice + k, x);
      test.loadSlice(slice + k, y);
      addMoments(depthWeights[k]);
    }
    for (int r = 0; r < mapRows(); r++) {
      for (int m = 0; m < MOMENTS; m++) {
        filterDown(planes[m], r, lines[m]);
      }
      for (int c = 0; c < mapColumns(); c++) {
        index(r * mapColumns() + c, c);
      }
    }
  }

  private void addMoments(double w) {
    for (int i = 0; i < x.length; i++) {
      double wx = w * x[i];
      double wy = w * y[i];
      planes[0][i] += wx;
      planes[1][i] += wy;
      planes[2][i] += wx * x[i];
      planes[3][i] += wy * y[i];
      planes[4][i] += wx * y[i];
    }
  }

  private void filterDown(double[] plane, int row, double[] line) {
    Arrays.fill(line, 0);
    for (int k = 0; k < weights.length; k++) {
      double w = weights[k];
      int start = (row + k) * columns;
      for (int c = 0; c < columns; c++) {
        line[c] += w * plane[start + c];
      }
    }
  }

  private void index(int at, int column) {
    for (int m = 0; m < MOMENTS; m++) {
      double sum = 0;
      for (int k = 0; k < weights.length; k++) {
        sum += weights[k] * lines[m][column + k];
      }
      means[m] = sum;
    }
    double meanX = means[0];
    double meanY = means[1];
    double varianceX = unbias * (means[2] - meanX * meanX);
    double varianceY = unbias * (means[3] - meanY * meanY);
    double covariance = unbias * (means[4] - meanX * meanY);
    double cs = (2 * covariance + c2) / (varianceX + varianceY + c2);
    contrastStructure[at] = cs;
    ssim[at] = cs * (2 * meanX * meanY + c1) / (meanX * meanX + meanY * meanY + c1);
  }
}
