package io.tomodrift.projectors.cuda;

import static jcuda.driver.JCudaDriver.cuLaunchKernel;
import static jcuda.driver.JCudaDriver.cuMemcpyDtoHAsync;
import static jcuda.driver.JCudaDriver.cuMemcpyHtoDAsync;
import static jcuda.driver.JCudaDriver.cuStreamCreate;
import static jcuda.driver.JCudaDriver.cuStreamDestroy;
import static jcuda.driver.JCudaDriver.cuStreamSynchronize;

import io.tomodrift.projectors.device.DeviceBuffer;
import io.tomodrift.projectors.device.DeviceKernel;
import io.tomodrift.projectors.device.DeviceQueue;
import io.tomodrift.projectors.device.HostBuffer;
import jcuda.NativePointerObject;
import jcuda.Pointer;
import jcuda.driver.CUstream;
import jcuda.driver.CUstream_flags;

/** A stream of its own, which waits for no other. */
final class CudaQueue implements DeviceQueue {

  private static final int GROUP = 128;

  private final CudaDevice device;
  private CUstream stream = new CUstream();

  CudaQueue(CudaDevice device) {
    this.device = device;
    device.enter();
    Cuda.check(cuStreamCreate(stream, CUstream_flags.CU_STREAM_NON_BLOCKING), "making a stream");
  }

  CUstream stream() {
    if (stream == null) {
      throw new IllegalStateException("this queue was closed");
    }
    device.enter();
    return stream;
  }

  @Override
  public void upload(HostBuffer source, DeviceBuffer target, long bytes) {
    Cuda.check(
        cuMemcpyHtoDAsync(
            ((CudaBuffer) target).memory(), ((CudaHostBuffer) source).memory(), bytes, stream()),
        "copying %d bytes to the device".formatted(bytes));
  }

  @Override
  public void download(DeviceBuffer source, HostBuffer target, long bytes) {
    Cuda.check(
        cuMemcpyDtoHAsync(
            ((CudaHostBuffer) target).memory(), ((CudaBuffer) source).memory(), bytes, stream()),
        "copying %d bytes from the device".formatted(bytes));
  }

  @Override
  public void launch(DeviceKernel kernel, long items, Object... arguments) {
    NativePointerObject[] pointers = new NativePointerObject[arguments.length];
    for (int k = 0; k < arguments.length; k++) {
      pointers[k] = pointerTo(k, arguments[k]);
    }
    int groups = Math.toIntExact((items + GROUP - 1) / GROUP);
    Cuda.check(
        cuLaunchKernel(
            ((CudaKernel) kernel).function(),
            groups,
            1,
            1,
            GROUP,
            1,
            1,
            0,
            stream(),
            Pointer.to(pointers),
            null),
        "starting kernel %s with %d blocks of %d".formatted(kernel.entry(), groups, GROUP));
  }

  private static Pointer pointerTo(int index, Object argument) {
    if (argument instanceof CudaBuffer buffer) {
      return Pointer.to(buffer.memory());
    }
    if (argument instanceof Integer number) {
      return Pointer.to(new int[] {number});
    }
    if (argument instanceof Float number) {
      return Pointer.to(new float[] {number});
    }
    throw new IllegalArgumentException("argument %d is %s".formatted(index, argument));
  }

  @Override
  public void finish() {
    Cuda.check(cuStreamSynchronize(stream()), "waiting for the device");
  }

  @Override
  public void close() {
    if (stream != null) {
      CUstream released = stream;
      stream = null;
      device.enter();
      Cuda.check(cuStreamDestroy(released), "releasing a stream");
    }
  }
}
