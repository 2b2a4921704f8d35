package io.tomodrift.projectors.backend;

import io.tomodrift.geometry.run.RunContext;
import java.util.OptionalDouble;

/**
 * Entry point of a backend, found by {@link java.util.ServiceLoader}. A provider must be loadable
 * on a machine that lacks its device.
 */
public interface BackendProvider {

  /** Short name, as in {@code --backend}: lower-case letters. */
  String id();

  /** Preference when the backend is chosen automatically; the lowest available rank wins. */
  int rank();

  /** Tests whether the backend can run here; never throws. */
  Availability probe();

  /**
   * Opens the device.
   *
   * @throws io.tomodrift.geometry.error.BackendException if it cannot be opened
   */
  Backend open(RunContext context);

  /**
   * Measures, in about a second, the processor time of one voxel update of back projection on one
   * thread, to decide between available backends of equal rank. The selection keeps the result for
   * the next time.
   *
   * @return nanoseconds; empty if it cannot be told, and will be asked for again
   */
  default OptionalDouble nanosPerUpdate() {
    return OptionalDouble.empty();
  }
}
