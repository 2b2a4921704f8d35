package io.tomodrift.projectors.cuda;

import static jcuda.nvrtc.JNvrtc.nvrtcCompileProgram;
import static jcuda.nvrtc.JNvrtc.nvrtcCreateProgram;
import static jcuda.nvrtc.JNvrtc.nvrtcDestroyProgram;
import static jcuda.nvrtc.JNvrtc.nvrtcGetNumSupportedArchs;
import static jcuda.nvrtc.JNvrtc.nvrtcGetPTX;
import static jcuda.nvrtc.JNvrtc.nvrtcGetProgramLog;
import static jcuda.nvrtc.JNvrtc.nvrtcGetSupportedArchs;

import io.tomodrift.geometry.error.BackendException;
import io.tomodrift.projectors.device.KernelSource;
import java.util.Arrays;
import jcuda.nvrtc.nvrtcProgram;
import jcuda.nvrtc.nvrtcResult;

/** NVRTC: from kernel text to PTX. */
final class CudaCompiler {

  private CudaCompiler() {}

  /**
   * Compiles a kernel text for a compute capability, or for the newest one below it that this NVRTC
   * knows.
   */
  static String compile(KernelSource source, int capability) {
    String architecture = "--gpu-architecture=compute_" + target(capability);
    String contraction = "--fmad=" + source.contraction();
    nvrtcProgram program = new nvrtcProgram();
    Cuda.checkCompiler(
        nvrtcCreateProgram(program, source.text(), source.name() + ".cu", 0, null, null),
        "reading kernel " + source.variant());
    try {
      int status = nvrtcCompileProgram(program, 2, new String[] {architecture, contraction});
      if (status != nvrtcResult.NVRTC_SUCCESS) {
        String[] log = new String[1];
        nvrtcGetProgramLog(program, log);
        throw new BackendException(
            "kernel %s does not compile for %s:%n%s"
                .formatted(source.variant(), architecture, log[0]));
      }
      String[] ptx = new String[1];
      Cuda.checkCompiler(nvrtcGetPTX(program, ptx), "taking kernel " + source.variant());
      return ptx[0];
    } finally {
      nvrtcDestroyProgram(program);
    }
  }

  private static int target(int capability) {
    int[] count = new int[1];
    Cuda.checkCompiler(nvrtcGetNumSupportedArchs(count), "asking for architectures");
    int[] known = new int[count[0]];
    Cuda.checkCompiler(nvrtcGetSupportedArchs(known), "asking for architectures");
    return Arrays.stream(known)
        .filter(architecture -> architecture <= capability)
        .max()
        .orElseThrow(
            () ->
                new BackendException(
                    "this NVRTC does not know compute capability %d.%d"
                        .formatted(capability / 10, capability % 10)));
  }
}
