package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.projectors.backend.Availability;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.BackendProvider;
import java.util.OptionalDouble;

/**
 * Provides the backend {@code cpu}: plain Java, available everywhere, chosen when nothing faster
 * is.
 */
public final class CpuBackendProvider implements BackendProvider {

  static final String ID = "cpu";

  /** Called by the service loader. */
  public CpuBackendProvider() {}

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
    return new Availability.Available(
        CpuBackend.describe(Runtime.getRuntime().availableProcessors()));
  }

  @Override
  public Backend open(RunContext context) {
    return new CpuBackend(
        ID, CpuBackend.describe(context.parallelism()), new PlainKernels(), context);
  }

  @Override
  public OptionalDouble nanosPerUpdate() {
    return CpuCalibration.nanosPerUpdate(new PlainKernels());
  }
}
