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

  private static final int THIN_SLICES = 4;

  private final ScanGeometry geometry;
  private final ImageGrid grid;
  private final ProjectorModel model;
  private final LaneKernels kernels;
  private final RunContext context;
  private ChannelMap map;
  private Wide wide;
  private Thin thin;

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
    this.kernels = kernels;
    this.context = context;
    map = ChannelMap.of(geometry, grid);
  }

  /** True if stacks of so many slices are projected slice by slice. */
  static boolean thin(ImageGrid grid, ProjectorModel model, int slices) {
    boolean pairs = grid.columns() > 1 && grid.rows() > 1;
    return model == ProjectorModel.JOSEPH && pairs && slices <= THIN_SLICES;
  }

  @Override
  public void forward(FloatStack image, FloatStack data) {
    requireOpen();
    OperatorChecks.requireStacks(geometry, grid, image, data);
    if (thin(grid, model, image.slices())) {
      thin().forward.run(image, data);
    } else {
      wide().forward.run(image, data);
    }
  }

  @Override
  public void adjoint(FloatStack data, FloatStack image) {
    requireOpen();
    OperatorChecks.requireStacks(geometry, grid, image, data);
    if (thin(grid, model, image.slices())) {
      thin().adjoint.run(data, image);
    } else {
      wide().adjoint(data, image);
    }
  }

  private Wide wide() {
    if (wide == null) {
      wide = new Wide();
    }
    return wide;
  }

  private Thin thin() {
    if (thin == null) {
      thin = new Thin();
    }
    return thin;
  }

  /** Rays and sums for stacks wide enough to share what was found. */
  private final class Wide {
    private final RayTable rays = new RayTable(geometry, grid, model, context);
    private final RayGather forward;
    private final TileGather adjoint;

    Wide() {
      int views = geometry.views();
      int channels = geometry.channels();
      // Siddon gives a ray along a pixel edge to one side, which turning would exchange.
      QuarterTurns turns = model == ProjectorModel.JOSEPH ? QuarterTurns.of(geometry, grid) : null;
      forward = new RayGather(kernels, rays, rays.pairs() ? turns : null, views, channels, context);
      adjoint = new TileGather(kernels, grid, turns, views, channels, context);
    }

    void adjoint(FloatStack data, FloatStack image) {
      int channels = geometry.channels();
      adjoint.run(
          "adjoint projection",
          data,
          image,
          () -> new AdjointTaps(rays, map, grid.pixelMm(), channels, kernels.groupViews()));
    }
  }

  /** Rays and sums for few slices. */
  private final class Thin {
    private final ThinForward forward;
    private final ThinAdjoint adjoint;

    Thin() {
      QuarterTurns turns = QuarterTurns.of(geometry, grid);
      ThinRays rays = new ThinRays(geometry, grid, turns, context);
      ThinPlanes planes = new ThinPlanes(grid.columns(), grid.rows(), turns);
      forward = new ThinForward(kernels, rays, planes, turns, geometry.views(), context);
      adjoint = new ThinAdjoint(kernels, rays, planes, map, grid, turns, geometry.views(), context);
    }
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
    map = null;
    wide = null;
    thin = null;
  }

  private void requireOpen() {
    if (map == null) {
      throw new IllegalStateException("this projector was closed");
    }
  }
}
