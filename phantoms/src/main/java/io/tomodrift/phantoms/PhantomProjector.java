package io.tomodrift.phantoms;

import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Exact sinograms of phantoms: {@code p(view, c) = 1/k sum_m L(view, c + (m + 1/2)/k - 1/2)}, the
 * mean over k sub-rays of the line integral L, at equal distances inside the channel's cell.
 *
 * <p>One sub-ray is the point-sampled truth of ray-driven projectors; five to eight stand for the
 * finite cell that real detectors and the distance-driven projector average over. The mean is of
 * line integrals, not of transmitted quanta: there is no exponential edge-gradient effect.
 *
 * <p><b>Shape</b>: {@code [slice][view][channel]}, layout PLANAR.
 *
 * <p><b>Accuracy</b>: computed in double, stored in float32.
 *
 * <p><b>Threading</b>: any number of threads may share one instance; results do not depend on the
 * context's parallelism.
 *
 * @param geometry the scan
 * @param subRays k, sub-rays a channel, at least 1
 */
public record PhantomProjector(ScanGeometry geometry, int subRays) {

  /** Checks the values. */
  public PhantomProjector {
    Objects.requireNonNull(geometry, "geometry");
    if (subRays < 1) {
      throw new IllegalArgumentException("subRays must be at least 1, got " + subRays);
    }
  }

  /** The sinogram of one slice. */
  public Sinogram project(AnalyticPhantom phantom, RunContext context) {
    return project(List.of(phantom), SliceAxis.UNIT, context);
  }

  /**
   * The sinograms of {@code slices} thin slices of a solid phantom at the positions of the axis.
   */
  public Sinogram project(SolidPhantom phantom, SliceAxis axis, int slices, RunContext context) {
    List<AnalyticPhantom> cuts = new ArrayList<>();
    for (int slice = 0; slice < slices; slice++) {
      cuts.add(phantom.sliceAt(axis.zMm(slice)));
    }
    return project(cuts, axis, context);
  }

  /** The sinograms of several slices, in order. */
  public Sinogram project(List<AnalyticPhantom> slices, SliceAxis axis, RunContext context) {
    int views = geometry.views();
    FloatStack stack = FloatStack.planar(slices.size(), views, geometry.channels());
    ParallelLoop.run(
        context,
        "phantom projection",
        slices.size() * views,
        task -> projectView(slices.get(task / views), task % views, stack, task / views));
    return new Sinogram(stack, geometry, axis, SinogramUnit.LINE_INTEGRAL);
  }

  private void projectView(AnalyticPhantom phantom, int view, FloatStack stack, int slice) {
    int start = stack.index(slice, view, 0);
    for (int channel = 0; channel < geometry.channels(); channel++) {
      stack.data()[start + channel] = (float) cellMean(phantom, view, channel);
    }
  }

  private double cellMean(AnalyticPhantom phantom, int view, int channel) {
    double sum = 0;
    for (int m = 0; m < subRays; m++) {
      double position = channel + (m + 0.5) / subRays - 0.5;
      sum += phantom.lineIntegral(geometry.ray(view, position));
    }
    return sum / subRays;
  }
}
