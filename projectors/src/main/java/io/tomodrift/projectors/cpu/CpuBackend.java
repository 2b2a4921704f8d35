package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.FbpBackprojector;
import io.tomodrift.projectors.Interpolation;
import io.tomodrift.projectors.ProjectionFilter;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.backend.Backend;
import java.util.Objects;

/**
 * Operators on the processor, on the threads of one context, with one set of kernels; holds nothing
 * that needs closing.
 */
public final class CpuBackend implements Backend {

  /** Rank of every backend of this kind; a measurement decides between them. */
  public static final int RANK = 100;

  private final String id;
  private final String device;
  private final LaneKernels kernels;
  private final RunContext context;

  /**
   * Creates a backend.
   *
   * @param id its name
   * @param device the processor, in words
   * @param kernels the loops it runs
   * @param context threads of its operators
   */
  public CpuBackend(String id, String device, LaneKernels kernels, RunContext context) {
    this.id = Objects.requireNonNull(id, "id");
    this.device = Objects.requireNonNull(device, "device");
    this.kernels = Objects.requireNonNull(kernels, "kernels");
    this.context = Objects.requireNonNull(context, "context");
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String device() {
    return device;
  }

  /** The processor and its virtual machine, in words. */
  public static String describe(int threads) {
    return "%d thread%s, Java %d on %s"
        .formatted(
            threads,
            threads == 1 ? "" : "s",
            Runtime.version().feature(),
            System.getProperty("os.arch"));
  }

  @Override
  public Projector projector(ScanGeometry geometry, ImageGrid grid, ProjectorModel model) {
    return new CpuProjector(geometry, grid, model, kernels, context);
  }

  @Override
  public FbpBackprojector fbpBackprojector(
      ScanGeometry geometry, ImageGrid grid, Interpolation interpolation) {
    return new CpuFbpBackprojector(geometry, grid, interpolation, kernels, context);
  }

  @Override
  public FbpBackprojector fastFbpBackprojector(ScanGeometry geometry, ImageGrid grid) {
    return new HierarchicalBackprojector(kernels, geometry, grid, context);
  }

  @Override
  public long fastFbpWorkspaceBytes(ScanGeometry geometry, ImageGrid grid, int slices) {
    return HierarchicalBackprojector.workspaceBytes(kernels, geometry, grid, slices, context);
  }

  @Override
  public ProjectionFilter projectionFilter(int positions, double[] spectrum) {
    return new CpuProjectionFilter(positions, spectrum, context);
  }

  @Override
  public long workspaceBytes(ScanGeometry geometry, ImageGrid grid, int slices) {
    return workspace(geometry, grid, slices).projectorBytes();
  }

  @Override
  public long fbpWorkspaceBytes(ScanGeometry geometry, ImageGrid grid, int slices) {
    return workspace(geometry, grid, slices).fbpBytes();
  }

  private CpuWorkspace workspace(ScanGeometry geometry, ImageGrid grid, int slices) {
    return new CpuWorkspace(kernels, geometry, grid, slices, context.parallelism());
  }

  @Override
  public long filterWorkspaceBytes(int transformLength, int views, int slices) {
    return CpuProjectionFilter.workspaceBytes(
        transformLength, views, FloatStack.lanesFor(slices), context.parallelism());
  }

  @Override
  public void close() {}
}
