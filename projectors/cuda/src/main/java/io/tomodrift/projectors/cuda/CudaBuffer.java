package io.tomodrift.projectors.cuda;

import io.tomodrift.projectors.device.DeviceBuffer;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.JCudaDriver;

/** Memory of the device. */
final class CudaBuffer implements DeviceBuffer {

  private final CudaDevice device;
  private final long bytes;
  private CUdeviceptr memory = new CUdeviceptr();

  CudaBuffer(CudaDevice device, long bytes) {
    this.device = device;
    this.bytes = bytes;
    device.enter();
    Cuda.check(
        JCudaDriver.cuMemAlloc(memory, bytes),
        "allocating %d bytes on %s".formatted(bytes, device.name()));
  }

  CUdeviceptr memory() {
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
      CUdeviceptr released = memory;
      memory = null;
      device.enter();
      Cuda.check(JCudaDriver.cuMemFree(released), "releasing a buffer");
    }
  }
}
