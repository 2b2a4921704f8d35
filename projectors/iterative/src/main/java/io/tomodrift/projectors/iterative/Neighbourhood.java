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

  /** What to do with the run of {@code count} values that starts at {@code index} of the stack. */
  @FunctionalInterface
  interface Sink {
    void take(Run run, int index, int count);
  }

  /** A run of values and scratch of one thread. */
  final class Run {
    /** The image. */
    final float[] centre = new float[runColumns * lanes];

    /** {@code sum w psi'}. */
    final float[] sum = new float[runColumns * lanes];

    /** Free for use while a run is taken. */
    final float[] other = new float[runColumns * lanes];

    /** Free for use while a run is taken. */
    final float[] spare = new float[runColumns * lanes];

    private int load(float[] values, int row, int column) {
      int count = (Math.min(columns, column + runColumns) - column) * lanes;
      System.arraycopy(values, (row * columns + column) * lanes, centre, 0, count);
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

  /** A scalar for each value of a run, from one for each slice. */
  float[] pattern(double[] perSlice) {
    float[] pattern = new float[runColumns * lanes];
    for (int i = 0; i < pattern.length; i++) {
      pattern[i] = i % lanes < perSlice.length ? (float) perSlice[i % lanes] : 0;
    }
    return pattern;
  }

  /** Goes over the runs of an image, without neighbours. */
  void runs(FloatStack x, Sink sink) {
    ParallelLoop.run(
        math.context(),
        "roughness",
        rows,
        Run::new,
        (run, row) -> {
          for (int column = 0; column < columns; column += runColumns) {
            int count = run.load(x.data(), row, column);
            sink.take(run, (row * columns + column) * lanes, count);
          }
        });
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
            Arrays.fill(run.sum, 0, count, 0);
            if (roughness.lambda() > 0) {
              addSlopes(run, values, row, column, count);
            }
            sink.take(run, (row * columns + column) * lanes, count);
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
    Arrays.fill(run.sum, 0, count, 0);
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
