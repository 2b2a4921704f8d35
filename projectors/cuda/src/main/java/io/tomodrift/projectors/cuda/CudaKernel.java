package io.tomodrift.projectors.cuda;

import io.tomodrift.projectors.device.DeviceKernel;
import jcuda.driver.CUfunction;

/** A function of a module; the module is the device's. */
final class CudaKernel implements DeviceKernel {

  private final String entry;
  private CUfunction function;

  CudaKernel(CUfunction function, String entry) {
    this.function = function;
    this.entry = entry;
  }

  CUfunction function() {
    if (function == null) {
      throw new IllegalStateException("kernel %s was closed".formatted(entry));
    }
    return function;
  }

  @Override
  public String entry() {
    return entry;
  }

  @Override
  public void close() {
    function = null;
  }
}
