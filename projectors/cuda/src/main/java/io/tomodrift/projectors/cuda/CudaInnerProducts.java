package io.tomodrift.projectors.cuda;

import io.tomodrift.projectors.device.DeviceBuffer;
import io.tomodrift.projectors.device.DeviceQueue;
import io.tomodrift.projectors.device.InnerProducts;
import jcuda.driver.CUdeviceptr;
import jcuda.jcublas.JCublas2;
import jcuda.jcublas.cublasHandle;
import jcuda.jcublas.cublasPointerMode;
import jcuda.runtime.cudaStream_t;

/** Inner products by cuBLAS: a lane is a vector whose values are {@code lanes} apart. */
final class CudaInnerProducts implements InnerProducts {

  private final CudaDevice device;
  private cublasHandle handle = new cublasHandle();

  CudaInnerProducts(CudaDevice device) {
    this.device = device;
    device.enter();
    Cuda.checkCublas(JCublas2.cublasCreate(handle), "starting cuBLAS");
    Cuda.checkCublas(
        JCublas2.cublasSetPointerMode(handle, cublasPointerMode.CUBLAS_POINTER_MODE_DEVICE),
        "starting cuBLAS");
  }

  @Override
  public void compute(
      DeviceQueue queue, DeviceBuffer x, DeviceBuffer y, int count, int lanes, DeviceBuffer sums) {
    cudaStream_t stream = new cudaStream_t(((CudaQueue) queue).stream());
    Cuda.checkCublas(JCublas2.cublasSetStream(handle, stream), "choosing a stream");
    CUdeviceptr first = ((CudaBuffer) x).memory();
    CUdeviceptr second = ((CudaBuffer) y).memory();
    CUdeviceptr result = ((CudaBuffer) sums).memory();
    for (int lane = 0; lane < lanes; lane++) {
      long offset = (long) Float.BYTES * lane;
      Cuda.checkCublas(
          JCublas2.cublasSdot(
              handle,
              count,
              first.withByteOffset(offset),
              lanes,
              second.withByteOffset(offset),
              lanes,
              result.withByteOffset(offset)),
          "an inner product of %d values".formatted(count));
    }
  }

  @Override
  public void close() {
    if (handle != null) {
      cublasHandle released = handle;
      handle = null;
      device.enter();
      Cuda.checkCublas(JCublas2.cublasDestroy(released), "stopping cuBLAS");
    }
  }
}
