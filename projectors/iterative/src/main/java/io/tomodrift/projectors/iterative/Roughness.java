package io.tomodrift.projectors.iterative;

import java.util.Objects;

/**
 * A penalty on the differences d of neighbouring pixels: {@code lambda sum w psi(d)} over all pairs
 * of the eight neighbours, with w = 1 along rows and columns and 1/sqrt(2) along diagonals.
 *
 * <pre>
 * QUADRATIC  psi(d) = d^2 / 2                              smooths everything, edges too
 * HUBER      psi(d) = d^2 / 2, beyond e: e |d| - e^2 / 2   edges cost their height only
 * FAIR       psi(d) = e^2 (|d|/e - ln(1 + |d|/e))          the same without a bend
 * </pre>
 *
 * <p>The curvature of psi is at most 1, so that {@code 2 lambda sum w} over the neighbours of a
 * pixel majorises the penalty pixel by pixel.
 *
 * <p><b>Reference</b>: Huber 1964, Ann. Math. Stat. 35:73; Fair 1974, J. Res. NBS 78B:1;
 * majorisers: Erdogan and Fessler 1999, Phys. Med. Biol. 44:2835.
 *
 * @param lambda weight in mm^2, not negative
 * @param potential the shape of psi
 * @param edgePerMm e, the difference in 1/mm from which on a pair counts as an edge; positive
 */
public record Roughness(double lambda, Potential potential, double edgePerMm) {

  /** Curvature of the majoriser of a pixel amid eight neighbours, for lambda = 1. */
  static final double CURVATURE = 2 * (4 + 4 * Math.sqrt(0.5));

  /** Shapes of psi. */
  public enum Potential {
    /** Squares. */
    QUADRATIC,
    /** Squares that go over into straight lines. */
    HUBER,
    /** Smooth, and straight far out. */
    FAIR
  }

  /** Checks the values. */
  public Roughness {
    Objects.requireNonNull(potential, "potential");
    if (!(lambda >= 0 && lambda < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("lambda must be finite and not negative, got " + lambda);
    }
    if (!(edgePerMm > 0)) {
      throw new IllegalArgumentException("edgePerMm must be positive, got " + edgePerMm);
    }
  }

  /** No penalty. */
  public static Roughness none() {
    return new Roughness(0, Potential.QUADRATIC, 1);
  }

  /**
   * Adds {@code weight psi'(centre - other)} to {@code sum}, for the first {@code count} values.
   */
  void addSlopes(float[] centre, float[] other, float weight, float[] sum, int count) {
    float edge = (float) edgePerMm;
    switch (potential) {
      case QUADRATIC -> addDifferences(centre, other, weight, sum, count);
      case HUBER -> addClamped(centre, other, weight, edge, sum, count);
      case FAIR -> addDamped(centre, other, weight, 1 / edge, sum, count);
    }
  }

  /** Adds {@code weight psi(centre - other)} to {@code sum}, for the first {@code count} values. */
  void addValues(float[] centre, float[] other, float weight, float[] sum, int count) {
    float edge = (float) edgePerMm;
    switch (potential) {
      case QUADRATIC -> addHuberValues(centre, other, weight, Float.POSITIVE_INFINITY, sum, count);
      case HUBER -> addHuberValues(centre, other, weight, edge, sum, count);
      case FAIR -> addFairValues(centre, other, weight, edge, sum, count);
    }
  }

  // Arrays of their own indexed by nothing but the loop variable: what the compiler vectorises.

  private static void addDifferences(
      float[] centre, float[] other, float weight, float[] sum, int count) {
    for (int i = 0; i < count; i++) {
      sum[i] += weight * (centre[i] - other[i]);
    }
  }

  private static void addClamped(
      float[] centre, float[] other, float weight, float edge, float[] sum, int count) {
    for (int i = 0; i < count; i++) {
      sum[i] += weight * Math.max(-edge, Math.min(edge, centre[i] - other[i]));
    }
  }

  private static void addDamped(
      float[] centre, float[] other, float weight, float perEdge, float[] sum, int count) {
    for (int i = 0; i < count; i++) {
      float d = centre[i] - other[i];
      sum[i] += weight * (d / (1 + perEdge * Math.abs(d)));
    }
  }

  private static void addHuberValues(
      float[] centre, float[] other, float weight, float edge, float[] sum, int count) {
    for (int i = 0; i < count; i++) {
      float d = Math.abs(centre[i] - other[i]);
      float inside = Math.min(d, edge);
      sum[i] += weight * (inside * (d - 0.5f * inside));
    }
  }

  private static void addFairValues(
      float[] centre, float[] other, float weight, float edge, float[] sum, int count) {
    for (int i = 0; i < count; i++) {
      double d = Math.abs(centre[i] - other[i]) / (double) edge;
      sum[i] += (float) (weight * (double) edge * edge * (d - Math.log1p(d)));
    }
  }
}
