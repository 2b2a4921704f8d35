package io.tomodrift.projectors.cuda;

import io.tomodrift.projectors.device.DeviceBuffer;
import io.tomodrift.projectors.device.DeviceQueue;
import io.tomodrift.projectors.device.RealTransforms;
import io.tomodrift.projectors.device.ResourceScope;
import jcuda.Pointer;
import jcuda.jcufft.JCufft;
import jcuda.jcufft.cufftHandle;
import jcuda.jcufft.cufftType;
import jcuda.runtime.cudaStream_t;

/** Transforms by cuFFT: the values of a line are {@code lines} apart. */
final class CudaTransforms implements RealTransforms {

  private final ResourceScope scope = new ResourceScope("these transforms");
  private final CudaDevice device;
  private final int length;
  private final int lines;
  private final cufftHandle forward;
  private final cufftHandle inverse;

  CudaTransforms(CudaDevice device, int length, int lines) {
    this.device = device;
    this.length = length;
    this.lines = lines;
    device.enter();
    try {
      forward = plan(cufftType.CUFFT_R2C, length, length / 2 + 1);
      inverse = plan(cufftType.CUFFT_C2R, length / 2 + 1, length);
    } catch (RuntimeException | Error e) {
      scope.closeAfter(e);
      throw e;
    }
  }

  private cufftHandle plan(int type, int inputs, int outputs) {
    cufftHandle plan = new cufftHandle();
    Cuda.checkCufft(
        JCufft.cufftPlanMany(
            plan,
            1,
            new int[] {length},
            new int[] {inputs},
            lines,
            1,
            new int[] {outputs},
            lines,
            1,
            type,
            lines),
        "planning %d transforms of %d values".formatted(lines, length));
    scope.add(() -> Cuda.checkCufft(JCufft.cufftDestroy(plan), "releasing transforms"));
    return plan;
  }

  @Override
  public void forward(DeviceQueue queue, DeviceBuffer real, int part, DeviceBuffer spectrum) {
    use(forward, queue);
    Pointer target = ((CudaBuffer) spectrum).memory();
    Cuda.checkCufft(JCufft.cufftExecR2C(forward, part(real, part), target), "transforming");
  }

  @Override
  public void inverse(DeviceQueue queue, DeviceBuffer spectrum, DeviceBuffer real, int part) {
    use(inverse, queue);
    Pointer source = ((CudaBuffer) spectrum).memory();
    Cuda.checkCufft(JCufft.cufftExecC2R(inverse, source, part(real, part)), "transforming back");
  }

  private void use(cufftHandle plan, DeviceQueue queue) {
    scope.requireOpen();
    cudaStream_t stream = new cudaStream_t(((CudaQueue) queue).stream());
    Cuda.checkCufft(JCufft.cufftSetStream(plan, stream), "choosing a stream");
  }

  private Pointer part(DeviceBuffer real, int part) {
    return ((CudaBuffer) real).memory().withByteOffset((long) Float.BYTES * length * lines * part);
  }

  @Override
  public void close() {
    device.enter();
    scope.close();
  }
}
