package io.tomodrift.fbp;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.projectors.FbpBackprojector;
import io.tomodrift.projectors.ProjectionFilter;
import io.tomodrift.projectors.Reconstructor;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import io.tomodrift.projectors.backend.MemoryPlan;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Filtered back projection of fan-beam and parallel-beam stacks: exact for complete, finely
 * sampled, noise-free scans.
 *
 * <p>With redundancy weight w, fan angle gamma, source distance R, magnification D/R, ramp h and
 * view share db:
 *
 * <pre>
 * arc:      q = dgamma (h_arc * [w p R cos gamma])   f = sum db q / L^2
 * flat:     q = T (h * [w p cos gamma]), T = du R/D   f = sum db (R / l)^2 q
 * parallel: q = T (h * [w p])                         f = sum dtheta q
 * </pre>
 *
 * <p><b>Shape</b>: a sinogram of either layout, any number of slices; the volume is PLANAR.
 * <b>Units</b>: line integrals give 1/mm; see {@link #toHounsfield}. Views may be unevenly spaced,
 * fall, repeat or exceed a turn. <b>Accuracy</b>: the inside of a water disc at 1152 views to 0.05
 * HU in the mean and 1 HU everywhere. <b>Threading</b>: uses the threads of the context; the result
 * depends neither on their number nor on the batches the memory budget allows. One instance must
 * not be used concurrently, as its backend.
 *
 * <p><b>Reference</b>: Kak and Slaney 1988, Principles of Computerized Tomographic Imaging, ch. 3.
 */
public final class FilteredBackprojection implements Reconstructor {

  private static final Logger LOG = LoggerFactory.getLogger(FilteredBackprojection.class);

  /** Beyond this the views of a batch leave the caches without gaining anything. */
  private static final int LARGEST_BATCH = 64;

  private final FbpSettings settings;
  private final Backend backend;

  /**
   * Creates the method.
   *
   * @param settings window, redundancy and so on
   * @param backend what back projects; stays open and belongs to the caller
   */
  public FilteredBackprojection(FbpSettings settings, Backend backend) {
    this.settings = Objects.requireNonNull(settings, "settings");
    this.backend = Objects.requireNonNull(backend, "backend");
  }

  /** The settings. */
  public FbpSettings settings() {
    return settings;
  }

  /**
   * Reconstructs every slice of a stack, batch by batch.
   *
   * @throws io.tomodrift.geometry.error.FormatException if the sinogram holds counts, or values
   *     that are not finite
   * @throws io.tomodrift.geometry.error.GeometryException if the arc is too short
   * @throws io.tomodrift.geometry.error.ResourceException if one slice exceeds the memory budget
   */
  @Override
  public Volume reconstruct(Sinogram sinogram, ImageGrid grid, RunContext context) {
    SinogramChecks.requireUsable(sinogram, context);
    StackFilter filter = new StackFilter(sinogram, settings);
    int slices = sinogram.slices();
    MemoryPlan plan =
        MemoryPlan.ofFbp(
            filter.filteredGeometry(),
            grid,
            slices,
            LARGEST_BATCH,
            count -> filter.workspaceBytes(count, backend),
            backend,
            settings.fast(),
            context);
    LOG.info("memory plan: {}", plan.describe());
    FloatStack volume = FloatStack.planar(slices, grid.rows(), grid.columns());
    backproject(filter, grid, plan.batchSlices(), volume, context);
    if (settings.maskOutsideFov()) {
      FovMask.apply(volume, grid, filter.fovRadiusMm(), (float) settings.maskValuePerMm());
    }
    VolumeFrame frame =
        VolumeFrame.gantry(grid, sinogram.sliceAxis().firstZMm(), sinogram.sliceAxis().spacingMm());
    return new Volume(volume, frame, VolumeUnit.PER_MM);
  }

  private void backproject(
      StackFilter filter, ImageGrid grid, int batch, FloatStack volume, RunContext context) {
    ScanGeometry geometry = filter.filteredGeometry();
    double[] viewWeights = geometry.angles().viewSharesRad(geometry.periodRad());
    int slices = volume.slices();
    try (ProjectionFilter convolution = filter.open(backend);
        FbpBackprojector backprojector = backprojector(geometry, grid)) {
      FloatStack filtered = null;
      FloatStack image = null;
      for (int from = 0; from < slices; from += batch) {
        context.checkCancelled();
        int count = Math.min(batch, slices - from);
        if (filtered == null || filtered.slices() != count) {
          // Two batches must not be in memory at once: the plan counts one.
          filtered = null;
          image = null;
          filtered = filter.newFiltered(count);
          image = FloatStack.interleaved(count, grid.rows(), grid.columns());
        }
        filter.filter(from, filtered, convolution, context);
        backprojector.backproject(filtered, viewWeights, image);
        image.copyInto(0, volume, from, count);
        context.progress().progress("back project", from + count, slices);
      }
    }
  }

  private FbpBackprojector backprojector(ScanGeometry geometry, ImageGrid grid) {
    return settings.fast()
        ? backend.fastFbpBackprojector(geometry, grid)
        : backend.fbpBackprojector(geometry, grid, settings.interpolation());
  }

  /**
   * The filtered projections of a whole stack, for back projectors of one's own.
   *
   * @param backend what convolves; stays open
   * @throws io.tomodrift.geometry.error.FormatException if the sinogram holds counts, or values
   *     that are not finite
   * @throws io.tomodrift.geometry.error.GeometryException if the arc is too short
   */
  public static FilteredProjections filter(
      Sinogram sinogram, FbpSettings settings, Backend backend, RunContext context) {
    SinogramChecks.requireUsable(sinogram, context);
    StackFilter filter = new StackFilter(sinogram, settings);
    try (ProjectionFilter convolution = filter.open(backend)) {
      FloatStack filtered = filter.newFiltered(sinogram.slices());
      filter.filter(0, filtered, convolution, context);
      return new FilteredProjections(filtered, filter.filteredGeometry());
    }
  }

  /** As {@link #filter(Sinogram, FbpSettings, Backend, RunContext)} with the backend cpu. */
  public static FilteredProjections filter(
      Sinogram sinogram, FbpSettings settings, RunContext context) {
    try (Backend backend = Backends.select("cpu", context)) {
      return filter(sinogram, settings, backend, context);
    }
  }

  /** A copy of a volume in 1/mm as Hounsfield units. */
  public static Volume toHounsfield(Volume perMm, HounsfieldScale scale) {
    if (perMm.unit() != VolumeUnit.PER_MM) {
      throw new IllegalArgumentException("expected a volume in 1/mm, got " + perMm.unit().symbol());
    }
    FloatStack values = perMm.stack().copy();
    scale.toHuInPlace(values);
    return perMm.with(values, VolumeUnit.HU);
  }
}
