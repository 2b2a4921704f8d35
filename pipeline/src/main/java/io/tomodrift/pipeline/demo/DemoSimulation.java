package io.tomodrift.pipeline.demo;

import io.tomodrift.fbp.FilteredBackprojection;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.pipeline.report.ManifestRecorder;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.spi.Backend;
import io.tomodrift.sinograms.TransmissionNoise;
import io.tomodrift.sinograms.ViewSampling;

/**
 * Measures a volume with a simulated scanner and reconstructs it from all and from few views, a slab
 * of slices at a time.
 */
final class DemoSimulation {

  /** Slices processed together: enough to fill the vector lanes, few enough for any memory. */
  private static final int SLAB = 64;

  private final Volume reference;
  private final DemoSettings settings;
  private final Backend backend;
  private final RunContext context;
  private final ManifestRecorder recorder;
  private final ImageGrid grid;
  private final FloatStack full;
  private final FloatStack sparse;
  private final int middleSlice;
  private Sinogram middle;
  private long starved;

  DemoSimulation(
      Volume reference,
      DemoSettings settings,
      Backend backend,
      RunContext context,
      ManifestRecorder recorder) {
    if (reference.unit() != VolumeUnit.HU) {
      throw new FormatException(
          "the demonstration needs a CT volume in HU, this one is in "
              + reference.unit().symbol());
    }
    this.reference = reference;
    this.settings = settings;
    this.backend = backend;
    this.context = context;
    this.recorder = recorder;
    FloatStack stack = reference.stack();
    grid = reference.frame().sliceGrid(stack.rows(), stack.columns());
    full = FloatStack.planar(stack.slices(), stack.rows(), stack.columns());
    sparse = FloatStack.planar(stack.slices(), stack.rows(), stack.columns());
    middleSlice = stack.slices() / 2;
  }

  DemoImages run() {
    try (Projector projector =
        backend.projector(settings.geometry(), grid, ProjectorModel.JOSEPH)) {
      for (int from = 0; from < reference.slices(); from += SLAB) {
        int to = Math.min(reference.slices(), from + SLAB);
        Sinogram measured = measure(projector, from, to);
        if (from <= middleSlice && middleSlice < to) {
          middle = measured.slices(middleSlice - from, middleSlice - from + 1);
        }
        reconstruct("reconstruct, all views", measured, full, from);
        Sinogram few = ViewSampling.even(measured, settings.sparseViews());
        reconstruct("reconstruct, few views", few, sparse, from);
      }
    }
    return new DemoImages(
        reference,
        reference.with(full, VolumeUnit.HU),
        reference.with(sparse, VolumeUnit.HU),
        middle,
        starved);
  }

  private Sinogram measure(Projector projector, int from, int to) {
    FloatStack image = reference.stack().copySlices(from, to, SliceLayout.INTERLEAVED);
    settings.water().toPerMmInPlace(image);
    FloatStack data =
        FloatStack.interleaved(
            to - from, settings.geometry().views(), settings.geometry().channels());
    try (var stage = recorder.stage("project")) {
      projector.forward(image, data);
    }
    SliceAxis axis = new SliceAxis(0, reference.frame().sliceSpacingMm()).from(from);
    Sinogram clean =
        new Sinogram(data, settings.geometry(), axis, SinogramUnit.LINE_INTEGRAL);
    return settings.noise().map(noise -> addNoise(noise, clean, from)).orElse(clean);
  }

  private Sinogram addNoise(TransmissionNoise noise, Sinogram clean, int from) {
    try (var stage = recorder.stage("noise")) {
      TransmissionNoise.Result noisy = noise.apply(clean, from, context);
      starved += noisy.starvedRays();
      return noisy.sinogram();
    }
  }

  private void reconstruct(String stageName, Sinogram sinogram, FloatStack into, int from) {
    try (var stage = recorder.stage(stageName)) {
      FilteredBackprojection fbp = new FilteredBackprojection(settings.fbp(), backend);
      Volume slab = fbp.reconstruct(sinogram, grid, context);
      settings.water().toHuInPlace(slab.stack());
      slab.stack().copyInto(0, into, from, slab.slices());
    }
  }
}
