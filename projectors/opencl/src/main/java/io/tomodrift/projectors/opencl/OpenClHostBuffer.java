package io.tomodrift.projectors.opencl;

import static org.jocl.CL.CL_MAP_READ;
import static org.jocl.CL.CL_MAP_WRITE;
import static org.jocl.CL.CL_MEM_ALLOC_HOST_PTR;
import static org.jocl.CL.CL_MEM_READ_WRITE;
import static org.jocl.CL.CL_TRUE;
import static org.jocl.CL.clCreateBuffer;
import static org.jocl.CL.clEnqueueMapBuffer;
import static org.jocl.CL.clEnqueueUnmapMemObject;
import static org.jocl.CL.clFinish;
import static org.jocl.CL.clReleaseCommandQueue;
import static org.jocl.CL.clReleaseMemObject;

import io.tomodrift.projectors.device.HostBuffer;
import io.tomodrift.projectors.device.ResourceScope;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_device_id;
import org.jocl.cl_mem;

/**
 * Memory that the driver allocated, mapped as long as it lives: the form in which drivers give
 * page-locked memory, from which copies run beside kernels.
 */
final class OpenClHostBuffer implements HostBuffer {

  private final ResourceScope scope = new ResourceScope("this buffer of the host");
  private final ByteBuffer mapped;

  OpenClHostBuffer(cl_context context, cl_device_id device, long bytes) {
    try {
      int[] status = new int[1];
      cl_command_queue queue = OpenCl.queue(context, device);
      scope.add(() -> OpenCl.check(clReleaseCommandQueue(queue), "releasing a queue"));
      cl_mem memory =
          clCreateBuffer(context, CL_MEM_READ_WRITE | CL_MEM_ALLOC_HOST_PTR, bytes, null, status);
      OpenCl.check(status[0], "allocating %d bytes on the host".formatted(bytes));
      scope.add(() -> OpenCl.check(clReleaseMemObject(memory), "releasing memory of the host"));
      ByteBuffer view =
          clEnqueueMapBuffer(
              queue, memory, CL_TRUE, CL_MAP_READ | CL_MAP_WRITE, 0, bytes, 0, null, null, status);
      OpenCl.check(status[0], "mapping %d bytes".formatted(bytes));
      scope.add(
          () -> {
            OpenCl.check(
                clEnqueueUnmapMemObject(queue, memory, view, 0, null, null), "unmapping memory");
            OpenCl.check(clFinish(queue), "unmapping memory");
          });
      mapped = view;
    } catch (RuntimeException | Error e) {
      scope.closeAfter(e);
      throw e;
    }
  }

  @Override
  public ByteBuffer bytes() {
    scope.requireOpen();
    return mapped.duplicate().order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() {
    scope.close();
  }
}
