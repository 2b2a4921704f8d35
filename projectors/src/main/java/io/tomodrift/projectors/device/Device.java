package io.tomodrift.projectors.device;

import java.util.Optional;

/**
 * An opened accelerator, reduced to what the operators need. Calls may come from any thread.
 *
 * <p>Everything made here is closed before the device, the last one first; see {@link
 * ResourceScope}. Failures are {@link io.tomodrift.geometry.error.BackendException}s that name the
 * call and the sizes; use after closing is an {@link IllegalStateException}.
 */
public interface Device extends AutoCloseable {

  /** Maker, model and driver, in words. */
  String name();

  /** Memory of the device, bytes. */
  long memoryBytes();

  /** Largest single buffer, bytes. */
  long largestBufferBytes();

  /**
   * Compiles a kernel text, or takes it from the cache of this device, and makes a kernel of it.
   *
   * @throws io.tomodrift.geometry.error.BackendException with the compiler's messages
   */
  DeviceKernel kernel(KernelSource source, String entry);

  /** Allocates memory on the device; its content is undefined. */
  DeviceBuffer buffer(long bytes);

  /** Allocates memory of the host that transfers can use without another copy. */
  HostBuffer hostBuffer(long bytes);

  /** Makes a queue; work of one queue runs in order, work of two queues may overlap. */
  DeviceQueue queue();

  /**
   * Fourier transforms by a library of the maker, if it is there.
   *
   * @param length values of a line
   * @param lines number of lines
   */
  default Optional<RealTransforms> realTransforms(int length, int lines) {
    return Optional.empty();
  }

  /** Inner products by a library of the maker, if it is there. */
  default Optional<InnerProducts> innerProducts() {
    return Optional.empty();
  }

  @Override
  void close();
}
