package io.tomodrift.fbp;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import java.util.Arrays;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * Weights and filters the projections of one view, two slices a transform: the filter is real and
 * even in space, so one slice as real and one as imaginary part stay apart. One instance a thread.
 */
final class ViewFilter {

  private final FilterPlan plan;
  private final RedundancyWeights weights;
  private final SliceExtrapolation extrapolation;
  private final DoubleFFT_1D transform;
  private final double[] complex;
  private final double[] line;
  private final double[] factors;
  private final double[] shares;

  ViewFilter(
      FilterPlan plan, RedundancyWeights weights, SliceExtrapolation extrapolation, int channels) {
    this.plan = plan;
    this.weights = weights;
    this.extrapolation = extrapolation;
    // Below 8192 values it runs in the calling thread; above, its threads do not change the result.
    this.transform = new DoubleFFT_1D(plan.spectrum().length);
    this.complex = new double[2 * plan.spectrum().length];
    this.line = new double[plan.positions()];
    this.factors = new double[plan.positions()];
    this.shares = new double[channels];
  }

  /** Filters view {@code view} of slices {@code from} on into all slices of {@code filtered}. */
  void filter(FloatStack sinogram, int from, FloatStack filtered, int view) {
    prepareFactors(view);
    for (int s = 0; s < filtered.slices(); s += 2) {
      Arrays.fill(complex, 0);
      boolean pair = s + 1 < filtered.slices();
      load(sinogram, from + s, view, 0);
      if (pair) {
        load(sinogram, from + s + 1, view, 1);
      }
      convolve();
      store(filtered, s, view, 0);
      if (pair) {
        store(filtered, s + 1, view, 1);
      }
    }
  }

  private void prepareFactors(int view) {
    weights.ofView(view, shares);
    int first = plan.firstMeasured();
    double[] preWeights = plan.preWeights();
    for (int i = 0; i < factors.length; i++) {
      int channel = Math.min(Math.max(i - first, 0), shares.length - 1);
      factors[i] = preWeights[i] * shares[channel];
    }
  }

  private void load(FloatStack sinogram, int slice, int view, int part) {
    int first = plan.firstMeasured();
    float[] data = sinogram.data();
    int step = sinogram.layout() == SliceLayout.PLANAR ? 1 : sinogram.lanes();
    int index = sinogram.index(slice, view, 0);
    Arrays.fill(line, 0);
    for (int c = 0; c < shares.length; c++) {
      line[first + c] = data[index + c * step];
    }
    extrapolation.extend(slice, line, plan.lateralMm(), first, first + shares.length);
    for (int i = 0; i < line.length; i++) {
      complex[2 * i + part] = line[i] * factors[i];
    }
  }

  private void convolve() {
    transform.complexForward(complex);
    double[] spectrum = plan.spectrum();
    for (int k = 0; k < spectrum.length; k++) {
      complex[2 * k] *= spectrum[k];
      complex[2 * k + 1] *= spectrum[k];
    }
    transform.complexInverse(complex, false);
  }

  private void store(FloatStack filtered, int slice, int view, int part) {
    int first = plan.firstFiltered();
    float[] data = filtered.data();
    int step = filtered.layout() == SliceLayout.PLANAR ? 1 : filtered.lanes();
    int index = filtered.index(slice, view, 0);
    for (int c = 0; c < filtered.columns(); c++) {
      data[index + c * step] = (float) complex[2 * (first + c) + part];
    }
  }
}
