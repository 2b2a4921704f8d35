package io.tomodrift.metrics;

import java.util.Arrays;

/** Connected components and holes of masks, by flood fill over face neighbours. */
final class Components {

  private Components() {}

  /** The largest component; of equals the first in C order. An empty mask stays empty. */
  static Mask largest(Mask mask) {
    boolean[] left = mask.toArray();
    Flood flood = new Flood(mask);
    int bestSeed = -1;
    int bestCount = 0;
    for (int i = 0; i < left.length; i++) {
      if (left[i]) {
        int count = flood.move(left, null, i, true);
        if (count > bestCount) {
          bestCount = count;
          bestSeed = i;
        }
      }
    }
    boolean[] result = new boolean[left.length];
    if (bestSeed >= 0) {
      flood.move(mask.toArray(), result, bestSeed, true);
    }
    return mask.with(result);
  }

  /** Adds what cannot be reached from the border of its slice through background. */
  static Mask holesFilledPerSlice(Mask mask) {
    boolean[] unreached = mask.not().toArray();
    Flood flood = new Flood(mask);
    int plane = mask.rows() * mask.columns();
    for (int i = 0; i < unreached.length; i++) {
      int row = i % plane / mask.columns();
      int column = i % mask.columns();
      boolean border =
          row == 0 || row == mask.rows() - 1 || column == 0 || column == mask.columns() - 1;
      if (border && unreached[i]) {
        flood.move(unreached, null, i, false);
      }
    }
    boolean[] filled = mask.toArray();
    for (int i = 0; i < filled.length; i++) {
      filled[i] |= unreached[i];
    }
    return mask.with(filled);
  }

  private static final class Flood {
    private final int slices;
    private final int rows;
    private final int columns;
    private int[] pending = new int[1024];
    private int size;

    Flood(Mask mask) {
      slices = mask.slices();
      rows = mask.rows();
      columns = mask.columns();
    }

    /** Clears the component of {@code seed} in {@code from}, sets it in {@code to}, counts it. */
    int move(boolean[] from, boolean[] to, int seed, boolean acrossSlices) {
      int plane = rows * columns;
      int count = 0;
      push(from, seed);
      while (size > 0) {
        int i = pending[--size];
        count++;
        if (to != null) {
          to[i] = true;
        }
        int column = i % columns;
        int row = i % plane / columns;
        int slice = i / plane;
        visit(from, i - 1, column > 0);
        visit(from, i + 1, column < columns - 1);
        visit(from, i - columns, row > 0);
        visit(from, i + columns, row < rows - 1);
        visit(from, i - plane, acrossSlices && slice > 0);
        visit(from, i + plane, acrossSlices && slice < slices - 1);
      }
      return count;
    }

    private void visit(boolean[] from, int index, boolean exists) {
      if (exists && from[index]) {
        push(from, index);
      }
    }

    private void push(boolean[] from, int index) {
      from[index] = false;
      if (size == pending.length) {
        pending = Arrays.copyOf(pending, size * 2);
      }
      pending[size++] = index;
    }
  }
}
