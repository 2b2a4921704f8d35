package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.FbpBackprojector;
import io.tomodrift.projectors.Interpolation;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.backend.Backend;
import java.util.Objects;

/**
 * Operators on the processor, on the threads of one context, with one set of kernels; holds nothing
 * that needs closing.
 */
public final class CpuBackend implements Backend {

  private final String id;
  private final LaneKernels kernels;
  private final RunContext context;

  /** A backend of the given name that runs the given kernels. */
  public CpuBackend(String id, LaneKernels kernels, RunContext context) {
    this.id = Objects.requireNonNull(id, "id");
    this.kernels = Objects.requireNonNull(kernels, "kernels");
    this.context = Objects.requireNonNull(context, "context");
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String device() {
    return CpuBackendProvider.describe(context.parallelism());
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

  /** Ray table, row copies of the image and row copies of one block of views. */
  @Override
  public long workspaceBytes(ScanGeometry geometry, ImageGrid grid, int slices) {
    int lanes = LaneChunk.size(FloatStack.lanesFor(slices), kernels.chunkLanes());
    long rowBytes = LaneRows.rowBytes(lanes);
    long channels = geometry.channels();
    long block =
        TileGather.blockViews(
            geometry.views(), geometry.channels(), lanes, 4 * kernels.groupViews());
    return geometry.views() * channels * RayTable.BYTES_PER_RAY
        + (long) grid.rows() * grid.columns() * rowBytes
        + block * channels * rowBytes;
  }

  @Override
  public void close() {}
}
