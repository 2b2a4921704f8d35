package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.backend.OperatorChecks;

/**
 * Matched pair on the CPU: the forward projection gathers pixels along each ray, the adjoint
 * gathers rays over each pixel, both with the weights of one {@link RayTable}.
 */
final class CpuProjector implements Projector {

  private final ScanGeometry geometry;
  private final ImageGrid grid;
  private final ProjectorModel model;
  private RayTable rays;
  private ChannelMap map;
  private RayGather forward;
  private TileGather adjoint;
  private final int groupViews;

  CpuProjector(
      ScanGeometry geometry,
      ImageGrid grid,
      ProjectorModel model,
      LaneKernels kernels,
      RunContext context) {
    OperatorChecks.requireSourceOutside(geometry, grid);
    this.geometry = geometry;
    this.grid = grid;
    this.model = model;
    int views = geometry.views();
    int channels = geometry.channels();
    rays = new RayTable(geometry, grid, model, context);
    map = ChannelMap.of(geometry, grid);
    // Siddon gives a ray along a pixel edge to one side, which turning would exchange.
    QuarterTurns turns = model == ProjectorModel.JOSEPH ? QuarterTurns.of(geometry, grid) : null;
    groupViews = kernels.groupViews();
    forward = new RayGather(kernels, rays, rays.pairs() ? turns : null, views, channels, context);
    adjoint = new TileGather(kernels, grid, turns, views, channels, context);
  }

  @Override
  public void forward(FloatStack image, FloatStack data) {
    requireOpen();
    OperatorChecks.requireStacks(geometry, grid, image, data);
    forward.run(image, data);
  }

  @Override
  public void adjoint(FloatStack data, FloatStack image) {
    requireOpen();
    OperatorChecks.requireStacks(geometry, grid, image, data);
    adjoint.run(
        "adjoint projection",
        data,
        image,
        () -> new AdjointTaps(rays, map, grid.pixelMm(), geometry.channels(), groupViews));
  }

  @Override
  public ScanGeometry geometry() {
    return geometry;
  }

  @Override
  public ImageGrid grid() {
    return grid;
  }

  @Override
  public ProjectorModel model() {
    return model;
  }

  @Override
  public void close() {
    rays = null;
    map = null;
    forward = null;
    adjoint = null;
  }

  private void requireOpen() {
    if (rays == null) {
      throw new IllegalStateException("this projector was closed");
    }
  }
}
