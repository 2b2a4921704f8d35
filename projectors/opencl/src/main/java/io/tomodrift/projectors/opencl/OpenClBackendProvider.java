package io.tomodrift.projectors.opencl;

import io.tomodrift.geometry.error.BackendException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.projectors.backend.Availability;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.BackendProvider;
import io.tomodrift.projectors.device.DeviceBackend;
import java.util.Optional;

/** Provides the backend {@code opencl}. */
public final class OpenClBackendProvider implements BackendProvider {

  static final String ID = "opencl";

  /** Before the CPU's own backends. */
  private static final int RANK_OF_GPU = 20;

  /** After them: the same processor, through one more layer. */
  private static final int RANK_OF_CPU = 1000;

  /** Called by the service loader. */
  public OpenClBackendProvider() {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public int rank() {
    try {
      return OpenClChoice.best().filter(OpenClChoice::isGpu).isPresent()
          ? RANK_OF_GPU
          : RANK_OF_CPU;
    } catch (RuntimeException | LinkageError e) {
      return RANK_OF_CPU;
    }
  }

  @Override
  public Availability probe() {
    try {
      Optional<OpenClChoice> choice = OpenClChoice.best();
      if (choice.isPresent()) {
        String device = choice.get().description();
        return new Availability.Available(
            SignalChaining.warning().map(warning -> device + "; " + warning).orElse(device));
      }
      return new Availability.Unavailable(
          "the OpenCL loader finds no device",
          "install the driver of the GPU, or pocl-opencl-icd for the CPU");
    } catch (LinkageError e) {
      return new Availability.Unavailable(
          "the OpenCL loader cannot be loaded: " + firstLine(e),
          "install ocl-icd-libopencl1 and the driver of the device");
    } catch (RuntimeException e) {
      return new Availability.Unavailable(
          "asking for OpenCL devices failed: " + firstLine(e), "check the OpenCL driver");
    }
  }

  @Override
  public Backend open(RunContext context) {
    OpenClChoice choice =
        OpenClChoice.best()
            .orElseThrow(() -> new BackendException("the OpenCL loader finds no device"));
    return DeviceBackend.open(ID, new OpenClDevice(choice), context);
  }

  private static String firstLine(Throwable error) {
    String message = error.getMessage();
    return message == null
        ? error.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
