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

/** Plain Java on the threads of one context; holds nothing that needs closing. */
final class CpuBackend implements Backend {

  private static final long ARRAY_HEADER_BYTES = 24;

  /** Sums that a thread of a back projection holds: a tile of 32 x 32, or four of 16 x 16. */
  private static final long TILE_SUMS = 1024;

  private final RunContext context;

  CpuBackend(RunContext context) {
    this.context = Objects.requireNonNull(context, "context");
  }

  @Override
  public String id() {
    return CpuBackendProvider.ID;
  }

  @Override
  public String device() {
    return CpuBackendProvider.describe(context.parallelism());
  }

  @Override
  public Projector projector(ScanGeometry geometry, ImageGrid grid, ProjectorModel model) {
    return new CpuProjector(geometry, grid, model, context);
  }

  @Override
  public FbpBackprojector fbpBackprojector(
      ScanGeometry geometry, ImageGrid grid, Interpolation interpolation) {
    return new CpuFbpBackprojector(geometry, grid, interpolation, context);
  }

  @Override
  public ProjectionFilter projectionFilter(int positions, double[] spectrum) {
    return new CpuProjectionFilter(positions, spectrum, context);
  }

  /** Ray table, row copies of the image and row copies of one block of views. */
  @Override
  public long workspaceBytes(ScanGeometry geometry, ImageGrid grid, int slices) {
    int lanes = LaneChunk.size(FloatStack.lanesFor(slices));
    long rowBytes = ARRAY_HEADER_BYTES + 4L * lanes;
    long channels = geometry.channels();
    int block =
        Math.max(
            PixelGather.blockViews(geometry.views(), geometry.channels(), lanes),
            QuarterGather.blockViews(geometry.views(), geometry.channels(), lanes));
    return geometry.views() * channels * RayTable.BYTES_PER_RAY
        + (long) grid.rows() * grid.columns() * rowBytes
        + block * channels * rowBytes;
  }

  /** Row copies of one block of views, and the sums of a tile for each thread. */
  @Override
  public long fbpWorkspaceBytes(ScanGeometry geometry, ImageGrid grid, int slices) {
    int lanes = LaneChunk.size(FloatStack.lanesFor(slices));
    long block = PixelGather.blockViews(geometry.views(), geometry.channels(), lanes);
    return (block * geometry.channels() + (long) context.parallelism() * TILE_SUMS)
        * (ARRAY_HEADER_BYTES + 4L * lanes);
  }

  @Override
  public long filterWorkspaceBytes(int transformLength, int views, int slices) {
    return CpuProjectionFilter.workspaceBytes(
        transformLength, views, FloatStack.lanesFor(slices), context.parallelism());
  }

  @Override
  public void close() {}
}
