package io.tomodrift.fbp;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import java.util.Arrays;

/**
 * Brings the projections of one view, weighted and continued beyond the detector where wanted, into
 * the order in which they are filtered. One instance a thread.
 */
final class ViewLoader {

  /** Channels of a tile of the transposition, so that its rows stay in the first level cache. */
  private static final int TILE = 64;

  private final FilterPlan plan;
  private final RedundancyWeights weights;
  private final SliceExtrapolation extrapolation;
  private final FloatStack sinogram;
  private final double[] shares;
  private final float[] factors;
  private final double[] line;

  ViewLoader(
      FilterPlan plan,
      RedundancyWeights weights,
      SliceExtrapolation extrapolation,
      FloatStack sinogram) {
    this.plan = plan;
    this.weights = weights;
    this.extrapolation = extrapolation;
    this.sinogram = sinogram;
    this.shares = new double[sinogram.columns()];
    this.factors = new float[plan.positions()];
    this.line = new double[plan.positions()];
  }

  /**
   * Overwrites a row of work lines.
   *
   * @param from slice of the sinogram that becomes slice 0 of {@code lines}
   * @param view view of the sinogram
   * @param lines {@code [row][position][lane]}
   * @param row where to write
   */
  void load(int from, int view, FloatStack lines, int row) {
    prepareFactors(view);
    int begin = lines.index(0, row, plan.firstMeasured());
    int end = begin + sinogram.columns() * lines.lanes();
    Arrays.fill(lines.data(), lines.index(0, row, 0), begin, 0);
    Arrays.fill(lines.data(), end, lines.index(0, row, 0) + lines.columns() * lines.lanes(), 0);
    if (sinogram.layout() == SliceLayout.PLANAR) {
      loadPlanar(from, view, lines, begin);
    } else {
      loadInterleaved(from, view, lines, begin);
    }
    if (plan.extended()) {
      for (int s = 0; s < lines.slices(); s++) {
        if (extrapolation.applies(from + s)) {
          extend(from + s, view, lines, lines.index(s, row, 0));
        }
      }
    }
  }

  private void prepareFactors(int view) {
    weights.ofView(view, shares);
    int first = plan.firstMeasured();
    double[] preWeights = plan.preWeights();
    for (int i = 0; i < factors.length; i++) {
      int channel = Math.min(Math.max(i - first, 0), shares.length - 1);
      factors[i] = (float) (preWeights[i] * shares[channel]);
    }
  }

  private void loadPlanar(int from, int view, FloatStack lines, int begin) {
    float[] source = sinogram.data();
    float[] target = lines.data();
    int first = plan.firstMeasured();
    int lanes = lines.lanes();
    for (int c0 = 0; c0 < sinogram.columns(); c0 += TILE) {
      int count = Math.min(TILE, sinogram.columns() - c0);
      for (int s = 0; s < lines.slices(); s++) {
        int at = sinogram.index(from + s, view, c0);
        int to = begin + c0 * lanes + s;
        for (int c = 0; c < count; c++) {
          target[to] = source[at + c] * factors[first + c0 + c];
          to += lanes;
        }
      }
    }
  }

  private void loadInterleaved(int from, int view, FloatStack lines, int begin) {
    float[] source = sinogram.data();
    float[] target = lines.data();
    int first = plan.firstMeasured();
    int slices = lines.slices();
    int at = sinogram.index(from, view, 0);
    int to = begin;
    for (int c = 0; c < sinogram.columns(); c++) {
      float factor = factors[first + c];
      for (int s = 0; s < slices; s++) {
        target[to + s] = source[at + s] * factor;
      }
      at += sinogram.lanes();
      to += lines.lanes();
    }
  }

  /** Writes the positions of one line that the detector does not cover. */
  private void extend(int slice, int view, FloatStack lines, int begin) {
    int first = plan.firstMeasured();
    int end = first + shares.length;
    int step = sinogram.layout() == SliceLayout.PLANAR ? 1 : sinogram.lanes();
    int at = sinogram.index(slice, view, 0);
    Arrays.fill(line, 0);
    for (int c = 0; c < shares.length; c++) {
      line[first + c] = sinogram.data()[at + c * step];
    }
    extrapolation.extend(line, plan.lateralMm(), first, end);
    for (int i = 0; i < line.length; i++) {
      if (i < first || i >= end) {
        lines.data()[begin + i * lines.lanes()] = (float) (line[i] * factors[i]);
      }
    }
  }
}
