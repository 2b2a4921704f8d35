package io.tomodrift.projectors.cpu;

/**
 * Runs of rows that will be needed soon. Looking at all of them at once waits once for memory; met
 * one by one between sums, each would be waited for. Owned by one thread.
 */
final class RowSpans {
  private final int[] first;
  private final int[] end;
  private int count;
  private int seen;

  /** Room for so many runs. */
  RowSpans(int capacity) {
    first = new int[capacity];
    end = new int[capacity];
  }

  /** Forgets every run. */
  void clear() {
    count = 0;
  }

  /** Adds rows {@code firstRow} to {@code lastRow}, or nothing if there are none. */
  void add(int firstRow, int lastRow) {
    first[count] = firstRow;
    end[count] = lastRow + 1;
    count++;
  }

  /** Looks at all runs, moved by {@code base} rows. */
  void touch(LaneRows rows, int base) {
    for (int k = 0; k < count; k++) {
      seen ^= rows.touch(base + first[k], base + end[k]);
    }
  }

  /** Depends on everything looked at, so that no compiler leaves it out. */
  int seen() {
    return seen;
  }
}
