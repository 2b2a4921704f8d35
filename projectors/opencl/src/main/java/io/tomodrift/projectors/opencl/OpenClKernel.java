package io.tomodrift.projectors.opencl;

import io.tomodrift.projectors.device.DeviceKernel;
import org.jocl.CL;
import org.jocl.cl_kernel;

/** A kernel with the arguments set last. */
final class OpenClKernel implements DeviceKernel {

  private final String entry;
  private cl_kernel kernel;

  OpenClKernel(cl_kernel kernel, String entry) {
    this.kernel = kernel;
    this.entry = entry;
  }

  cl_kernel kernel() {
    if (kernel == null) {
      throw new IllegalStateException("kernel %s was closed".formatted(entry));
    }
    return kernel;
  }

  @Override
  public String entry() {
    return entry;
  }

  @Override
  public void close() {
    if (kernel != null) {
      cl_kernel released = kernel;
      kernel = null;
      OpenCl.check(CL.clReleaseKernel(released), "releasing kernel " + entry);
    }
  }
}
