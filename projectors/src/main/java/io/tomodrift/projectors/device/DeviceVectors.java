package io.tomodrift.projectors.device;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * Vector operations on stacks of slices that stay on the device, with a factor or a result for each
 * slice.
 *
 * <p><b>Accuracy</b>: products in float32; inner products add a few hundred values in float32 and
 * the rest in double, or use the maker's library where it loads. <b>Threading</b>: not to be called
 * concurrently; calls return when done. <b>Closing</b>: closes the stacks made here.
 */
public final class DeviceVectors implements AutoCloseable {

  private static final int VALUES_PER_PART = 256;

  private final Device device;
  private final RunContext context;
  private final ResourceScope scope = new ResourceScope("these device vectors");
  private final DeviceQueue queue;
  private final KernelCache kernels;
  private final KernelSource source;
  private final Optional<InnerProducts> library;

  DeviceVectors(Device device, boolean contraction, RunContext context) {
    this.device = device;
    this.context = context;
    this.source = KernelSet.vectors(contraction);
    this.kernels = new KernelCache(device, scope);
    try {
      queue = scope.add(device.queue());
      library = device.innerProducts();
      library.ifPresent(scope::add);
    } catch (RuntimeException | Error e) {
      scope.closeAfter(e);
      throw e;
    }
  }

  /** A stack of slices on the device: {@code [row][column][slice]}, without padding. */
  public static final class Vector {
    private final DeviceBuffer buffer;
    private final int slices;
    private final int rows;
    private final int columns;

    private Vector(DeviceBuffer buffer, FloatStack like) {
      this.buffer = buffer;
      this.slices = like.slices();
      this.rows = like.rows();
      this.columns = like.columns();
    }

    private int count() {
      return rows * columns;
    }

    private void requireLike(Vector other) {
      if (slices != other.slices || rows != other.rows || columns != other.columns) {
        throw new IllegalArgumentException(
            "vectors of %d x %d x %d and %d x %d x %d values"
                .formatted(slices, rows, columns, other.slices, other.rows, other.columns));
      }
    }
  }

  /** Copies an interleaved stack to the device. */
  public Vector upload(FloatStack stack) {
    scope.requireOpen();
    long bytes = (long) Float.BYTES * stack.slices() * stack.rows() * stack.columns();
    Vector vector = new Vector(scope.add(device.buffer(bytes)), stack);
    try (HostBuffer staging = device.hostBuffer(bytes)) {
      LaneCopy.pack(stack, 0, stack.slices(), staging, context);
      queue.upload(staging, vector.buffer, bytes);
      queue.finish();
    }
    return vector;
  }

  /** Copies a vector into an interleaved stack of the same sizes. */
  public void download(Vector vector, FloatStack stack) {
    scope.requireOpen();
    vector.requireLike(new Vector(vector.buffer, stack));
    long bytes = vector.buffer.bytes();
    try (HostBuffer staging = device.hostBuffer(bytes)) {
      queue.download(vector.buffer, staging, bytes);
      queue.finish();
      LaneCopy.unpack(staging, stack, 0, stack.slices(), context);
    }
  }

  /** Computes {@code y += factors[slice] x}. */
  public void axpy(double[] factors, Vector x, Vector y) {
    scope.requireOpen();
    x.requireLike(y);
    if (factors.length != x.slices) {
      throw new IllegalArgumentException(
          "%d factors for %d slices".formatted(factors.length, x.slices));
    }
    try (ResourceScope call = new ResourceScope("axpy")) {
      DeviceBuffer table = Tables.floats(device, call, factors);
      queue.launch(
          kernels.get(source, "vector_axpy"),
          (long) x.count() * x.slices,
          table,
          x.buffer,
          y.buffer,
          x.count(),
          x.slices);
      queue.finish();
    }
  }

  /** The inner product of each slice. */
  public double[] dot(Vector x, Vector y) {
    scope.requireOpen();
    x.requireLike(y);
    int parts = (x.count() + VALUES_PER_PART - 1) / VALUES_PER_PART;
    return library.isPresent() ? sums(x, y, 1, library.get()) : sums(x, y, parts, null);
  }

  private double[] sums(Vector x, Vector y, int parts, InnerProducts products) {
    long bytes = (long) Float.BYTES * parts * x.slices;
    try (DeviceBuffer partial = device.buffer(bytes);
        HostBuffer staging = device.hostBuffer(bytes)) {
      if (products != null) {
        products.compute(queue, x.buffer, y.buffer, x.count(), x.slices, partial);
      } else {
        queue.launch(
            kernels.get(source, "vector_dot"),
            (long) parts * x.slices,
            x.buffer,
            y.buffer,
            partial,
            x.count(),
            x.slices,
            parts);
      }
      queue.download(partial, staging, bytes);
      queue.finish();
      double[] sums = new double[x.slices];
      FloatBuffer values = staging.bytes().asFloatBuffer();
      for (int k = 0; k < parts * x.slices; k++) {
        sums[k % x.slices] += values.get(k);
      }
      return sums;
    }
  }

  /** The Euclidean norm of each slice. */
  public double[] norm(Vector x) {
    double[] squares = dot(x, x);
    for (int s = 0; s < squares.length; s++) {
      squares[s] = Math.sqrt(squares[s]);
    }
    return squares;
  }

  @Override
  public void close() {
    scope.close();
  }
}
