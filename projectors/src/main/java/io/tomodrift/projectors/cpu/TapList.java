package io.tomodrift.projectors.cpu;

/**
 * The inputs of one output value and their weights, added up for all lanes at once.
 *
 * <p>Usage: {@link #begin}, any number of {@link #add}, {@link #flush}. The sum runs strictly in
 * the order of the additions, in float32, whatever the grouping inside: each lane gets the same
 * bits as if it were alone. Owned by one thread; allocates nothing after construction.
 */
final class TapList {

  private static final int CAPACITY = 512;

  private final int[] index = new int[CAPACITY];
  private final float[] weight = new float[CAPACITY];
  private int count;
  private float[][] rows;
  private float[] sum;
  private int lanes;

  /**
   * Starts a sum.
   *
   * @param inputRows one array of lanes for each input
   * @param sumRow where the sum is added, not overwritten
   * @param laneCount lanes to add
   */
  void begin(float[][] inputRows, float[] sumRow, int laneCount) {
    rows = inputRows;
    sum = sumRow;
    lanes = laneCount;
    count = 0;
  }

  /** Adds {@code weight} times input {@code row}; nothing if the weight is zero. */
  void add(int row, float rowWeight) {
    if (rowWeight == 0) {
      return;
    }
    if (count == CAPACITY) {
      flush();
    }
    index[count] = row;
    weight[count++] = rowWeight;
  }

  /** Carries out the additions so far. */
  void flush() {
    RowSums.add(rows, index, weight, count, sum, lanes);
    count = 0;
  }
}
