package io.tomodrift.projectors.device;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.FbpBackprojector;
import io.tomodrift.projectors.Interpolation;
import io.tomodrift.projectors.backend.OperatorChecks;
import io.tomodrift.projectors.device.BatchPipeline.Port;

/** The pixel-driven back projection of FBP on a device. */
final class DeviceFbpBackprojector implements FbpBackprojector {

  private final Device device;
  private final ScanGeometry geometry;
  private final ImageGrid grid;
  private final Interpolation interpolation;
  private final boolean contraction;
  private final ResourceScope scope = new ResourceScope("this back projector");
  private final PlaceTable placeTable;
  private final DeviceBuffer places;
  private final DeviceBuffer weights;
  private final KernelCache kernels;
  private final BatchPipeline pipeline;

  DeviceFbpBackprojector(
      Device device,
      ScanGeometry geometry,
      ImageGrid grid,
      Interpolation interpolation,
      boolean contraction,
      RunContext context) {
    OperatorChecks.requireSourceOutside(geometry, grid);
    this.device = device;
    this.geometry = geometry;
    this.grid = grid;
    this.interpolation = interpolation;
    this.contraction = contraction;
    this.placeTable = new PlaceTable(geometry, grid);
    this.kernels = new KernelCache(device, scope);
    try {
      places =
          Tables.upload(
              device, scope, placeTable.bytes(), bytes -> placeTable.write(bytes, context));
      weights = scope.add(device.buffer((long) Float.BYTES * geometry.views()));
      pipeline = scope.add(new BatchPipeline(device, "this back projector", context));
    } catch (RuntimeException | Error e) {
      scope.closeAfter(e);
      throw e;
    }
  }

  @Override
  public void backproject(FloatStack filtered, double[] viewWeights, FloatStack image) {
    scope.requireOpen();
    OperatorChecks.requireStacks(geometry, grid, image, filtered);
    OperatorChecks.requireViewWeights(geometry, viewWeights);
    Tables.refill(device, weights, bytes -> Tables.putFloats(bytes.asFloatBuffer(), viewWeights));
    BatchPlan plan = ProblemSize.plan(device, geometry, grid, image.slices(), placeTable.bytes());
    pipeline.run("back projection", plan, filtered, Port.DATA, image, Port.IMAGE, this::enqueue);
  }

  private void enqueue(DeviceQueue queue, DeviceBuffer data, DeviceBuffer image, int lanes) {
    DeviceKernel kernel = kernels.forLanes(wide -> KernelSet.backproject(wide, contraction), lanes);
    long pixels = (long) grid.columns() * grid.rows();
    queue.launch(
        kernel,
        pixels * lanes / KernelSet.lanesPerItem(lanes),
        data,
        image,
        places,
        weights,
        geometry.views(),
        geometry.channels(),
        grid.columns(),
        grid.rows(),
        lanes,
        placeTable.tileSize(),
        Beam.of(geometry).number(),
        interpolation == Interpolation.CUBIC ? 1 : 0,
        (float) placeTable.channelsPerRad());
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
  public void close() {
    scope.close();
  }
}
