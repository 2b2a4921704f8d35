package io.tomodrift.learned.data;

import io.tomodrift.metrics.Mask;
import java.util.Arrays;
import java.util.BitSet;

/** Finds the n-th voxel of a mask in C order; one bit a voxel and one number a row. */
final class BodyIndex {

  private final BitSet inside;
  private final int[] before;
  private final int columns;

  BodyIndex(Mask mask) {
    boolean[] values = mask.toArray();
    columns = mask.columns();
    inside = new BitSet(values.length);
    before = new int[values.length / columns + 1];
    for (int row = 0; row + 1 < before.length; row++) {
      int count = 0;
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        if (values[i]) {
          inside.set(i);
          count++;
        }
      }
      before[row + 1] = before[row] + count;
    }
  }

  int count() {
    return before[before.length - 1];
  }

  /** Position in C order of voxel number {@code n} of the mask, from 0. */
  int voxel(int n) {
    int found = Arrays.binarySearch(before, n);
    int row = found >= 0 ? found : -found - 2;
    while (before[row + 1] == n) {
      row++; // rows without a voxel of the mask share their number with the next
    }
    int at = inside.nextSetBit(row * columns);
    for (int left = n - before[row]; left > 0; left--) {
      at = inside.nextSetBit(at + 1);
    }
    return at;
  }
}
