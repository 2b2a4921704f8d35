package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import java.util.Arrays;

/**
 * Isotropic total variation of a planar image, {@code sum sqrt(dx^2 + dy^2)} over forward
 * differences with none across the border, and its proximal map.
 *
 * <p>A dual step goes once over the image: row j + 1 of the primal image is made from dual rows not
 * yet changed, then dual row j is changed. Bands of rows run side by side; the primal row where two
 * of them meet is made beforehand for both, so that none reads what another changes. Rows are
 * arrays of their own, indexed by nothing but the loop variable: the form the just-in-time compiler
 * vectorises.
 *
 * <p><b>Reference</b>: Rudin, Osher and Fatemi 1992, Physica D 60:259; proximal map by the fast
 * gradient projection of Beck and Teboulle 2009, IEEE TIP 18(11):2419.
 */
final class TotalVariation {

  /** Bound on the squared norm of the differences of a two-dimensional image. */
  private static final float NORM2 = 8;

  private static final int BAND_ROWS = 64;

  private final int rows;
  private final int columns;
  private final int steps;
  private final float floor;
  private final float[][] given;
  private final float[][] down;
  private final float[][] right;
  private final float[][] downAhead;
  private final float[][] rightAhead;
  private final float[][] border;
  private final Scratch borderScratch;

  /** Scratch for images of one size. */
  TotalVariation(int rows, int columns, int steps, boolean nonNegative) {
    this.rows = rows;
    this.columns = columns;
    this.steps = steps;
    floor = nonNegative ? 0 : Float.NEGATIVE_INFINITY;
    given = new float[rows][columns];
    down = new float[rows][columns];
    right = new float[rows][columns];
    downAhead = new float[rows][columns];
    rightAhead = new float[rows][columns];
    border = new float[bands()][columns];
    borderScratch = new Scratch();
  }

  /** Bytes of one object. */
  static long bytes(int rows, int columns) {
    return 5L * Float.BYTES * rows * columns + 24L * 5 * rows;
  }

  private int bands() {
    return (rows + BAND_ROWS - 1) / BAND_ROWS;
  }

  /** TV of the image that begins at {@code offset}. */
  static double of(float[] values, int offset, int rows, int columns) {
    double sum = 0;
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i < columns; i++) {
        int k = offset + j * columns + i;
        double dy = j + 1 < rows ? values[k + columns] - values[k] : 0;
        double dx = i + 1 < columns ? values[k + 1] - values[k] : 0;
        sum += Math.sqrt(dx * dx + dy * dy);
      }
    }
    return sum;
  }

  /**
   * Replaces the image that begins at {@code offset} by the minimiser u of {@code 1/2 |u - image|^2
   * + strength TV(u)}, over u not negative if asked, as far as the steps reach, and returns {@code
   * TV(u)}.
   */
  double proximal(float[] values, int offset, float strength, RunContext context) {
    for (int j = 0; j < rows; j++) {
      System.arraycopy(values, offset + j * columns, given[j], 0, columns);
    }
    if (strength > 0) {
      clear(down, right, downAhead, rightAhead);
      double t = 1;
      for (int k = 0; k < steps; k++) {
        double next = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
        ascend(strength, (float) ((t - 1) / next), context);
        t = next;
      }
    } else {
      clear(down, right);
    }
    primal(strength, values, offset, context);
    return of(values, offset, rows, columns);
  }

  private static void clear(float[][]... stacks) {
    for (float[][] stack : stacks) {
      for (float[] row : stack) {
        Arrays.fill(row, 0);
      }
    }
  }

  /** Rows of a thread. */
  private final class Scratch {
    float[] here = new float[columns];
    float[] below = new float[columns];
    final float[] beside = new float[columns];
    final float[] zero = new float[columns];
    final float[] p = new float[columns];
    final float[] q = new float[columns];
    final float[] shrink = new float[columns];

    void swap() {
      float[] swap = here;
      here = below;
      below = swap;
    }
  }

  /** A projected gradient step of the dual and its extrapolation. */
  private void ascend(float strength, float momentum, RunContext context) {
    float step = 1 / (NORM2 * strength);
    for (int band = 0; band < bands(); band++) {
      int j = band * BAND_ROWS;
      float[] upper = j == 0 ? borderScratch.zero : downAhead[j - 1];
      primalRow(j, upper, downAhead, rightAhead, strength, borderScratch, border[band]);
    }
    ParallelLoop.run(
        context,
        "total variation",
        bands(),
        Scratch::new,
        (scratch, band) -> {
          int first = band * BAND_ROWS;
          int end = Math.min(rows, first + BAND_ROWS);
          System.arraycopy(border[band], 0, scratch.here, 0, columns);
          for (int j = first; j < end; j++) {
            boolean last = j + 1 == rows;
            if (j + 1 < end) {
              primalRow(
                  j + 1, downAhead[j], downAhead, rightAhead, strength, scratch, scratch.below);
            } else if (!last) {
              System.arraycopy(border[band + 1], 0, scratch.below, 0, columns);
            }
            // Differences across the border stay 0, so that no flow crosses it.
            ascendRow(j, last ? scratch.here : scratch.below, step, momentum, scratch);
            scratch.swap();
          }
        });
  }

  /** {@code out = given + strength div(p, q)}, clipped, in row j. */
  private void primalRow(
      int j,
      float[] upper,
      float[][] p,
      float[][] q,
      float strength,
      Scratch scratch,
      float[] out) {
    scratch.beside[0] = 0;
    System.arraycopy(q[j], 0, scratch.beside, 1, columns - 1);
    addDivergence(given[j], p[j], upper, q[j], scratch.beside, strength, floor, out);
  }

  private static void addDivergence(
      float[] given,
      float[] p,
      float[] upper,
      float[] q,
      float[] beside,
      float strength,
      float floor,
      float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.max(floor, given[i] + strength * (p[i] - upper[i] + q[i] - beside[i]));
    }
  }

  private void ascendRow(int j, float[] below, float step, float momentum, Scratch scratch) {
    float[] here = scratch.here;
    System.arraycopy(here, 1, scratch.beside, 0, columns - 1);
    scratch.beside[columns - 1] = here[columns - 1];
    float[] p = scratch.p;
    float[] q = scratch.q;
    climb(downAhead[j], here, below, step, p);
    climb(rightAhead[j], here, scratch.beside, step, q);
    lengths(p, q, scratch.shrink);
    settle(p, scratch.shrink, momentum, down[j], downAhead[j]);
    settle(q, scratch.shrink, momentum, right[j], rightAhead[j]);
  }

  // One array written a loop: with more, the compiler of Java 17 gives up.

  private static void climb(float[] ahead, float[] here, float[] next, float step, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = ahead[i] + step * (next[i] - here[i]);
    }
  }

  private static void lengths(float[] p, float[] q, float[] shrink) {
    for (int i = 0; i < shrink.length; i++) {
      shrink[i] = 1 / Math.max(1, (float) Math.sqrt(p[i] * p[i] + q[i] * q[i]));
    }
  }

  private static void settle(
      float[] p, float[] shrink, float momentum, float[] dual, float[] ahead) {
    for (int i = 0; i < p.length; i++) {
      ahead[i] = p[i] * shrink[i] + momentum * (p[i] * shrink[i] - dual[i]);
    }
    for (int i = 0; i < p.length; i++) {
      dual[i] = p[i] * shrink[i];
    }
  }

  /** The image of the dual. */
  private void primal(float strength, float[] values, int offset, RunContext context) {
    ParallelLoop.run(
        context,
        "total variation",
        bands(),
        Scratch::new,
        (scratch, band) -> {
          int end = Math.min(rows, (band + 1) * BAND_ROWS);
          for (int j = band * BAND_ROWS; j < end; j++) {
            float[] upper = j == 0 ? scratch.zero : down[j - 1];
            primalRow(j, upper, down, right, strength, scratch, scratch.here);
            System.arraycopy(scratch.here, 0, values, offset + j * columns, columns);
          }
        });
  }
}
