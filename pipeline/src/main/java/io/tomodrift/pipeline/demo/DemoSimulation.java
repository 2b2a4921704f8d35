package io.tomodrift.pipeline.demo;

import io.tomodrift.fbp.FilteredBackprojection;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.pipeline.project.Projection;
import io.tomodrift.pipeline.report.ManifestRecorder;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.sinograms.ViewSampling;
import java.util.Optional;

/**
 * Measures a volume with a simulated scanner and reconstructs it from all and from few views, a
 * slab of slices at a time.
 */
final class DemoSimulation {

  private final Volume reference;
  private final DemoSettings settings;
  private final Backend backend;
  private final RunContext context;
  private final ManifestRecorder recorder;
  private final ImageGrid grid;
  private final FloatStack full;
  private final FloatStack sparse;

  DemoSimulation(
      Volume reference,
      DemoSettings settings,
      Backend backend,
      RunContext context,
      ManifestRecorder recorder) {
    this.reference = reference;
    this.settings = settings;
    this.backend = backend;
    this.context = context;
    this.recorder = recorder;
    FloatStack stack = reference.stack();
    grid = reference.frame().sliceGrid(stack.rows(), stack.columns());
    full = FloatStack.planar(stack.slices(), stack.rows(), stack.columns());
    sparse = FloatStack.planar(stack.slices(), stack.rows(), stack.columns());
  }

  DemoImages run() {
    Projection scan =
        new Projection(
            settings.geometry(), ProjectorModel.JOSEPH, settings.water(), settings.noise());
    int middleSlice = reference.slices() / 2;
    Sinogram middle = null;
    long starved = 0;
    try (Projector projector =
        backend.projector(settings.geometry(), grid, ProjectorModel.JOSEPH)) {
      for (int from = 0; from < reference.slices(); from += Projection.SLAB) {
        int to = Math.min(reference.slices(), from + Projection.SLAB);
        Projection.Result measured = scan.slab(reference, from, to, projector, context, recorder);
        starved += measured.starvedRays();
        if (from <= middleSlice && middleSlice < to) {
          middle = measured.sinogram().slices(middleSlice - from, middleSlice - from + 1);
        }
        reconstruct("reconstruct, all views", measured.sinogram(), full, from);
        Sinogram few = ViewSampling.even(measured.sinogram(), settings.sparseViews());
        reconstruct("reconstruct, few views", few, sparse, from);
      }
    }
    return new DemoImages(
        reference,
        reference.with(full, VolumeUnit.HU),
        reference.with(sparse, VolumeUnit.HU),
        Optional.empty(),
        middle,
        starved);
  }

  private void reconstruct(String stage, Sinogram sinogram, FloatStack into, int from) {
    FilteredBackprojection fbp = new FilteredBackprojection(settings.fbp(), backend);
    recorder.run(
        stage,
        () -> {
          Volume slab = fbp.reconstruct(sinogram, grid, context);
          settings.water().toHuInPlace(slab.stack());
          slab.stack().copyInto(0, into, from, slab.slices());
        });
  }
}
