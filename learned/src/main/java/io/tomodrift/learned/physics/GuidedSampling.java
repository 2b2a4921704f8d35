package io.tomodrift.learned.physics;

import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.learned.infer.NetworkRefiner;
import io.tomodrift.learned.infer.SliceGuide;
import io.tomodrift.projectors.backend.Backend;
import java.util.Objects;

/**
 * Sampling by a diffusion that measured data guide: each image that the network predicts on the way
 * is pulled towards the data before the next step uses it (the hard data consistency of Song et al.
 * 2024, algorithm 1, in image space).
 *
 * <p><b>Shape</b>: slice k of the volume belongs to slice k of the sinogram; PLANAR out.
 * <b>Memory</b>: one slice at a time besides the volumes. <b>Threading</b>: as the backend; the
 * result does not depend on the number of threads.
 *
 * @param refiner a diffusion; stays the caller's
 * @param backend what projects; stays the caller's
 * @param water the scale of HU
 * @param step how a predicted image is pulled towards the data
 */
public record GuidedSampling(
    NetworkRefiner refiner, Backend backend, HounsfieldScale water, ConsistencyStep step) {

  /** Checks for nulls. */
  public GuidedSampling {
    Objects.requireNonNull(refiner, "refiner");
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(water, "water");
    Objects.requireNonNull(step, "step");
  }

  /**
   * Samples every slice.
   *
   * @param image what the diffusion is conditioned on, HU
   * @param data line integrals that it was reconstructed from
   * @throws GeometryException if the numbers of slices differ
   * @throws io.tomodrift.geometry.error.ModelException if the model is no diffusion
   */
  public Volume refine(Volume image, Sinogram data, RunContext context) {
    if (image.slices() != data.slices()) {
      throw new GeometryException(
          "the image has %d slices, the sinogram %d; give the sinogram that the image was reconstructed from"
              .formatted(image.slices(), data.slices()));
    }
    int rows = image.stack().rows();
    int columns = image.stack().columns();
    FloatStack result = FloatStack.planar(image.slices(), rows, columns);
    RunContext quiet = context.quiet();
    ConsistentRefinement consistent = new ConsistentRefinement(backend, water, step);
    for (int s = 0; s < image.slices(); s++) {
      context.checkCancelled();
      Volume slice = image.slices(s, s + 1);
      Sinogram views = data.slices(s, s + 1);
      SliceGuide guide =
          (hu, level) -> {
            FloatStack predicted = FloatStack.planar(1, rows, columns);
            System.arraycopy(hu, 0, predicted.data(), 0, hu.length);
            Volume pulled =
                consistent.apply(slice.with(predicted, VolumeUnit.HU), views, quiet).volume();
            return pulled.stack().data();
          };
      Volume made = refiner.refine(slice, guide, quiet);
      System.arraycopy(
          made.stack().data(), 0, result.data(), result.index(s, 0, 0), rows * columns);
      context.progress().progress("guided sampling", s + 1, image.slices());
    }
    return image.with(result, VolumeUnit.HU);
  }
}
