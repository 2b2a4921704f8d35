package io.tomodrift.pipeline.raw;

import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.sinograms.rebin.RebinPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells users which of the slices they asked for lack rays. */
final class SliceCoverage {

  /** Less is the rounding of a mean over the rays. */
  private static final double COMPLETE = 1 - 1e-6;

  private final RebinPlan rebinning;
  private final PatientPlacement placement;
  private final List<String> intervals = new ArrayList<>();
  private int incomplete;
  private double least = 1;
  private double most;

  private SliceCoverage(RebinPlan rebinning, PatientPlacement placement) {
    this.rebinning = rebinning;
    this.placement = placement;
    int start = -1;
    for (int slice = 0; slice < rebinning.slices(); slice++) {
      double share = rebinning.completeness(slice);
      least = Math.min(least, share);
      most = Math.max(most, share);
      boolean lacks = share < COMPLETE;
      incomplete += lacks ? 1 : 0;
      if (lacks && start < 0) {
        start = slice;
      } else if (!lacks && start >= 0) {
        intervals.add(interval(start, slice - 1));
        start = -1;
      }
    }
    if (start >= 0) {
      intervals.add(interval(start, rebinning.slices() - 1));
    }
  }

  /**
   * One sentence on slices that lack rays, if there are any.
   *
   * @throws GeometryException if the scan has no ray for any of the slices
   */
  static Optional<String> warning(RebinPlan rebinning, PatientPlacement placement) {
    SliceCoverage coverage = new SliceCoverage(rebinning, placement);
    if (coverage.most == 0) {
      throw new GeometryException(
          "the scan has no ray of the slices from z %s mm; `tomodrift info` shows what it covers"
              .formatted(coverage.intervals.get(0)));
    }
    return coverage.incomplete == 0 ? Optional.empty() : Optional.of(coverage.sentence());
  }

  private String sentence() {
    return String.format(
        Locale.ROOT,
        "%d of %d slices are incomplete, z %s mm: as few as %.1f %% of their rays were measured, the others are left out",
        incomplete,
        rebinning.slices(),
        String.join(", ", intervals),
        100 * least);
  }

  private String interval(int first, int last) {
    double a = placement.mirroredZMm(rebinning.sliceAxis().zMm(first));
    double b = placement.mirroredZMm(rebinning.sliceAxis().zMm(last));
    return String.format(Locale.ROOT, "%.1f to %.1f", Math.min(a, b), Math.max(a, b));
  }
}
