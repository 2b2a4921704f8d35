package io.tomodrift.pipeline.raw;

import io.tomodrift.fbp.FilteredBackprojection;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.helical.ProjectionSource;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.pipeline.report.ManifestRecorder;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.sinograms.ViewSampling;
import io.tomodrift.sinograms.rebin.RebinPlan;
import io.tomodrift.sinograms.rebin.RebinStream;
import io.tomodrift.sinograms.rebin.RebinnedSlab;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rebins and reconstructs a raw scan slab by slab, so that beside the resulting slices only a slab
 * of projections and the views it is made from are in memory.
 */
public final class RawReconstructor {

  /**
   * Fills the vector lanes of rebinning and back projection and still is a small share of a scan.
   */
  static final int SLAB_SLICES = 32;

  private final RawPlan plan;
  private final Backend backend;
  private final RunContext context;
  private final ManifestRecorder recorder;

  /** Prepares; the backend stays open and belongs to the caller. */
  public RawReconstructor(
      RawPlan plan, Backend backend, RunContext context, ManifestRecorder recorder) {
    this.plan = plan;
    this.backend = backend;
    this.context = context;
    this.recorder = recorder;
  }

  /**
   * Reconstructs.
   *
   * @throws IOException if a view cannot be read
   * @throws io.tomodrift.geometry.error.GeometryException if the scan does not cover the slices
   * @throws io.tomodrift.geometry.error.ResourceException if it does not fit into memory
   */
  public RawImages run(ProjectionSource source, RebinPlan rebinning) throws IOException {
    MemoryNeed.of(plan, rebinning, SLAB_SLICES).require(context);
    Work work = new Work(rebinning);
    try (RebinStream stream = new RebinStream(source, rebinning, context.quiet())) {
      while (stream.hasNext()) {
        context.checkCancelled();
        RebinnedSlab slab = recorder.call("read and rebin", () -> stream.next(SLAB_SLICES));
        recorder.run("filtered back projection", () -> work.add(slab));
        context
            .progress()
            .progress("reconstruct", slab.firstSlice() + slab.sinogram().slices(), work.slices);
      }
    }
    return work.images();
  }

  /** The results as they grow. */
  private final class Work {
    private final RebinPlan rebinning;
    private final int slices;
    private final FloatStack images;
    private final Optional<FloatStack> fullViews;
    private final Optional<FloatStack> projections;
    private final List<Double> completeness = new ArrayList<>();
    private final FilteredBackprojection fbp;
    private final RunContext inner = context.quiet();
    private Sinogram middle;

    Work(RebinPlan rebinning) {
      this.rebinning = rebinning;
      this.slices = rebinning.slices();
      ImageGrid grid = plan.grid();
      this.images = FloatStack.planar(slices, grid.rows(), grid.columns());
      this.fullViews =
          plan.fullView() && plan.views().isPresent()
              ? Optional.of(FloatStack.planar(slices, grid.rows(), grid.columns()))
              : Optional.empty();
      ScanGeometry scan = rebinning.geometry();
      this.projections =
          plan.keepSinogram()
              ? Optional.of(FloatStack.planar(slices, scan.views(), scan.channels()))
              : Optional.empty();
      this.fbp = new FilteredBackprojection(plan.settings(), backend);
    }

    void add(RebinnedSlab slab) {
      Sinogram all = slab.sinogram();
      int first = slab.firstSlice();
      for (int k = 0; k < all.slices(); k++) {
        completeness.add((double) slab.completeness()[k]);
      }
      projections.ifPresent(kept -> all.stack().copyInto(0, kept, first, all.slices()));
      Sinogram used = plan.views().map(count -> ViewSampling.even(all, count)).orElse(all);
      reconstruct(used, images, first);
      fullViews.ifPresent(target -> reconstruct(all, target, first));
      int wanted = slices / 2 - first;
      if (wanted >= 0 && wanted < used.slices()) {
        middle = used.slices(wanted, wanted + 1);
      }
    }

    private void reconstruct(Sinogram sinogram, FloatStack target, int first) {
      FloatStack perMm = fbp.reconstruct(sinogram, plan.grid(), inner).stack();
      plan.water().toHuInPlace(perMm);
      perMm.copyInto(0, target, first, sinogram.slices());
    }

    RawImages images() {
      SliceAxis axis = rebinning.sliceAxis();
      VolumeFrame frame = VolumeFrame.gantry(plan.grid(), axis.firstZMm(), axis.spacingMm());
      return new RawImages(
          new Volume(images, frame, VolumeUnit.HU),
          fullViews.map(stack -> new Volume(stack, frame, VolumeUnit.HU)),
          projections.map(
              stack -> new Sinogram(stack, rebinning.geometry(), axis, SinogramUnit.LINE_INTEGRAL)),
          middle,
          rebinning,
          completeness);
    }
  }
}
