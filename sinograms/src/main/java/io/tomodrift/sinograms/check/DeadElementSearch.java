package io.tomodrift.sinograms.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Finds the elements that behave unlike the columns around them. */
final class DeadElementSearch {

  private static final int AROUND = 8;
  private static final double TIMES_USUAL = 8;
  private static final double FLOOR_NEAREST = 0.01;
  private static final double FLOOR_FARTHER = 0.15;
  private static final double OFTEN = 0.3;
  private static final double STILL = 1e-3;
  private static final double MOVING = 1e-3;

  private record Candidate(int column, int reach, double outside) {}

  private final ElementSums sums;
  private final List<Integer> columns = new ArrayList<>();
  private final List<Element> elements = new ArrayList<>();

  DeadElementSearch(ElementSums sums) {
    this.sums = sums;
    boolean[][] dead = new boolean[sums.columns()][sums.rows()];
    for (int row = 0; row < sums.rows(); row++) {
      searchRow(dead, row);
    }
    for (int column = 0; column < dead.length; column++) {
      collect(column, dead[column]);
    }
  }

  /** Columns of which more than half of the elements are bad, rising. */
  List<Integer> columns() {
    return columns;
  }

  /** Bad elements of other columns. */
  List<Element> elements() {
    return elements;
  }

  private void collect(int column, boolean[] dead) {
    List<Element> found = new ArrayList<>();
    for (int row = 0; row < dead.length; row++) {
      if (dead[row]) {
        found.add(new Element(column, row));
      }
    }
    if (2 * found.size() > dead.length) {
      columns.add(column);
    } else {
      elements.addAll(found);
    }
  }

  private void searchRow(boolean[][] dead, int row) {
    List<Candidate> candidates = new ArrayList<>();
    for (int k = 1; k <= ElementSums.REACH; k++) {
      double[] outside = values(k, row);
      double floor = k == 1 ? FLOOR_NEAREST : FLOOR_FARTHER;
      for (int column = k; column < outside.length - k; column++) {
        if (outside[column] > floor
            && sums.often(k, column, row) > OFTEN
            && outside[column] > TIMES_USUAL * usual(outside, column) + floor) {
          candidates.add(new Candidate(column, k, outside[column]));
        }
      }
    }
    // What lies outside because its neighbour is dead is not dead itself.
    candidates.sort(Comparator.comparingDouble(Candidate::outside).reversed());
    for (Candidate candidate : candidates) {
      int column = candidate.column();
      if (!dead[column - candidate.reach()][row] && !dead[column + candidate.reach()][row]) {
        dead[column][row] = true;
      }
    }
    double[] deviation = rowOf(column -> sums.deviation(column, row));
    for (int column = 0; column < deviation.length; column++) {
      double usual = usual(deviation, column);
      if (usual > MOVING && deviation[column] < STILL * usual) {
        dead[column][row] = true;
      }
    }
  }

  private double[] values(int k, int row) {
    return rowOf(column -> sums.outside(k, column, row));
  }

  private double[] rowOf(IntToDoubleFunction value) {
    double[] all = new double[sums.columns()];
    Arrays.setAll(all, value);
    return all;
  }

  /** The lower median of the columns around. */
  private static double usual(double[] values, int column) {
    int from = Math.max(0, column - AROUND);
    int to = Math.min(values.length, column + AROUND + 1);
    double[] others = new double[to - from - 1];
    int n = 0;
    for (int c = from; c < to; c++) {
      if (c != column) {
        others[n++] = values[c];
      }
    }
    Arrays.sort(others);
    return others[(others.length - 1) / 2];
  }
}
