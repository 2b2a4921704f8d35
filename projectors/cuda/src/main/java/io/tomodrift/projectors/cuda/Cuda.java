package io.tomodrift.projectors.cuda;

import io.tomodrift.geometry.error.BackendException;
import jcuda.driver.CUresult;
import jcuda.jcublas.cublasStatus;
import jcuda.jcufft.cufftResult;
import jcuda.nvrtc.nvrtcResult;

/** Turns error codes into exceptions. */
final class Cuda {

  private Cuda() {}

  /**
   * Demands that a call of the driver succeeded.
   *
   * @param status what it returned
   * @param call what was tried, with its sizes
   * @throws BackendException if it did not
   */
  static void check(int status, String call) {
    if (status != CUresult.CUDA_SUCCESS) {
      throw failed(call, CUresult.stringFor(status));
    }
  }

  static void checkCompiler(int status, String call) {
    if (status != nvrtcResult.NVRTC_SUCCESS) {
      throw failed(call, nvrtcResult.stringFor(status));
    }
  }

  static void checkCublas(int status, String call) {
    if (status != cublasStatus.CUBLAS_STATUS_SUCCESS) {
      throw failed(call, cublasStatus.stringFor(status));
    }
  }

  static void checkCufft(int status, String call) {
    if (status != cufftResult.CUFFT_SUCCESS) {
      throw failed(call, cufftResult.stringFor(status));
    }
  }

  private static BackendException failed(String call, String code) {
    return new BackendException("CUDA: %s failed with %s".formatted(call, code));
  }
}
