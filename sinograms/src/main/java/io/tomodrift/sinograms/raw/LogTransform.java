package io.tomodrift.sinograms.raw;

import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.helical.StoredScale;
import java.nio.file.Path;

/**
 * Line integrals from intensities: {@code p = -ln(I / I0)}, I0 a column. An intensity of zero or
 * less counts as half a step.
 */
final class LogTransform {

  private static final double STEPS = 65535;

  private LogTransform() {}

  /**
   * Replaces intensities by line integrals, on a scale of their own that spans all of them.
   *
   * @param stored {@code [column][row]}
   * @param incident I0 of each column
   * @param file name of the file, for messages
   */
  static StoredScale apply(
      short[] stored, StoredScale intensity, float[] incident, int rows, Path file) {
    double[] integrals = new double[incident.length * rows];
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < incident.length; c++) {
      if (!(incident[c] > 0)) {
        throw new FormatException(
            "%s: PhotonStatistics (7033,1065) of column %d is %s, a positive number expected; take the logarithm first"
                .formatted(file, c, incident[c]));
      }
      for (int i = c * rows; i < (c + 1) * rows; i++) {
        double value = Math.max(intensity.lineIntegral(stored[i]), 0.5 * intensity.slope());
        integrals[i] = Math.log(incident[c] / value);
        low = Math.min(low, integrals[i]);
        high = Math.max(high, integrals[i]);
      }
    }
    StoredScale scale = new StoredScale(Math.max(high - low, 1e-6) / STEPS, low);
    for (int i = 0; i < integrals.length; i++) {
      stored[i] = scale.stored(integrals[i]);
    }
    return scale;
  }
}
