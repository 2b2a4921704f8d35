package io.tomodrift.sinograms.check;

import io.tomodrift.geometry.helical.ConeDetector;
import java.util.Arrays;

/**
 * What one view says about itself.
 *
 * @param view index
 * @param minimum smallest line integral
 * @param constant true if all stored values are equal
 * @param atZero stored values at 0
 * @param atTop stored values at 65535
 * @param negative line integrals below the limit
 * @param starved rays with hardly any quanta; -1 if the incident quanta are not known
 * @param firstEdge mean over the first columns, in units of their noise
 * @param lastEdge the same of the last columns
 * @param digest of the stored values
 */
record ViewFacts(
    int view,
    float minimum,
    boolean constant,
    int atZero,
    int atTop,
    int negative,
    int starved,
    double firstEdge,
    double lastEdge,
    long digest) {

  private static final int EDGE_COLUMNS = 4;
  private static final double MAD_TO_SIGMA = 1.4826;

  static ViewFacts of(
      int view,
      ViewReader.Buffer data,
      ConeDetector detector,
      float[] quantaOrNull,
      DataCheckSettings settings) {
    int atZero = 0;
    int atTop = 0;
    int negative = 0;
    float minimum = Float.POSITIVE_INFINITY;
    boolean constant = true;
    for (int i = 0; i < data.stored.length; i++) {
      short stored = data.stored[i];
      atZero += stored == 0 ? 1 : 0;
      atTop += stored == -1 ? 1 : 0;
      constant &= stored == data.stored[0];
      negative += data.values[i] < settings.negativeLimit() ? 1 : 0;
      minimum = Math.min(minimum, data.values[i]);
    }
    int columns = detector.columns();
    int edge = Math.min(EDGE_COLUMNS, columns);
    return new ViewFacts(
        view,
        minimum,
        constant,
        atZero,
        atTop,
        negative,
        starved(data.values, detector, quantaOrNull, settings.starvedQuanta()),
        edge(data.values, detector.rows(), 0, edge, settings.noiseFloor()),
        edge(data.values, detector.rows(), columns - edge, columns, settings.noiseFloor()),
        digest(data.stored));
  }

  private static int starved(
      float[] values, ConeDetector detector, float[] quantaOrNull, double limit) {
    if (quantaOrNull == null) {
      return -1;
    }
    int count = 0;
    int rows = detector.rows();
    for (int c = 0; c < detector.columns(); c++) {
      float most = (float) Math.log(quantaOrNull[c] / limit);
      for (int i = c * rows; i < (c + 1) * rows; i++) {
        count += values[i] > most ? 1 : 0;
      }
    }
    return count;
  }

  /**
   * Noise is seen between neighbouring rows, which look at nearly the same part of the object; of a
   * single row, between columns.
   */
  private static double edge(float[] values, int rows, int from, int to, double noiseFloor) {
    float[] steps = new float[(to - from) * rows - 1];
    double sum = 0;
    for (int i = 0; i < (to - from) * rows; i++) {
      sum += values[from * rows + i];
      if (i >= 1) {
        steps[i - 1] = Math.abs(values[from * rows + i] - values[from * rows + i - 1]);
      }
    }
    double sigma = MAD_TO_SIGMA * median(steps) / Math.sqrt(2);
    return sum / ((to - from) * rows) / Math.max(noiseFloor, sigma);
  }

  private static double median(float[] values) {
    Arrays.sort(values);
    return values.length == 0 ? 0 : values[values.length / 2];
  }

  private static long digest(short[] stored) {
    long hash = 0xcbf29ce484222325L;
    for (short value : stored) {
      hash = (hash ^ value) * 0x100000001b3L;
    }
    return hash;
  }
}
