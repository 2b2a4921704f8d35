package io.tomodrift.pipeline.project;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.pipeline.report.ManifestRecorder;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.sinograms.TransmissionNoise;
import java.util.Optional;

/**
 * A simulated scan.
 *
 * @param geometry the scan
 * @param model how pixels are integrated
 * @param water scale from HU to attenuation
 * @param noise noise of the measurement; empty for none
 */
public record Projection(
    ScanGeometry geometry,
    ProjectorModel model,
    HounsfieldScale water,
    Optional<TransmissionNoise> noise) {

  /** Slices projected together: enough to fill the vector lanes, few enough for any memory. */
  public static final int SLAB = 64;

  /**
   * Projections and what happened to them.
   *
   * @param sinogram line integrals
   * @param starvedRays rays that detected no quantum
   */
  public record Result(Sinogram sinogram, long starvedRays) {}

  /** Projects all slices, a slab at a time; the result is PLANAR. */
  public Result run(Volume volume, Backend backend, RunContext context, ManifestRecorder recorder) {
    FloatStack stack = volume.stack();
    ImageGrid grid = volume.frame().sliceGrid(stack.rows(), stack.columns());
    FloatStack all = FloatStack.planar(stack.slices(), geometry.views(), geometry.channels());
    long starved = 0;
    try (Projector projector = backend.projector(geometry, grid, model)) {
      for (int from = 0; from < stack.slices(); from += SLAB) {
        int to = Math.min(stack.slices(), from + SLAB);
        Result slab = slab(volume, from, to, projector, context, recorder);
        slab.sinogram().stack().copyInto(0, all, from, to - from);
        starved += slab.starvedRays();
      }
    }
    SliceAxis axis = new SliceAxis(0, volume.frame().sliceSpacingMm());
    return new Result(new Sinogram(all, geometry, axis, SinogramUnit.LINE_INTEGRAL), starved);
  }

  /** Projects slices {@code from} to {@code to - 1}; the result is INTERLEAVED. */
  public Result slab(
      Volume volume,
      int from,
      int to,
      Projector projector,
      RunContext context,
      ManifestRecorder recorder) {
    FloatStack image = attenuation(volume, from, to);
    FloatStack data = FloatStack.interleaved(to - from, geometry.views(), geometry.channels());
    recorder.run("project", () -> projector.forward(image, data));
    SliceAxis axis = new SliceAxis(0, volume.frame().sliceSpacingMm()).from(from);
    Sinogram clean = new Sinogram(data, geometry, axis, SinogramUnit.LINE_INTEGRAL);
    if (noise.isEmpty()) {
      return new Result(clean, 0);
    }
    TransmissionNoise.Result noisy =
        recorder.call("noise", () -> noise.get().apply(clean, from, context));
    return new Result(noisy.sinogram(), noisy.starvedRays());
  }

  private FloatStack attenuation(Volume volume, int from, int to) {
    FloatStack image = volume.stack().copySlices(from, to, SliceLayout.INTERLEAVED);
    if (volume.unit() == VolumeUnit.HU) {
      water.toPerMmInPlace(image);
    } else if (volume.unit() != VolumeUnit.PER_MM) {
      throw new FormatException(
          "a volume in HU or 1/mm is needed for projection, this one is in "
              + volume.unit().symbol());
    }
    return image;
  }
}
