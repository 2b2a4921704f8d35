package io.tomodrift.projectors.cpu;

/**
 * Loops in plain Java. Wide rows are arrays of their own and go through {@link RowSums}, which the
 * compiler turns into SIMD code; narrow ones are added four lanes at a time.
 */
final class PlainKernels implements LaneKernels {
  private static final int CHUNK_LANES = 128;
  private static final int WIDEST_NARROW = 16;
  private static final int GROUP_VIEWS = 8;

  @Override
  public int chunkLanes() {
    return CHUNK_LANES;
  }

  @Override
  public boolean separateRows(int lanes) {
    return lanes > WIDEST_NARROW;
  }

  @Override
  public int groupViews() {
    return GROUP_VIEWS;
  }

  @Override
  public void addPairs(
      LaneRows input,
      int base,
      int pairOffset,
      PairTaps taps,
      int first,
      int outputs,
      int count,
      float[] sums,
      int firstSum,
      int lanes) {
    if (input.separate()) {
      RowSums.addPairs(
          input.rows(), base, pairOffset, taps, first, outputs, count, sums, firstSum, lanes);
    } else if (lanes % 4 == 0) {
      NarrowSums.addPairs(
          input, base, pairOffset, taps, first, outputs, count, sums, firstSum, lanes);
    } else {
      for (int lane = 0; lane < lanes; lane++) {
        NarrowSums.addPairsOfLane(
            input, base, pairOffset, taps, first, outputs, count, sums, firstSum, lanes, lane);
      }
    }
  }

  @Override
  public void addLists(
      LaneRows input,
      int base,
      ListTaps taps,
      int firstOutput,
      int outputs,
      float[] sums,
      int firstSum,
      int lanes) {
    for (int o = 0; o < outputs; o++) {
      int from = firstOutput + o;
      int sum = firstSum + o * lanes;
      if (input.separate()) {
        RowSums.addList(input.rows(), base, taps, from, sums, sum, lanes);
      } else {
        NarrowSums.addList(input, base, taps, from, sums, sum, lanes);
      }
    }
  }

  @Override
  public void locate(
      TileView view,
      double[] dxMm,
      double[] dyMm,
      int count,
      int lastChannel,
      int firstPosition,
      PairTaps taps,
      int first) {
    PlainLocator.locate(view, dxMm, dyMm, count, lastChannel, firstPosition, taps, first);
  }
}
