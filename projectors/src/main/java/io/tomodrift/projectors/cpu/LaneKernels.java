package io.tomodrift.projectors.cpu;

/**
 * The loops in which operators on the processor spend their time. Implementations differ in speed
 * and in rounding, never in the order of a sum: each sum adds its taps one after the other, for
 * every lane alike, whatever the number of lanes.
 *
 * <p><b>Threading</b>: stateless, shared by all threads.
 */
public interface LaneKernels {

  /** Most lanes of a stack processed at a time. */
  int chunkLanes();

  /** Whether rows of so many lanes are wanted as arrays of their own; see {@link LaneRows}. */
  boolean separateRows(int lanes);

  /** Views whose taps a pixel adds before the next pixel does. */
  int groupViews();

  /**
   * Adds pairs: {@code sum[o] += near[t] row(p) + far[t] row(p + pairOffset)} with {@code t = first
   * + m stride + o} and {@code p = base + position[t]}, for m from 0 to {@code count - 1} in order
   * and each output o.
   *
   * @param input rows of lanes
   * @param base added to every position
   * @param pairOffset distance of the two inputs of a pair
   * @param taps the pairs
   * @param first where they begin
   * @param outputs number of outputs
   * @param count pairs of each output
   * @param sums {@code [output][lane]}, added to
   * @param firstSum where the sums begin
   * @param lanes lanes of a row and of a sum: a power of two up to 8, or a multiple of 16
   */
  void addPairs(
      LaneRows input,
      int base,
      int pairOffset,
      PairTaps taps,
      int first,
      int outputs,
      int count,
      float[] sums,
      int firstSum,
      int lanes);

  /**
   * Adds lists: {@code sum[o] += weight[t] row(base + position[t])} for t over the list of o, in
   * order, and each output o from {@code firstOutput} on; parameters as in {@link #addPairs}.
   */
  void addLists(
      LaneRows input,
      int base,
      ListTaps taps,
      int firstOutput,
      int outputs,
      float[] sums,
      int firstSum,
      int lanes);

  /**
   * Finds the pair of channels that sees each pixel of a tile in one view, with the weights of
   * linear interpolation times the distance weight; both are zero where the detector ends.
   *
   * @param view how the view sees the tile
   * @param dxMm pixels, mm from the centre of the tile
   * @param dyMm pixels, mm from the centre of the tile
   * @param count number of pixels
   * @param lastChannel index of the last channel
   * @param firstPosition position of channel 0
   * @param taps receives entry {@code first + p} for pixel p
   * @param first where the entries begin
   */
  void locate(
      TileView view,
      double[] dxMm,
      double[] dyMm,
      int count,
      int lastChannel,
      int firstPosition,
      PairTaps taps,
      int first);
}
