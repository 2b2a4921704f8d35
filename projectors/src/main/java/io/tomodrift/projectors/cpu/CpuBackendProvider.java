package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.projectors.backend.Availability;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.BackendProvider;

/**
 * Provides the backend {@code cpu}: plain Java, available everywhere, chosen when nothing faster
 * is.
 */
public final class CpuBackendProvider implements BackendProvider {

  static final String ID = "cpu";

  private static final int RANK = 100;

  /** Called by the service loader. */
  public CpuBackendProvider() {}

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
    return new Availability.Available(describe(Runtime.getRuntime().availableProcessors()));
  }

  @Override
  public Backend open(RunContext context) {
    return new CpuBackend(ID, new PlainKernels(), context);
  }

  static String describe(int threads) {
    return "%d thread%s, Java %d on %s"
        .formatted(
            threads,
            threads == 1 ? "" : "s",
            Runtime.version().feature(),
            System.getProperty("os.arch"));
  }
}
