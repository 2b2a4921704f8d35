package io.tomodrift.projectors.cpu;

/**
 * The inputs of one output value and their weights, added up for all lanes at once; or of several
 * outputs that take the same taps from inputs a fixed distance apart.
 *
 * <p>Usage: {@link #begin}, {@link #target} for each output, any number of {@link #add}, {@link
 * #flush}. The sum runs strictly in the order of the additions, in float32, whatever the grouping
 * inside: each lane gets the same bits as if it were alone. Owned by one thread; allocates nothing
 * after construction.
 */
final class TapList {

  private static final int CAPACITY = 128;
  private static final int MAX_TARGETS = 4;

  private final int[] index = new int[CAPACITY];
  private final float[] weight = new float[CAPACITY];
  private final int[] offset = new int[MAX_TARGETS];
  private final float[][] sum = new float[MAX_TARGETS][];
  private int count;
  private int targets;
  private float[][] rows;
  private float[] stack;
  private int lanes;

  /**
   * Starts a list without outputs.
   *
   * @param inputRows one array of lanes for each input
   * @param laneCount lanes to add
   */
  void begin(float[][] inputRows, int laneCount) {
    rows = inputRows;
    stack = null;
    lanes = laneCount;
    count = 0;
    targets = 0;
  }

  /**
   * Starts a list without outputs, four of which must be named.
   *
   * @param interleaved inputs, {@code laneCount} values each
   * @param laneCount lanes to add
   */
  void begin(float[] interleaved, int laneCount) {
    rows = null;
    stack = interleaved;
    lanes = laneCount;
    count = 0;
    targets = 0;
  }

  /**
   * Names an output.
   *
   * @param inputOffset added to the input row of each tap
   * @param sumRow where the sum is added, not overwritten
   */
  void target(int inputOffset, float[] sumRow) {
    offset[targets] = inputOffset;
    sum[targets++] = sumRow;
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
    if (stack != null) {
      for (int lane = 0; lane < lanes; lane++) {
        NarrowSums.add4(stack, offset, index, weight, count, lanes, lane, sum);
      }
    } else {
      for (int t = 0; t < targets; t++) {
        addTo(t, 0, count);
      }
    }
    count = 0;
  }

  /**
   * Carries out some of the additions so far, for one output only. To be called for all of them and
   * each output in order, and then {@code begin}.
   */
  void addTo(int target, int first, int most) {
    int end = Math.min(count, first + most);
    RowSums.add(rows, offset[target], index, weight, first, end, sum[target], lanes);
  }

  /** Additions not yet carried out. */
  int count() {
    return count;
  }
}
