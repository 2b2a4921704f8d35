package io.tomodrift.projectors.cuda;

import io.tomodrift.projectors.device.HostBuffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jcuda.Pointer;
import jcuda.driver.JCudaDriver;

/** Page-locked memory, from which copies run beside kernels. */
final class CudaHostBuffer implements HostBuffer {

  private final CudaDevice device;
  private final long bytes;
  private Pointer memory = new Pointer();

  CudaHostBuffer(CudaDevice device, long bytes) {
    this.device = device;
    this.bytes = bytes;
    device.enter();
    Cuda.check(
        JCudaDriver.cuMemAllocHost(memory, bytes),
        "allocating %d bytes on the host".formatted(bytes));
  }

  Pointer memory() {
    if (memory == null) {
      throw new IllegalStateException("this buffer of the host was closed");
    }
    return memory;
  }

  @Override
  public ByteBuffer bytes() {
    return memory().getByteBuffer(0, bytes).order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() {
    if (memory != null) {
      Pointer released = memory;
      memory = null;
      device.enter();
      Cuda.check(JCudaDriver.cuMemFreeHost(released), "releasing memory of the host");
    }
  }
}
