package io.tomodrift.projectors.opencl;

import static org.jocl.CL.CL_FALSE;
import static org.jocl.CL.clEnqueueNDRangeKernel;
import static org.jocl.CL.clEnqueueReadBuffer;
import static org.jocl.CL.clEnqueueWriteBuffer;
import static org.jocl.CL.clFinish;
import static org.jocl.CL.clFlush;
import static org.jocl.CL.clReleaseCommandQueue;
import static org.jocl.CL.clSetKernelArg;

import io.tomodrift.projectors.device.DeviceBuffer;
import io.tomodrift.projectors.device.DeviceKernel;
import io.tomodrift.projectors.device.DeviceQueue;
import io.tomodrift.projectors.device.HostBuffer;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_device_id;
import org.jocl.cl_kernel;

/** An in-order command queue. */
final class OpenClQueue implements DeviceQueue {

  private static final long GROUP = 64;

  private cl_command_queue queue;

  OpenClQueue(cl_context context, cl_device_id device) {
    queue = OpenCl.queue(context, device);
  }

  private cl_command_queue queue() {
    if (queue == null) {
      throw new IllegalStateException("this queue was closed");
    }
    return queue;
  }

  @Override
  public void upload(HostBuffer source, DeviceBuffer target, long bytes) {
    int status =
        clEnqueueWriteBuffer(
            queue(),
            ((OpenClBuffer) target).memory(),
            CL_FALSE,
            0,
            bytes,
            Pointer.to(source.bytes()),
            0,
            null,
            null);
    OpenCl.check(status, "copying %d bytes to the device".formatted(bytes));
    OpenCl.check(clFlush(queue), "starting a copy");
  }

  @Override
  public void download(DeviceBuffer source, HostBuffer target, long bytes) {
    int status =
        clEnqueueReadBuffer(
            queue(),
            ((OpenClBuffer) source).memory(),
            CL_FALSE,
            0,
            bytes,
            Pointer.to(target.bytes()),
            0,
            null,
            null);
    OpenCl.check(status, "copying %d bytes from the device".formatted(bytes));
    OpenCl.check(clFlush(queue), "starting a copy");
  }

  @Override
  public void launch(DeviceKernel kernel, long items, Object... arguments) {
    cl_kernel handle = ((OpenClKernel) kernel).kernel();
    for (int k = 0; k < arguments.length; k++) {
      OpenCl.check(
          set(handle, k, arguments[k]),
          "setting argument %d of kernel %s".formatted(k, kernel.entry()));
    }
    long[] global = {(items + GROUP - 1) / GROUP * GROUP};
    int status =
        clEnqueueNDRangeKernel(queue(), handle, 1, null, global, new long[] {GROUP}, 0, null, null);
    OpenCl.check(
        status, "starting kernel %s with %d work items".formatted(kernel.entry(), global[0]));
    OpenCl.check(clFlush(queue), "starting kernel " + kernel.entry());
  }

  private static int set(cl_kernel kernel, int index, Object argument) {
    if (argument instanceof OpenClBuffer buffer) {
      return clSetKernelArg(kernel, index, Sizeof.cl_mem, Pointer.to(buffer.memory()));
    }
    if (argument instanceof Integer number) {
      return clSetKernelArg(kernel, index, Sizeof.cl_int, Pointer.to(new int[] {number}));
    }
    if (argument instanceof Float number) {
      return clSetKernelArg(kernel, index, Sizeof.cl_float, Pointer.to(new float[] {number}));
    }
    throw new IllegalArgumentException("argument %d is %s".formatted(index, argument));
  }

  @Override
  public void finish() {
    OpenCl.check(clFinish(queue()), "waiting for the device");
  }

  @Override
  public void close() {
    if (queue != null) {
      cl_command_queue released = queue;
      queue = null;
      OpenCl.check(clReleaseCommandQueue(released), "releasing a queue");
    }
  }
}
