package io.tomodrift.projectors.ceiling;

/**
 * The inner loop of back projection without anything else: rows of lanes, resident in the nearest
 * cache, added to sums. It is bound by the loads that a core can do in a cycle, which no back
 * projection that reads its data from memory can exceed.
 *
 * <p>Implementations are found with {@link java.util.ServiceLoader}; they are stateless and safe
 * for any number of threads.
 */
public interface LoadKernel {

  /** Every row has a multiple of so many lanes. */
  int LANE_UNIT = 512;

  /** The number of rows is a multiple of this. */
  int ROW_UNIT = 4;

  /** The kernel, in a few words. */
  String name();

  /**
   * Adds {@code weight * rows[k][s]} for all k and s to sums, {@code passes} times.
   *
   * @param rows a multiple of {@link #ROW_UNIT} rows of a multiple of {@link #LANE_UNIT} lanes
   * @return the total of all sums; it must be looked at, or the work may never be done
   */
  double accumulate(float[][] rows, float weight, int passes);

  /** Bytes that the vector loads of one pass read: the rows, and the sums as often as fetched. */
  long bytesLoaded(int rows, int lanes);
}
