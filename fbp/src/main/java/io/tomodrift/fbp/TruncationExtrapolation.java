package io.tomodrift.fbp;

import io.tomodrift.geometry.stack.HounsfieldScale;

/**
 * Continues projections beyond the detector, so that filtering does not see a jump at its edge.
 *
 * <p>COSINE falls from the mean of the outermost channels as {@code cos^2}, the faster the steeper
 * the projection falls already. WATER continues the projection {@code p = 2 mu sqrt(r^2 - (s -
 * c)^2)} of a water cylinder: with {@code (p^2)' = -8 mu^2 (s - c)}, value and slope at the edge
 * give c and r. What has not ended by then is faded to zero over the last quarter of the extension.
 *
 * <p><b>Units</b>: line integrals without dimension, positions in mm at the isocenter.
 * <b>Threading</b>: immutable. <b>Reference</b>: Ohnesorge et al. 2000, Med. Phys. 27(1):39; Hsieh
 * et al. 2004, Med. Phys. 31(9):2385.
 */
public final class TruncationExtrapolation {

  private static final int EDGE_CHANNELS = 3;
  private static final int SLOPE_CHANNELS = 12;
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
    int span = Math.min((to - from) / 4, SLOPE_CHANNELS);
    extendSide(line, lateralMm, new Edge(from, 1, span), from);
    extendSide(line, lateralMm, new Edge(to - 1, -1, span), line.length - to);
  }

  /** A side of the measured positions: its outermost one, the way inward, where to take slopes. */
  private record Edge(int outermost, int inward, int span) {
    int at(int steps) {
      return outermost + inward * steps;
    }
  }

  /** A continued projection as a function of the distance beyond the edge. */
  private interface Tail {
    double at(double beyondMm);
  }

  /** Writes {@code count} positions beyond an edge. */
  private void extendSide(double[] line, double[] lateralMm, Edge edge, int count) {
    if (count == 0) {
      return;
    }
    double value = Math.max(0, edgeMean(line, edge, 0));
    double inside = Math.max(0, edgeMean(line, edge, edge.span()));
    double spanMm = distance(lateralMm, edge.at(1), edge.at(edge.span() + 1));
    Tail tail = water ? waterTail(value, inside, spanMm) : cosineTail(value, inside, spanMm);
    for (int k = 1; k <= count; k++) {
      double beyondMm = distance(lateralMm, edge.at(1), edge.at(-k));
      double progress = k / (count + 1.0);
      double faded = fade((progress - FADE_FROM) / (1 - FADE_FROM));
      line[edge.at(-k)] = faded * tail.at(beyondMm);
    }
  }

  /** Encloses the area of a projection that ends like a square root, as those of round objects. */
  private static Tail cosineTail(double value, double inside, double spanMm) {
    double falling = (inside - value) / spanMm;
    double lengthMm = falling > 0 ? value / falling * 2 / 3 : Double.POSITIVE_INFINITY;
    return beyondMm -> value * fade(beyondMm / lengthMm);
  }

  /** The square of a cylinder's projection is a parabola, whose slope is known half way. */
  private Tail waterTail(double value, double inside, double spanMm) {
    double fall = (inside * inside - value * value) / spanMm;
    double fromCentreMm = fall / (8 * muPerMm * muPerMm) + spanMm / 2;
    double halfChordMm = value / (2 * muPerMm);
    double radiusSquared = halfChordMm * halfChordMm + fromCentreMm * fromCentreMm;
    return beyondMm -> {
      double s = fromCentreMm + beyondMm;
      return 2 * muPerMm * Math.sqrt(Math.max(0, radiusSquared - s * s));
    };
  }

  private static double distance(double[] lateralMm, int a, int b) {
    return Math.abs(lateralMm[a] - lateralMm[b]);
  }

  /** Mean of {@link #EDGE_CHANNELS} measured values, {@code skip} channels away from the edge. */
  private static double edgeMean(double[] line, Edge edge, int skip) {
    double sum = 0;
    for (int k = 0; k < EDGE_CHANNELS; k++) {
      sum += line[edge.at(skip + k)];
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
