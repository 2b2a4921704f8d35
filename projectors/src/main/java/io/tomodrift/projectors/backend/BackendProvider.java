package io.tomodrift.projectors.backend;

import io.tomodrift.geometry.run.RunContext;

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
}
