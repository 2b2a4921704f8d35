package io.tomodrift.fbp;

import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The filter of one sinogram stack, applied batch by batch. */
final class StackFilter {

  private static final Logger LOG = LoggerFactory.getLogger(StackFilter.class);

  private final FloatStack sinogram;
  private final RedundancyWeights weights;
  private final SliceExtrapolation extrapolation;
  private final FilterPlan plan;

  StackFilter(Sinogram sinogram, FbpSettings settings) {
    this.sinogram = sinogram.stack();
    this.weights =
        RedundancyWeights.of(
            sinogram.geometry(),
            settings.redundancy(),
            settings.wesargQ(),
            settings.limitedAngle());
    LOG.info(
        "redundancy weights: {}{}",
        weights,
        settings.redundancy() == Redundancy.AUTO ? " (chosen automatically)" : "");
    this.extrapolation = SliceExtrapolation.of(this.sinogram, weights, settings);
    this.plan = FilterPlan.of(sinogram.geometry(), weights, extrapolation.any(), settings);
  }

  ScanGeometry filteredGeometry() {
    return plan.filteredGeometry();
  }

  double fovRadiusMm() {
    return weights.fovRadiusMm();
  }

  /** Filters slices {@code from} to {@code from + count - 1}. */
  FloatStack filter(int from, int count, RunContext context) {
    ScanGeometry geometry = plan.filteredGeometry();
    FloatStack filtered = FloatStack.interleaved(count, geometry.views(), geometry.channels());
    long views = geometry.views();
    RunContext stage =
        context.withProgress(
            new StageProgress(context.progress(), from * views, count, sinogram.slices() * views));
    ParallelLoop.run(
        stage,
        "filter",
        geometry.views(),
        () -> new ViewFilter(plan, weights, extrapolation, sinogram.columns()),
        (filter, view) -> filter.filter(sinogram, from, filtered, view));
    return filtered;
  }
}
