package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;

/**
 * Linear algebra on interleaved stacks with one scalar a slice. Sums run in double over chunks of a
 * fixed number of positions, added in order: they depend neither on the number of threads nor on
 * the other slices of the stack.
 */
final class StackMath {

  private static final int CHUNK_POSITIONS = 2048;

  /** Positions whose lanes stay in the near cache while each slice is picked out of them. */
  private static final int TILE_POSITIONS = 64;

  private final RunContext context;

  StackMath(RunContext context) {
    this.context = context.quiet();
  }

  /** The caller's threads and cancellation, without progress. */
  RunContext context() {
    return context;
  }

  /** Work on a range of (row, column) positions. */
  @FunctionalInterface
  interface Body {
    void run(int from, int to);
  }

  /** Adds terms of a range of positions to one sum a lane. */
  @FunctionalInterface
  interface Terms {
    void add(int from, int to, double[] sums);
  }

  /** Runs {@code body} over all positions. */
  void each(FloatStack stack, Body body) {
    int positions = stack.rows() * stack.columns();
    ParallelLoop.run(
        context,
        "stack",
        chunks(positions),
        chunk -> body.run(chunk * CHUNK_POSITIONS, end(chunk, positions)));
  }

  /** Runs {@code body} over all values, ranges of indices into the data. */
  void eachValue(FloatStack stack, Body body) {
    int lanes = stack.lanes();
    each(stack, (from, to) -> body.run(from * lanes, to * lanes));
  }

  /** {@code to = from}. */
  void copy(FloatStack from, FloatStack to) {
    eachValue(from, (a, b) -> System.arraycopy(from.data(), a, to.data(), a, b - a));
  }

  /** Copies a stack into an array of whole slices, or back. */
  void transpose(FloatStack stack, float[] planar, boolean back) {
    float[] lanesFirst = stack.data();
    int lanes = stack.lanes();
    int slices = stack.slices();
    int plane = stack.rows() * stack.columns();
    if (lanes == 1) {
      System.arraycopy(back ? planar : lanesFirst, 0, back ? lanesFirst : planar, 0, plane);
      return;
    }
    each(
        stack,
        (from, to) -> {
          for (int tile = from; tile < to; tile += TILE_POSITIONS) {
            int end = Math.min(to, tile + TILE_POSITIONS);
            for (int s = 0; s < slices; s++) {
              for (int k = tile; k < end; k++) {
                if (back) {
                  lanesFirst[k * lanes + s] = planar[s * plane + k];
                } else {
                  planar[s * plane + k] = lanesFirst[k * lanes + s];
                }
              }
            }
          }
        });
  }

  /** One sum for each slice over all positions. */
  double[] sums(FloatStack stack, Terms terms) {
    int positions = stack.rows() * stack.columns();
    double[][] partial = new double[chunks(positions)][stack.lanes()];
    ParallelLoop.run(
        context,
        "stack",
        partial.length,
        chunk -> terms.add(chunk * CHUNK_POSITIONS, end(chunk, positions), partial[chunk]));
    double[] sums = new double[stack.slices()];
    for (double[] part : partial) {
      for (int s = 0; s < sums.length; s++) {
        sums[s] += part[s];
      }
    }
    return sums;
  }

  private static int chunks(int positions) {
    return (positions + CHUNK_POSITIONS - 1) / CHUNK_POSITIONS;
  }

  private static int end(int chunk, int positions) {
    return Math.min(positions, (chunk + 1) * CHUNK_POSITIONS);
  }

  /** {@code <a, b>} of every slice. */
  double[] dot(FloatStack a, FloatStack b) {
    float[] u = a.data();
    float[] v = b.data();
    int lanes = a.lanes();
    return sums(
        a,
        (from, to, sums) -> {
          for (int k = from; k < to; k++) {
            for (int s = 0, i = k * lanes; s < lanes; s++, i++) {
              sums[s] += (double) u[i] * v[i];
            }
          }
        });
  }

  /** {@code y += alpha x}, alpha a slice. */
  void axpy(double[] alpha, FloatStack x, FloatStack y) {
    float[] factor = lanes(alpha, x);
    float[] u = x.data();
    float[] v = y.data();
    int lanes = x.lanes();
    each(
        x,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            for (int s = 0, i = k * lanes; s < lanes; s++, i++) {
              v[i] += factor[s] * u[i];
            }
          }
        });
  }

  /** {@code y = x + beta y}, beta a slice. */
  void xpby(FloatStack x, double[] beta, FloatStack y) {
    float[] factor = lanes(beta, x);
    float[] u = x.data();
    float[] v = y.data();
    int lanes = x.lanes();
    each(
        x,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            for (int s = 0, i = k * lanes; s < lanes; s++, i++) {
              v[i] = u[i] + factor[s] * v[i];
            }
          }
        });
  }

  /** {@code x *= factor}, a factor a slice. */
  void scale(double[] factors, FloatStack x) {
    float[] factor = lanes(factors, x);
    float[] u = x.data();
    int lanes = x.lanes();
    each(
        x,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            for (int s = 0, i = k * lanes; s < lanes; s++, i++) {
              u[i] *= factor[s];
            }
          }
        });
  }

  /** {@code out = a - b}; out may be a or b. */
  void subtract(FloatStack a, FloatStack b, FloatStack out) {
    float[] u = a.data();
    float[] v = b.data();
    float[] w = out.data();
    int lanes = a.lanes();
    each(
        a,
        (from, to) -> {
          for (int i = from * lanes; i < to * lanes; i++) {
            w[i] = u[i] - v[i];
          }
        });
  }

  /** Replaces negative values by 0. */
  void clipNegative(FloatStack stack) {
    float[] v = stack.data();
    int lanes = stack.lanes();
    each(
        stack,
        (from, to) -> {
          for (int i = from * lanes; i < to * lanes; i++) {
            v[i] = Math.max(v[i], 0);
          }
        });
  }

  /** A scalar for every lane of the stack, 0 for the padding. */
  static float[] lanes(double[] perSlice, FloatStack stack) {
    float[] values = new float[stack.lanes()];
    for (int s = 0; s < perSlice.length; s++) {
      values[s] = (float) perSlice[s];
    }
    return values;
  }
}
