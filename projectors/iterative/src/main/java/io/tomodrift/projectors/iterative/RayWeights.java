package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;

/**
 * The diagonal W of a weighted least-squares problem: one weight for each ray of each slice, or 1
 * for all.
 */
public final class RayWeights {

  private static final RayWeights NONE = new RayWeights(null);

  private final FloatStack weights;

  private RayWeights(FloatStack weights) {
    this.weights = weights;
  }

  /** Every ray counts the same: W = 1. */
  public static RayWeights none() {
    return NONE;
  }

  /**
   * Weights of one's own, not copied.
   *
   * @param weights {@code [view][channel][lane]}, INTERLEAVED, finite and not negative
   * @throws IllegalArgumentException if the layout or a value is wrong
   */
  public static RayWeights of(FloatStack weights) {
    if (weights.layout() != SliceLayout.INTERLEAVED) {
      throw new IllegalArgumentException(
          "the weights are %s; convert them with toLayout(SliceLayout.INTERLEAVED)"
              .formatted(weights.layout()));
    }
    for (int row = 0; row < weights.rows(); row++) {
      for (int column = 0; column < weights.columns(); column++) {
        for (int slice = 0; slice < weights.slices(); slice++) {
          float w = weights.get(slice, row, column);
          if (!(w >= 0 && w < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                "the weight of slice %d, view %d, channel %d is %s; weights are finite and not negative"
                    .formatted(slice, row, column, w));
          }
        }
      }
    }
    return new RayWeights(weights);
  }

  /**
   * The inverse variances of line integrals p measured with N0 quanta: {@code N^2 / (N + v)} with
   * {@code N = N0 exp(-p)}, divided by N0 so that an unattenuated ray weighs about 1.
   *
   * <p><b>Reference</b>: Thibault, Sauer, Bouman and Hsieh 2007, Med. Phys. 34(11):4526.
   *
   * @param lineIntegrals {@code [view][channel][lane]}, INTERLEAVED
   * @param photons N0, quanta a ray without an object, positive
   * @param electronicVariance v, in quanta squared, not negative
   */
  public static RayWeights transmission(
      FloatStack lineIntegrals, double photons, double electronicVariance) {
    return transmission(
        lineIntegrals, photons, electronicVariance, RunContext.defaults().withParallelism(1));
  }

  /** As {@link #transmission(FloatStack, double, double)}, on the threads of the context. */
  static RayWeights transmission(
      FloatStack lineIntegrals, double photons, double electronicVariance, RunContext context) {
    requireStatistics(photons, electronicVariance);
    FloatStack weights =
        FloatStack.interleaved(
            lineIntegrals.slices(), lineIntegrals.rows(), lineIntegrals.columns());
    float[] p = lineIntegrals.data();
    float[] w = weights.data();
    new StackMath(context)
        .eachValue(
            weights,
            (from, to) -> {
              for (int i = from; i < to; i++) {
                double quanta = photons * Math.exp(-p[i]);
                double weight = quanta * quanta / ((quanta + electronicVariance) * photons);
                w[i] = (float) (quanta > 0 ? weight : 0);
              }
            });
    return of(weights);
  }

  static void requireStatistics(double photons, double electronicVariance) {
    if (!(photons > 0
        && photons < Double.POSITIVE_INFINITY
        && electronicVariance >= 0
        && electronicVariance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "photons must be positive and the electronic variance not negative, got %s and %s"
              .formatted(photons, electronicVariance));
    }
  }

  /** True if every weight is 1. */
  public boolean areNone() {
    return weights == null;
  }

  /**
   * The weights.
   *
   * @throws IllegalStateException if there are none
   */
  public FloatStack stack() {
    if (weights == null) {
      throw new IllegalStateException("every ray has weight 1");
    }
    return weights;
  }

  /** The values, null if every weight is 1. */
  float[] valuesOrNull() {
    return weights == null ? null : weights.data();
  }

  void requireShapeOf(FloatStack data) {
    if (weights != null && !weights.sameShape(data)) {
      throw new IllegalArgumentException(
          "the weights are %s, the data %s".formatted(weights, data));
    }
  }

  /** {@code out = W r}, all views; out may be r. */
  void apply(FloatStack r, FloatStack out, StackMath math) {
    float[] u = r.data();
    float[] v = out.data();
    if (weights == null) {
      if (u != v) {
        System.arraycopy(u, 0, v, 0, u.length);
      }
      return;
    }
    float[] w = weights.data();
    int lanes = r.lanes();
    math.each(
        r,
        (from, to) -> {
          for (int i = from * lanes; i < to * lanes; i++) {
            v[i] = w[i] * u[i];
          }
        });
  }

  /** {@code <r, W r>} of every slice. */
  double[] norm2(FloatStack r, StackMath math) {
    if (weights == null) {
      return math.dot(r, r);
    }
    float[] u = r.data();
    float[] w = weights.data();
    int lanes = r.lanes();
    return math.sums(
        r,
        (from, to, sums) -> {
          for (int k = from; k < to; k++) {
            for (int s = 0, i = k * lanes; s < lanes; s++, i++) {
              sums[s] += (double) w[i] * u[i] * u[i];
            }
          }
        });
  }
}
