package io.tomodrift.projectors.device;

/** A compiled kernel. Launch it from one thread at a time. */
public interface DeviceKernel extends AutoCloseable {

  /** Name of its entry point. */
  String entry();

  @Override
  void close();
}
