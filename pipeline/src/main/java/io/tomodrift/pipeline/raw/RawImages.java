package io.tomodrift.pipeline.raw;

import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.sinograms.rebin.RebinPlan;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of a raw scan; volumes in HU, gantry frame.
 *
 * @param slices the slices from the views that were kept
 * @param fullView the slices from all views, if only some were kept and these were wanted too
 * @param sinogram the rebinned projections of all views, if wanted
 * @param middle the rebinned projections the middle slice was made from
 * @param rebinning what was rebinned
 * @param completeness share of the rays of each slice that the scan measured, 0 to 1
 */
public record RawImages(
    Volume slices,
    Optional<Volume> fullView,
    Optional<Sinogram> sinogram,
    Sinogram middle,
    RebinPlan rebinning,
    List<Double> completeness) {

  /** Checks that nothing is null. */
  public RawImages {
    Objects.requireNonNull(slices, "slices");
    Objects.requireNonNull(fullView, "fullView");
    Objects.requireNonNull(sinogram, "sinogram");
    Objects.requireNonNull(middle, "middle");
    Objects.requireNonNull(rebinning, "rebinning");
    completeness = List.copyOf(completeness);
  }
}
