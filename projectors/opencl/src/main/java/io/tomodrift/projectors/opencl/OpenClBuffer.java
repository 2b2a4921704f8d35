package io.tomodrift.projectors.opencl;

import io.tomodrift.projectors.device.DeviceBuffer;
import org.jocl.CL;
import org.jocl.cl_mem;

/** Memory of the device. */
final class OpenClBuffer implements DeviceBuffer {

  private final long bytes;
  private cl_mem memory;

  OpenClBuffer(cl_mem memory, long bytes) {
    this.memory = memory;
    this.bytes = bytes;
  }

  cl_mem memory() {
    if (memory == null) {
      throw new IllegalStateException("this buffer of %d bytes was closed".formatted(bytes));
    }
    return memory;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public void close() {
    if (memory != null) {
      cl_mem released = memory;
      memory = null;
      OpenCl.check(CL.clReleaseMemObject(released), "releasing a buffer");
    }
  }
}
