package io.tomodrift.fbp;

import io.tomodrift.geometry.stack.HounsfieldScale;

/**
 * Continues projections beyond the detector, so that filtering does not see a jump at its edge.
 *
 * <p>COSINE falls from the mean of the outermost channels to zero over the whole extension. WATER
 * continues the projection {@code p(s) = 2 mu sqrt(r^2 - (s - c)^2)} of a water cylinder: from
 * value p and slope p' at the edge, {@code s - c = -p p' / (4 mu^2)} and {@code r^2 = (p / 2 mu)^2
 * + (s - c)^2}; if it does not end within the extension, its last quarter is faded to zero.
 *
 * <p><b>Units</b>: line integrals without dimension, positions in mm at the isocenter.
 * <b>Threading</b>: immutable. <b>Reference</b>: Ohnesorge et al. 2000, Med. Phys. 27(1):39; Hsieh
 * et al. 2004, Med. Phys. 31(9):2385.
 */
public final class TruncationExtrapolation {

  private static final int EDGE_CHANNELS = 3;
  private static final double FADE_FROM = 0.75;

  private final boolean water;
  private final double muPerMm;

  private TruncationExtrapolation(boolean water, double muPerMm) {
    this.water = water;
    this.muPerMm = muPerMm;
  }

  /** Extrapolation with a {@code cos^2} roll-off. */
  public static TruncationExtrapolation cosine() {
    return new TruncationExtrapolation(false, 0);
  }

  /** Extrapolation by a cylinder of water with the given attenuation. */
  public static TruncationExtrapolation water(HounsfieldScale scale) {
    return new TruncationExtrapolation(true, scale.muWaterPerMm());
  }

  /**
   * Writes the positions of {@code line} before {@code from} and from {@code to} on.
   *
   * @param line projection; positions {@code from} to {@code to - 1} are measured
   * @param lateralMm distance from the isocenter of the ray at each position, mm, rising
   * @param from first measured position
   * @param to position after the last measured one
   */
  public void extend(double[] line, double[] lateralMm, int from, int to) {
    if (to - from < 2 * EDGE_CHANNELS) {
      return;
    }
    extendSide(line, lateralMm, from, -1, from);
    extendSide(line, lateralMm, to - 1, 1, line.length - to);
  }

  /** Extends from the outermost measured position {@code edge} in direction {@code outward}. */
  private void extendSide(double[] line, double[] lateralMm, int edge, int outward, int count) {
    if (count == 0) {
      return;
    }
    double value = Math.max(0, edgeMean(line, edge, outward, 0));
    double[] distanceMm = new double[count];
    for (int k = 0; k < count; k++) {
      distanceMm[k] = Math.abs(lateralMm[edge + outward * (k + 1)] - lateralMm[edge - outward]);
    }
    double[] tail =
        water
            ? waterTail(line, lateralMm, edge, outward, distanceMm, value)
            : cosineTail(value, count);
    for (int k = 0; k < count; k++) {
      line[edge + outward * (k + 1)] = tail[k];
    }
  }

  private static double[] cosineTail(double value, int count) {
    double[] tail = new double[count];
    for (int k = 0; k < count; k++) {
      tail[k] = value * fade((k + 1.0) / (count + 1));
    }
    return tail;
  }

  private double[] waterTail(
      double[] line, double[] lateralMm, int edge, int outward, double[] distanceMm, double value) {
    double slope = outwardSlope(line, lateralMm, edge, outward, value);
    double fromCentre = -value * slope / (4 * muPerMm * muPerMm);
    double halfChord = value / (2 * muPerMm);
    double radiusSquared = halfChord * halfChord + fromCentre * fromCentre;
    int count = distanceMm.length;
    double[] tail = new double[count];
    for (int k = 0; k < count; k++) {
      double s = fromCentre + distanceMm[k];
      double chord = 2 * Math.sqrt(Math.max(0, radiusSquared - s * s));
      double progress = (k + 1.0) / (count + 1);
      tail[k] = muPerMm * chord * fade((progress - FADE_FROM) / (1 - FADE_FROM));
    }
    return tail;
  }

  /** Slope at the edge, from the means of the outermost channels and of their inner neighbours. */
  private static double outwardSlope(
      double[] line, double[] lateralMm, int edge, int outward, double value) {
    int span = Math.min(line.length / 4, 4 * EDGE_CHANNELS);
    int inner = edge - outward * span;
    if (inner < EDGE_CHANNELS || inner >= line.length - EDGE_CHANNELS) {
      return 0;
    }
    double inside = edgeMean(line, edge, outward, span);
    return (value - inside) / Math.abs(lateralMm[edge] - lateralMm[inner]);
  }

  /** Mean of {@link #EDGE_CHANNELS} measured values, {@code skip} channels away from the edge. */
  private static double edgeMean(double[] line, int edge, int outward, int skip) {
    double sum = 0;
    for (int k = 0; k < EDGE_CHANNELS; k++) {
      sum += line[edge - outward * (skip + k)];
    }
    return sum / EDGE_CHANNELS;
  }

  private static double fade(double x) {
    if (x <= 0) {
      return 1;
    }
    double cosine = Math.cos(Math.PI / 2 * Math.min(1, x));
    return cosine * cosine;
  }
}
