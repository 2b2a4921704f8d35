package io.tomodrift.projectors.cpu;

/** Lists the data values that one pixel needs. Owned by one thread. */
interface PixelTaps {

  /** Most views asked for at a time. */
  int GROUP = 32;

  /**
   * Adds the taps of views {@code first} to {@code first + count - 1}, count at most {@link
   * #GROUP}.
   *
   * @param column pixel column
   * @param row pixel row
   * @param first first view
   * @param count number of views
   * @param firstInput input row of channel 0 of view {@code first}
   * @param taps receives the taps
   */
  void collect(int column, int row, int first, int count, int firstInput, TapList taps);
}
