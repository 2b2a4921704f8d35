package io.tomodrift.projectors.device;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.projectors.FbpBackprojector;
import io.tomodrift.projectors.Interpolation;
import io.tomodrift.projectors.ProjectionFilter;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.backend.Backend;
import java.util.Objects;

/** A backend on a {@link Device}, which it owns. */
public final class DeviceBackend implements Backend {

  /**
   * System property: {@code off} forbids the kernels' compiler to contract a product and a sum into
   * one rounding, so that devices can be compared; anything else allows it.
   */
  public static final String CONTRACTION_PROPERTY = "tomodrift.kernels.contraction";

  private final String id;
  private final Device device;
  private final boolean contraction;
  private final RunContext context;
  private final ResourceScope scope;

  private DeviceBackend(String id, Device device, boolean contraction, RunContext context) {
    this.id = Objects.requireNonNull(id, "id");
    this.device = Objects.requireNonNull(device, "device");
    this.contraction = contraction;
    this.context = Objects.requireNonNull(context, "context");
    this.scope = new ResourceScope("backend " + id);
    scope.add(device);
  }

  /**
   * Makes a backend of an opened device, after testing once a process and device that it computes
   * what it should.
   *
   * @param id as in {@code --backend}
   * @param device closed with the backend, and if this fails
   * @param context threads, progress and budget
   * @throws io.tomodrift.geometry.error.BackendException if the device gives another image
   */
  public static DeviceBackend open(String id, Device device, RunContext context) {
    boolean contraction = !"off".equals(System.getProperty(CONTRACTION_PROPERTY));
    DeviceBackend backend = new DeviceBackend(id, device, contraction, context);
    try {
      SelfTest.requirePassed(backend);
    } catch (RuntimeException | Error e) {
      backend.scope.closeAfter(e);
      throw e;
    }
    return backend;
  }

  /** As {@link #open} without the test, for tests of the host's part. */
  static DeviceBackend untested(String id, Device device, boolean contraction, RunContext context) {
    return new DeviceBackend(id, device, contraction, context);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String device() {
    return device.name();
  }

  @Override
  public Projector projector(ScanGeometry geometry, ImageGrid grid, ProjectorModel model) {
    scope.requireOpen();
    return new DeviceProjector(device, geometry, grid, model, contraction, context);
  }

  @Override
  public FbpBackprojector fbpBackprojector(
      ScanGeometry geometry, ImageGrid grid, Interpolation interpolation) {
    scope.requireOpen();
    return new DeviceFbpBackprojector(device, geometry, grid, interpolation, contraction, context);
  }

  @Override
  public ProjectionFilter projectionFilter(int positions, double[] spectrum) {
    scope.requireOpen();
    return new DeviceProjectionFilter(device, positions, spectrum, contraction, context);
  }

  /** Vector operations on stacks that stay on the device. */
  public DeviceVectors vectors() {
    scope.requireOpen();
    return new DeviceVectors(device, contraction, context);
  }

  /** Two batches of image and data in memory of the host, from and to which the device copies. */
  @Override
  public long workspaceBytes(ScanGeometry geometry, ImageGrid grid, int slices) {
    long values = ProblemSize.pixels(grid) + ProblemSize.rays(geometry);
    int batch = Math.min(slices, BatchPlan.PREFERRED);
    long batches = slices > batch ? 2 : 1;
    return batches * batch * values * Float.BYTES + DeviceProjector.tableBytes(geometry);
  }

  @Override
  public void close() {
    scope.close();
  }
}
