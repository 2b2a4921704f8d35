package io.tomodrift.projectors.simd;

import io.tomodrift.projectors.cpu.LaneKernels;
import io.tomodrift.projectors.cpu.LaneRows;
import io.tomodrift.projectors.cpu.ListTaps;
import io.tomodrift.projectors.cpu.PairTaps;
import io.tomodrift.projectors.cpu.PlainLocator;
import io.tomodrift.projectors.cpu.TileView;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Loops in registers of the Vector API, eight at a time where a row is wide enough. */
final class VectorKernels implements LaneKernels {

  /** Registers of at most 16 lanes, which divide every wide row. */
  static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() > 16
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  private static final int L = SPECIES.length();
  private static final int CHUNK_LANES = 64;
  private static final int GROUP_VIEWS = 8;
  private static final int QUAD = 4;

  @Override
  public int chunkLanes() {
    return CHUNK_LANES;
  }

  @Override
  public boolean separateRows(int lanes) {
    return false;
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
    float[] data = input.values();
    int stride = input.stride();
    int step = pairOffset * stride;
    int lane = 0;
    while (lane < lanes) {
      int origin = input.first() + base * stride + lane;
      int sum = firstSum + lane;
      int left = lanes - lane;
      if (left >= 8 * L) {
        PairLoops.add8(data, origin, stride, step, taps, first, outputs, count, sums, sum, lanes);
        lane += 8 * L;
      } else if (left >= 4 * L) {
        PairLoops.add4(data, origin, stride, step, taps, first, outputs, count, sums, sum, lanes);
        lane += 4 * L;
      } else if (left >= 2 * L) {
        PairLoops.add2(data, origin, stride, step, taps, first, outputs, count, sums, sum, lanes);
        lane += 2 * L;
      } else if (left >= L) {
        PairLoops.add1(data, origin, stride, step, taps, first, outputs, count, sums, sum, lanes);
        lane += L;
      } else if (lanes == QUAD && step == QUAD && QuadVectors.possible()) {
        QuadVectors.addPairs(data, origin, taps, first, outputs, count, sums, sum);
        lane += QUAD;
      } else if (left >= QUAD) {
        QuadLoops.addPairs(
            data, origin, stride, step, taps, first, outputs, count, sums, sum, lanes);
        lane += QUAD;
      } else {
        ScalarLoops.addPairs(
            data, origin, stride, step, taps, first, outputs, count, sums, sum, lanes);
        lane++;
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
    float[] data = input.values();
    int stride = input.stride();
    int lane = 0;
    while (lane < lanes) {
      int origin = input.first() + base * stride + lane;
      int sum = firstSum + lane;
      int left = lanes - lane;
      if (left >= 8 * L) {
        ListLoops.add8(data, origin, stride, taps, firstOutput, outputs, sums, sum, lanes);
        lane += 8 * L;
      } else if (left >= 4 * L) {
        ListLoops.add4(data, origin, stride, taps, firstOutput, outputs, sums, sum, lanes);
        lane += 4 * L;
      } else if (left >= 2 * L) {
        ListLoops.add2(data, origin, stride, taps, firstOutput, outputs, sums, sum, lanes);
        lane += 2 * L;
      } else if (left >= L) {
        ListLoops.add1(data, origin, stride, taps, firstOutput, outputs, sums, sum, lanes);
        lane += L;
      } else if (left >= QUAD) {
        QuadLoops.addLists(data, origin, stride, taps, firstOutput, outputs, sums, sum, lanes);
        lane += QUAD;
      } else {
        ScalarLoops.addLists(data, origin, stride, taps, firstOutput, outputs, sums, sum, lanes);
        lane++;
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
    if (view.inside() && count % VectorLocator.LANES == 0) {
      VectorLocator.locate(view, dxMm, dyMm, count, firstPosition, taps, first);
    } else {
      PlainLocator.locate(view, dxMm, dyMm, count, lastChannel, firstPosition, taps, first);
    }
  }

  @Override
  public void gatherLine(
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
    if (lanes == QUAD && QuadVectors.possible()) {
      QuadVectors.gather(plane, origin, stride, intercept, slope, from, end, sums, firstSum);
    } else {
      LaneKernels.super.gatherLine(
          plane, origin, stride, intercept, slope, from, end, sums, firstSum, lanes);
    }
  }

  @Override
  public void spreadLine(
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
    if (lanes == QUAD && QuadVectors.possible()) {
      QuadVectors.spread(values, at, intercept, slope, from, end, plane, origin, stride);
    } else {
      LaneKernels.super.spreadLine(
          values, at, intercept, slope, from, end, plane, origin, stride, lanes);
    }
  }
}
