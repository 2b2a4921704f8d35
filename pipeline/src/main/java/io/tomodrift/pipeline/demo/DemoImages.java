package io.tomodrift.pipeline.demo;

import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.Volume;
import java.util.Optional;

/**
 * What the demonstration made; all volumes in HU, of the same size and place.
 *
 * @param reference the volume that was projected, clipped at -1000 HU as it was projected
 * @param fullView reconstruction from all views
 * @param sparseView reconstruction from few views
 * @param refined the sparse view after a learned model, if there is one
 * @param middle sinogram of the middle slice, all views
 * @param starvedRays rays that no quantum passed, with noise
 */
public record DemoImages(
    Volume reference,
    Volume fullView,
    Volume sparseView,
    Optional<Volume> refined,
    Sinogram middle,
    long starvedRays) {

  /** The same with the refined image. */
  DemoImages withRefined(Volume volume) {
    return new DemoImages(
        reference, fullView, sparseView, Optional.of(volume), middle, starvedRays);
  }
}
