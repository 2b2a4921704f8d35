package io.tomodrift.projectors.device;

import java.nio.ByteBuffer;

/** Memory of the host from which and to which a device transfers. */
public interface HostBuffer extends AutoCloseable {

  /**
   * A view of the memory in native byte order, of its own position and limit.
   *
   * @throws IllegalStateException if closed
   */
  ByteBuffer bytes();

  @Override
  void close();
}
