package io.tomodrift.projectors.cpu;

/** Finds the data values that the pixels of a tile need, and adds them. Owned by one thread. */
interface TileTaps {

  /**
   * Finds the taps of views {@code view} to {@code view + count - 1}.
   *
   * @param tile the pixels
   * @param view first view
   * @param count number of views, at most {@link LaneKernels#groupViews}
   * @param firstPosition position of channel 0 of the first view among the rows
   */
  void find(Tile tile, int view, int count, int firstPosition);

  /**
   * Rows to look at before {@link #add}, as if its base were 0: those it reads, or none where that
   * is not known.
   */
  RowSpans needed();

  /**
   * Adds what was found.
   *
   * @param kernels how
   * @param rows the data
   * @param base added to every position
   * @param sums {@code [pixel][lane]}
   * @param firstSum where the sums begin
   * @param lanes lanes of a row
   */
  void add(LaneKernels kernels, LaneRows rows, int base, float[] sums, int firstSum, int lanes);
}
