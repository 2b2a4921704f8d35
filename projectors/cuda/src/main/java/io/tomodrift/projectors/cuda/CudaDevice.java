package io.tomodrift.projectors.cuda;

import static jcuda.driver.JCudaDriver.cuCtxSetCurrent;
import static jcuda.driver.JCudaDriver.cuDevicePrimaryCtxRelease;
import static jcuda.driver.JCudaDriver.cuDevicePrimaryCtxRetain;
import static jcuda.driver.JCudaDriver.cuDeviceTotalMem;
import static jcuda.driver.JCudaDriver.cuModuleGetFunction;
import static jcuda.driver.JCudaDriver.cuModuleLoadData;
import static jcuda.driver.JCudaDriver.cuModuleUnload;

import io.tomodrift.projectors.device.Device;
import io.tomodrift.projectors.device.DeviceBuffer;
import io.tomodrift.projectors.device.DeviceKernel;
import io.tomodrift.projectors.device.DeviceQueue;
import io.tomodrift.projectors.device.HostBuffer;
import io.tomodrift.projectors.device.InnerProducts;
import io.tomodrift.projectors.device.KernelSource;
import io.tomodrift.projectors.device.RealTransforms;
import io.tomodrift.projectors.device.ResourceScope;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUfunction;
import jcuda.driver.CUmodule;

/** One device with its primary context, which cuBLAS and cuFFT use as well. */
final class CudaDevice implements Device {

  private final CudaChoice choice;
  private final CUcontext context = new CUcontext();
  private final long memoryBytes;
  private final ResourceScope scope = new ResourceScope("the CUDA device");
  private final Map<String, CUmodule> modules = new HashMap<>();

  CudaDevice(CudaChoice choice) {
    this.choice = choice;
    CUdevice device = choice.device();
    Cuda.check(cuDevicePrimaryCtxRetain(context, device), "opening " + choice.description());
    scope.add(() -> Cuda.check(cuDevicePrimaryCtxRelease(device), "closing the context"));
    try {
      long[] total = new long[1];
      Cuda.check(cuDeviceTotalMem(total, device), "asking for the memory");
      this.memoryBytes = total[0];
    } catch (RuntimeException e) {
      scope.closeAfter(e);
      throw e;
    }
  }

  /** Contexts belong to threads; whoever calls the driver makes this one its own first. */
  void enter() {
    scope.requireOpen();
    Cuda.check(cuCtxSetCurrent(context), "entering the context");
  }

  @Override
  public String name() {
    return choice.description();
  }

  @Override
  public long memoryBytes() {
    return memoryBytes;
  }

  @Override
  public long largestBufferBytes() {
    return memoryBytes;
  }

  @Override
  public DeviceKernel kernel(KernelSource source, String entry) {
    enter();
    CUfunction function = new CUfunction();
    Cuda.check(
        cuModuleGetFunction(function, module(source), entry),
        "making kernel %s of %s".formatted(entry, source.variant()));
    return new CudaKernel(function, entry);
  }

  private synchronized CUmodule module(KernelSource source) {
    CUmodule known = modules.get(source.hash());
    if (known != null) {
      return known;
    }
    String ptx =
        CudaLibrary.NVRTC.loaded()
            ? CudaCompiler.compile(source, choice.capability())
            : ShippedPtx.of(source);
    CUmodule module = new CUmodule();
    byte[] zeroTerminated = (ptx + "\0").getBytes(StandardCharsets.UTF_8);
    Cuda.check(cuModuleLoadData(module, zeroTerminated), "loading kernel " + source.variant());
    scope.add(() -> Cuda.check(cuModuleUnload(module), "unloading a module"));
    modules.put(source.hash(), module);
    return module;
  }

  @Override
  public DeviceBuffer buffer(long bytes) {
    return new CudaBuffer(this, bytes);
  }

  @Override
  public HostBuffer hostBuffer(long bytes) {
    return new CudaHostBuffer(this, bytes);
  }

  @Override
  public DeviceQueue queue() {
    return new CudaQueue(this);
  }

  /** cuFFT wants the second part to begin at a pair of values, so an odd length is left to us. */
  @Override
  public Optional<RealTransforms> realTransforms(int length, int lines) {
    return CudaLibrary.CUFFT.loaded() && length % 2 == 0
        ? Optional.of(new CudaTransforms(this, length, lines))
        : Optional.empty();
  }

  @Override
  public Optional<InnerProducts> innerProducts() {
    return CudaLibrary.CUBLAS.loaded()
        ? Optional.of(new CudaInnerProducts(this))
        : Optional.empty();
  }

  @Override
  public synchronized void close() {
    if (!modules.isEmpty()) {
      enter();
    }
    modules.clear();
    scope.close();
  }
}
