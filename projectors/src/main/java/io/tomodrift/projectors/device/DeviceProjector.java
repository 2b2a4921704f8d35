package io.tomodrift.projectors.device;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.backend.OperatorChecks;
import io.tomodrift.projectors.device.BatchPipeline.Port;

/** Matched pair on a device: two gathers over one weight function and one table of rays. */
final class DeviceProjector implements Projector {

  private final Device device;
  private final ScanGeometry geometry;
  private final ImageGrid grid;
  private final ProjectorModel model;
  private final boolean contraction;
  private final ResourceScope scope = new ResourceScope("this projector");
  private final RayTable rays;
  private final DeviceBuffer directions;
  private final SpanParameters span;
  private final KernelCache kernels;
  private final BatchPipeline pipeline;

  DeviceProjector(
      Device device,
      ScanGeometry geometry,
      ImageGrid grid,
      ProjectorModel model,
      boolean contraction,
      RunContext context) {
    OperatorChecks.requireSourceOutside(geometry, grid);
    this.device = device;
    this.geometry = geometry;
    this.grid = grid;
    this.model = model;
    this.contraction = contraction;
    this.span = SpanParameters.of(geometry);
    this.kernels = new KernelCache(device, scope);
    try {
      rays = new RayTable(device, scope, geometry, grid, context);
      directions = Tables.floats(device, scope, directions(geometry.angles()));
      pipeline = scope.add(new BatchPipeline(device, "this projector", context));
    } catch (RuntimeException | Error e) {
      scope.closeAfter(e);
      throw e;
    }
  }

  /** Cosine and sine of each view. */
  private static double[] directions(Angles angles) {
    double[] values = new double[2 * angles.count()];
    for (int v = 0; v < angles.count(); v++) {
      values[2 * v] = Math.cos(angles.rad(v));
      values[2 * v + 1] = Math.sin(angles.rad(v));
    }
    return values;
  }

  static long tableBytes(ScanGeometry geometry) {
    return ProblemSize.rays(geometry) * RayTable.BYTES_PER_RAY;
  }

  @Override
  public void forward(FloatStack image, FloatStack data) {
    run("forward projection", image, Port.IMAGE, data, Port.DATA, this::enqueueForward);
  }

  @Override
  public void adjoint(FloatStack data, FloatStack image) {
    run("adjoint projection", data, Port.DATA, image, Port.IMAGE, this::enqueueAdjoint);
  }

  private void run(
      String stage, FloatStack in, Port from, FloatStack out, Port to, BatchPipeline.Work work) {
    scope.requireOpen();
    boolean forward = from == Port.IMAGE;
    OperatorChecks.requireStacks(geometry, grid, forward ? in : out, forward ? out : in);
    BatchPlan plan = ProblemSize.plan(device, geometry, grid, in.slices(), tableBytes(geometry));
    pipeline.run(stage, plan, in, from, out, to, work);
  }

  private void enqueueForward(DeviceQueue queue, DeviceBuffer image, DeviceBuffer data, int lanes) {
    DeviceKernel kernel = kernels.forLanes(wide -> KernelSet.forward(wide, contraction), lanes);
    long count = ProblemSize.rays(geometry);
    queue.launch(
        kernel,
        count * lanes / KernelSet.lanesPerItem(lanes),
        image,
        data,
        rays.intercept(),
        rays.slope(),
        rays.step(),
        rays.inverseSlope(),
        rays.first(),
        rays.last(),
        (int) count,
        grid.columns(),
        grid.rows(),
        lanes,
        siddon());
  }

  private void enqueueAdjoint(DeviceQueue queue, DeviceBuffer data, DeviceBuffer image, int lanes) {
    DeviceKernel kernel = kernels.forLanes(wide -> KernelSet.adjoint(wide, contraction), lanes);
    // A Joseph ray passes within one pixel along the cross axis, a Siddon ray crosses the square.
    double reachPixels = model == ProjectorModel.JOSEPH ? 1 : Math.sqrt(0.5);
    queue.launch(
        kernel,
        ProblemSize.pixels(grid) * lanes / KernelSet.lanesPerItem(lanes),
        data,
        image,
        rays.intercept(),
        rays.slope(),
        rays.step(),
        rays.inverseSlope(),
        directions,
        geometry.views(),
        geometry.channels(),
        grid.columns(),
        grid.rows(),
        lanes,
        siddon(),
        Beam.of(geometry).number(),
        (float) grid.xMm(0),
        (float) grid.yMm(0),
        (float) grid.pixelMm(),
        (float) span.radiusMm(),
        (float) span.centreChannel(),
        (float) span.scale(),
        (float) (reachPixels * grid.pixelMm()),
        (float) span.widestRad(),
        (float) span.safety());
  }

  private int siddon() {
    return model == ProjectorModel.SIDDON ? 1 : 0;
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
    scope.close();
  }
}
