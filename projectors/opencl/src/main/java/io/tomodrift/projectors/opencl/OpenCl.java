package io.tomodrift.projectors.opencl;

import io.tomodrift.geometry.error.BackendException;
import org.jocl.CL;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_device_id;

/** Calls that need more than themselves. */
final class OpenCl {

  private OpenCl() {}

  /**
   * Demands that a call succeeded.
   *
   * @param status what it returned
   * @param call what was tried, with its sizes
   * @throws BackendException if it did not
   */
  static void check(int status, String call) {
    if (status != CL.CL_SUCCESS) {
      throw new BackendException(
          "OpenCL: %s failed with %s".formatted(call, CL.stringFor_errorCode(status)));
    }
  }

  /** Makes an in-order queue. */
  @SuppressWarnings("deprecation") // what replaces the call is not in OpenCL 1.2
  static cl_command_queue queue(cl_context context, cl_device_id device) {
    int[] status = new int[1];
    cl_command_queue queue = CL.clCreateCommandQueue(context, device, 0, status);
    check(status[0], "making a queue");
    return queue;
  }
}
