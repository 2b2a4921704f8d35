package io.tomodrift.projectors.device;

/** Work for a device, carried out in the order in which it was given. */
public interface DeviceQueue extends AutoCloseable {

  /** Copies the first {@code bytes} bytes to the device; returns before that is done. */
  void upload(HostBuffer source, DeviceBuffer target, long bytes);

  /** Copies the first {@code bytes} bytes from the device; returns before that is done. */
  void download(DeviceBuffer source, HostBuffer target, long bytes);

  /**
   * Runs a kernel; returns before that is done.
   *
   * @param kernel the kernel
   * @param items least number of work items; kernels ignore what exceeds their sizes
   * @param arguments {@link DeviceBuffer}, {@link Integer} or {@link Float}, as the kernel declares
   */
  void launch(DeviceKernel kernel, long items, Object... arguments);

  /** Waits until everything given so far is done. */
  void finish();

  @Override
  void close();
}
