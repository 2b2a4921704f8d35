package io.tomodrift.projectors.cuda;

import io.tomodrift.geometry.error.BackendException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.projectors.backend.Availability;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.BackendProvider;
import io.tomodrift.projectors.device.DeviceBackend;
import java.util.Optional;

/** Provides the backend {@code cuda}. */
public final class CudaBackendProvider implements BackendProvider {

  static final String ID = "cuda";

  private static final int RANK = 10;

  /** Called by the service loader. */
  public CudaBackendProvider() {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public int rank() {
    return RANK;
  }

  @Override
  public Availability probe() {
    try {
      if (!CudaLibrary.DRIVER.loaded()) {
        return new Availability.Unavailable(
            CudaLibrary.report("found"),
            "install NVIDIA's driver; what is missing of NVRTC, cuBLAS and cuFFT is replaced by kernels that come compiled");
      }
      Optional<CudaChoice> choice = CudaChoice.best();
      if (choice.isEmpty()) {
        return new Availability.Unavailable("the driver finds no device", "check nvidia-smi");
      }
      if (!CudaLibrary.NVRTC.loaded() && choice.get().capability() < ShippedPtx.LEAST_CAPABILITY) {
        return new Availability.Unavailable(
            "%s is older than the kernels that come compiled, %s"
                .formatted(choice.get().description(), CudaLibrary.report("loaded")),
            "put NVRTC of CUDA 11.8 on LD_LIBRARY_PATH");
      }
      return new Availability.Available(choice.get().description());
    } catch (BackendException e) {
      return new Availability.Unavailable(e.getMessage(), "check nvidia-smi");
    } catch (RuntimeException | LinkageError e) {
      return new Availability.Unavailable(
          "asking for CUDA devices failed: " + CudaLibrary.reason(e), "check the driver");
    }
  }

  @Override
  public Backend open(RunContext context) {
    CudaChoice choice =
        CudaChoice.best().orElseThrow(() -> new BackendException("the driver finds no device"));
    return DeviceBackend.open(ID, new CudaDevice(choice), context);
  }
}
