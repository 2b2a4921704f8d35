package io.tomodrift.projectors.device;

/** Memory of a device. */
public interface DeviceBuffer extends AutoCloseable {

  /** Size, bytes. */
  long bytes();

  @Override
  void close();
}
