package io.tomodrift.sinograms.rebin;

import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.helical.ConeDetector;
import java.util.Arrays;

/**
 * Where the rays of an ideal fan are found among the columns of one focal spot position: direct, or
 * as conjugate rays, which {@code (beta, gamma)} has at {@code (beta + pi + 2 gamma, -gamma)}.
 *
 * <p>Interpolation is separable: for a source angle beta each column has its own fractional view
 * (at angle {@code beta + focalOffsetRad}, modulo a turn), and these values are interpolated to the
 * fan angles of the channels.
 */
final class RayMap {

  /** Columns nearer to a channel than this need no interpolation. */
  private static final double SNAP_COLUMNS = 1e-4;

  /** Channels this far, in columns, beyond the detector are taken from its edge. */
  private static final double EDGE_COLUMNS = 0.1;

  private final boolean conjugate;
  private final double[] focalOffsetRad;
  private final double[] columnLiftMm;
  private final double[] columnSlopeMm;
  private final double[] rowsPerMm;
  private final float[][] obliquity;
  private final double[] place;
  private final double[] channelLiftMm;
  private final double[] channelSlopeMm;
  private final float[] channelWeights;
  private final double lowestOffsetRad;
  private final double highestOffsetRad;

  RayMap(SpotOptics spot, ConeDetector detector, FanBeamGeometry fan, boolean conjugate) {
    this.conjugate = conjugate;
    int columns = detector.columns();
    this.focalOffsetRad = new double[columns];
    this.columnLiftMm = new double[columns];
    this.columnSlopeMm = new double[columns];
    this.rowsPerMm = new double[columns];
    this.obliquity = new float[columns][detector.rows()];
    for (int c = 0; c < columns; c++) {
      double turn = conjugate ? Math.PI - 2 * spot.fanAngleRad(c) : 0;
      focalOffsetRad[c] = turn - spot.sourceOffsetRad(c);
      columnLiftMm[c] = spot.midpointLiftMm(c);
      columnSlopeMm[c] = spot.midpointShare(c) * detector.rowPitchMm();
      rowsPerMm[c] = 1 / columnSlopeMm[c];
      for (int r = 0; r < detector.rows(); r++) {
        obliquity[c][r] = (float) spot.obliquityCosine(c, r);
      }
    }
    this.lowestOffsetRad = Arrays.stream(focalOffsetRad).min().orElseThrow();
    this.highestOffsetRad = Arrays.stream(focalOffsetRad).max().orElseThrow();
    this.place = new double[fan.detector().channels()];
    for (int n = 0; n < place.length; n++) {
      double gamma = fan.fanAngleRad(n);
      place[n] = snapped(spot.columnAt(conjugate ? -gamma : gamma), columns);
    }
    this.channelLiftMm = new double[place.length];
    this.channelSlopeMm = new double[place.length];
    this.channelWeights = new float[4 * place.length];
    for (int n = 0; n < place.length; n++) {
      describe(n);
    }
  }

  private void describe(int channel) {
    if (Double.isNaN(place[channel])) {
      return;
    }
    int c = (int) place[channel];
    double t = place[channel] - c;
    int next = t == 0 ? c : c + 1;
    channelLiftMm[channel] = (1 - t) * columnLiftMm[c] + t * columnLiftMm[next];
    channelSlopeMm[channel] = (1 - t) * columnSlopeMm[c] + t * columnSlopeMm[next];
    double[] weights = new double[4];
    Cubic.weights(t, weights);
    for (int k = 0; k < 4; k++) {
      channelWeights[4 * channel + k] = (float) weights[k];
    }
  }

  private static double snapped(double column, int columns) {
    if (column < -EDGE_COLUMNS || column > columns - 1 + EDGE_COLUMNS) {
      return Double.NaN;
    }
    double inside = Math.max(0, Math.min(columns - 1.0, column));
    double nearest = Math.rint(inside);
    return Math.abs(inside - nearest) <= SNAP_COLUMNS ? nearest : inside;
  }

  boolean conjugate() {
    return conjugate;
  }

  int columns() {
    return focalOffsetRad.length;
  }

  /** Angle of the focal centre minus the ideal source angle, rad, per column. */
  double focalOffsetRad(int column) {
    return focalOffsetRad[column];
  }

  /** Lowest of these, rad. */
  double lowestOffsetRad() {
    return lowestOffsetRad;
  }

  /** Highest of these, rad. */
  double highestOffsetRad() {
    return highestOffsetRad;
  }

  /** Height of the midpoint above the focal centre for the centre row, mm, per column. */
  double liftMm(int column) {
    return columnLiftMm[column];
  }

  /** Distance along Z of midpoints of neighbouring rows, mm, per column. */
  double slopeMm(int column) {
    return columnSlopeMm[column];
  }

  /** The reciprocal of that. */
  double rowsPerMm(int column) {
    return rowsPerMm[column];
  }

  /** Cosines of the obliquity of all rows, per column. */
  float[] obliquity(int column) {
    return obliquity[column];
  }

  /** Fractional column of a channel; NaN if the detector does not reach there. */
  double place(int channel) {
    return place[channel];
  }

  /** As {@link #liftMm}, between the columns of a channel. */
  double channelLiftMm(int channel) {
    return channelLiftMm[channel];
  }

  /** As {@link #slopeMm}, between the columns of a channel. */
  double channelSlopeMm(int channel) {
    return channelSlopeMm[channel];
  }

  /** Four weights a channel of the columns about its place, cubic; not to be changed. */
  float[] channelWeights() {
    return channelWeights;
  }
}
