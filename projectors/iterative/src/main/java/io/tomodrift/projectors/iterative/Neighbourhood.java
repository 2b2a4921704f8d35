package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.stack.FloatStack;
import java.util.Arrays;

/**
 * The value and the gradient of {@link Roughness} on interleaved stacks. A row of an image is taken
 * in runs of a few thousand values; the run of each neighbour is copied beside it, with the pixel
 * itself where there is no neighbour.
 */
final class Neighbourhood {

  /** Values of a run: small against the near cache. */
  private static final int RUN = 2048;

  private static final float DIAGONAL = (float) Math.sqrt(0.5);

  private final Roughness roughness;
  private final StackMath math;
  private final int rows;
  private final int columns;
  private final int lanes;
  private final int runColumns;

  Neighbourhood(Roughness roughness, FloatStack shape, StackMath math) {
    this.roughness = roughness;
    this.math = math;
    rows = shape.rows();
    columns = shape.columns();
    lanes = shape.lanes();
    runColumns = Math.min(columns, Math.max(1, RUN / lanes));
  }

  /** What to do with the run of values that starts at {@code index}. */
  @FunctionalInterface
  interface Sink {
    void take(float[] slopes, int index, int count);
  }

  /** Scratch of a thread. */
  private final class Run {
    final float[] centre = new float[runColumns * lanes];
    final float[] other = new float[runColumns * lanes];
    final float[] sum = new float[runColumns * lanes];

    private int load(float[] values, int row, int column) {
      int count = (Math.min(columns, column + runColumns) - column) * lanes;
      System.arraycopy(values, (row * columns + column) * lanes, centre, 0, count);
      Arrays.fill(sum, 0, count, 0);
      return count;
    }

    /** False if the whole run has no such neighbour. */
    private boolean loadNeighbour(
        float[] values, int row, int column, int count, int down, int right) {
      int otherRow = row + down;
      if (otherRow < 0 || otherRow >= rows) {
        return false;
      }
      int first = Math.max(0, -(column + right));
      int end = Math.min(count / lanes, columns - (column + right));
      if (first >= end) {
        return false;
      }
      System.arraycopy(centre, 0, other, 0, first * lanes);
      int from = (otherRow * columns + column + right + first) * lanes;
      System.arraycopy(values, from, other, first * lanes, (end - first) * lanes);
      System.arraycopy(centre, end * lanes, other, end * lanes, count - end * lanes);
      return true;
    }
  }

  /** Hands out {@code sum w psi'(x_j - x_k)} over the neighbours k of each pixel j. */
  void slopes(FloatStack x, Sink sink) {
    float[] values = x.data();
    ParallelLoop.run(
        math.context(),
        "roughness",
        rows,
        Run::new,
        (run, row) -> {
          for (int column = 0; column < columns; column += runColumns) {
            int count = run.load(values, row, column);
            if (roughness.lambda() > 0) {
              addSlopes(run, values, row, column, count);
            }
            sink.take(run.sum, (row * columns + column) * lanes, count);
          }
        });
  }

  private void addSlopes(Run run, float[] values, int row, int column, int count) {
    for (int down = -1; down <= 1; down++) {
      for (int right = -1; right <= 1; right++) {
        boolean self = down == 0 && right == 0;
        if (!self && run.loadNeighbour(values, row, column, count, down, right)) {
          float weight = down != 0 && right != 0 ? DIAGONAL : 1;
          roughness.addSlopes(run.centre, run.other, weight, run.sum, count);
        }
      }
    }
  }

  /** {@code lambda sum w psi} of every slice. */
  double[] value(FloatStack x) {
    double[] total = new double[x.slices()];
    if (!(roughness.lambda() > 0)) {
      return total;
    }
    double[][] ofRow = new double[rows][lanes];
    float[] values = x.data();
    ParallelLoop.run(
        math.context(),
        "roughness",
        rows,
        Run::new,
        (run, row) -> {
          for (int column = 0; column < columns; column += runColumns) {
            addValues(run, values, row, column, ofRow[row]);
          }
        });
    for (double[] part : ofRow) {
      for (int s = 0; s < total.length; s++) {
        total[s] += roughness.lambda() * part[s];
      }
    }
    return total;
  }

  /** Each pair once: with the neighbours to the right and below. */
  private void addValues(Run run, float[] values, int row, int column, double[] sums) {
    int count = run.load(values, row, column);
    for (int down = 0; down <= 1; down++) {
      for (int right = down == 0 ? 1 : -1; right <= 1; right++) {
        if (run.loadNeighbour(values, row, column, count, down, right)) {
          float weight = down != 0 && right != 0 ? DIAGONAL : 1;
          roughness.addValues(run.centre, run.other, weight, run.sum, count);
        }
      }
    }
    for (int k = 0; k < count; k += lanes) {
      for (int s = 0; s < lanes; s++) {
        sums[s] += run.sum[k + s];
      }
    }
  }
}
