package io.tomodrift.pipeline.raw;

import io.tomodrift.fbp.FbpSettings;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.sinograms.rebin.RebinRequest;
import io.tomodrift.sinograms.rebin.RebinSettings;
import java.util.Objects;
import java.util.Optional;

/**
 * How raw data become slices.
 *
 * @param rebin which rays make a fan-beam view
 * @param request which slices
 * @param views views to keep of each rebinned turn, spread evenly; empty for all
 * @param fullView true to reconstruct all views too when only some are kept
 * @param keepSinogram true to keep the rebinned projections of all views
 * @param grid pixels of a slice, gantry frame
 * @param fbp filter, interpolation and so on
 * @param maskFov true to set what not every view sees to air
 * @param water scale of the result
 */
public record RawPlan(
    RebinSettings rebin,
    RebinRequest request,
    Optional<Integer> views,
    boolean fullView,
    boolean keepSinogram,
    ImageGrid grid,
    FbpSettings fbp,
    boolean maskFov,
    HounsfieldScale water) {

  /** Checks that nothing is null. */
  public RawPlan {
    Objects.requireNonNull(rebin, "rebin");
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(views, "views");
    Objects.requireNonNull(grid, "grid");
    Objects.requireNonNull(fbp, "fbp");
    Objects.requireNonNull(water, "water");
  }

  /** The settings of FBP, mask included. */
  FbpSettings settings() {
    return maskFov ? fbp.withMaskOutsideFov(0) : fbp;
  }
}
