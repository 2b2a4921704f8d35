package io.tomodrift.projectors.simd;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.projectors.backend.Availability;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.BackendProvider;
import io.tomodrift.projectors.cpu.CpuBackend;
import io.tomodrift.projectors.cpu.CpuCalibration;
import io.tomodrift.projectors.cpu.LaneKernels;
import java.util.OptionalDouble;

/**
 * Provides the backend {@code simd}: the backend {@code cpu} with loops of the Vector API, where
 * the virtual machine has it.
 */
public final class SimdBackendProvider implements BackendProvider {
  static final String ID = "simd";
  static final String MODULE = "jdk.incubator.vector";

  /** Called by the service loader. */
  public SimdBackendProvider() {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public int rank() {
    return CpuBackend.RANK;
  }

  @Override
  public Availability probe() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return new Availability.Unavailable(
          "Java was started without its module " + MODULE, "start it with --add-modules " + MODULE);
    }
    int threads = Runtime.getRuntime().availableProcessors();
    return new Availability.Available(device(threads));
  }

  @Override
  public Backend open(RunContext context) {
    return new CpuBackend(ID, device(context.parallelism()), Lazy.KERNELS, context);
  }

  @Override
  public OptionalDouble nanosPerUpdate() {
    return CpuCalibration.nanosPerUpdate(Lazy.KERNELS);
  }

  private static String device(int threads) {
    return "%s, vectors of %d bits".formatted(CpuBackend.describe(threads), Lazy.bits());
  }

  /** Loaded only where the module is there. */
  private static final class Lazy {
    private static final LaneKernels KERNELS = new VectorKernels();

    private Lazy() {}

    private static int bits() {
      return VectorKernels.SPECIES.vectorBitSize();
    }
  }
}
