package io.tomodrift.projectors.cpu;

/**
 * The loops in which operators on the processor spend their time. Implementations differ in speed
 * and in rounding: one may add the near and the far taps of few lanes apart, but the order of a sum
 * never depends on anything but the number of lanes.
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

  /**
   * Follows a ray across lines of pixels: {@code sums[l] += (1 - f) pixel(i, j)[l]} and {@code
   * sums[lanes + l] += f pixel(i, j + 1)[l]}, where {@code intercept + slope i = j + f}, for i from
   * {@code from} to {@code end - 1}.
   *
   * @param plane the pixels; pixel x of line i begins at {@code origin + i stride + x lanes}
   * @param intercept where the ray crosses line 0; the crossings used are above -4
   * @param sums added to: the near pixels, then the far ones
   * @param lanes lanes of a pixel: 1 or 4
   */
  default void gatherLine(
      float[] plane,
      int origin,
      int stride,
      double intercept,
      double slope,
      int from,
      int end,
      float[] sums,
      int firstSum,
      int lanes) {
    if (lanes == 1) {
      ThinSums.gather(plane, origin, stride, intercept, slope, from, end, sums, firstSum);
    } else {
      ThinSums.gather4(plane, origin, stride, intercept, slope, from, end, sums, firstSum);
    }
  }

  /**
   * The transpose of {@link #gatherLine}: {@code pixel(i, j)[l] += (1 - f) value[l]} and {@code
   * pixel(i, j + 1)[l] += f value[l]}.
   *
   * @param values the ray's values, one a lane from {@code at} on, and once more behind them
   * @param plane the pixels, added to
   */
  default void spreadLine(
      float[] values,
      int at,
      double intercept,
      double slope,
      int from,
      int end,
      float[] plane,
      int origin,
      int stride,
      int lanes) {
    if (lanes == 1) {
      ThinSums.spread(values, at, intercept, slope, from, end, plane, origin, stride);
    } else {
      ThinSums.spread4(values, at, intercept, slope, from, end, plane, origin, stride);
    }
  }
}
