package io.tomodrift.projectors.backend;

import io.tomodrift.geometry.run.RunContext;
import java.util.List;
import java.util.Objects;

/**
 * Finds and opens compute backends. Backends are discovered with {@link java.util.ServiceLoader} on
 * every call; a provider that is broken or lacks its native library never keeps the others from
 * working. A backend asked for by id is the only one whose driver is loaded; {@link #AUTO} and the
 * tables load all of them.
 *
 * <pre>{@code
 * try (Backend backend = Backends.select("auto", RunContext.defaults());
 *     Projector projector = backend.projector(geometry, grid, ProjectorModel.JOSEPH)) {
 *   projector.forward(image, data);
 * }
 * }</pre>
 */
public final class Backends {

  /** Requests the available backend of lowest rank, among equals the fastest. */
  public static final String AUTO = "auto";

  private Backends() {}

  /**
   * One line of the table of backends.
   *
   * @param id short name, or the class name of a provider that could not be loaded
   * @param rank preference, lowest first
   * @param availability result of the probe
   */
  public record Probe(String id, int rank, Availability availability) {

    /** Checks for nulls. */
    public Probe {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(availability, "availability");
    }

    /** True if the backend can run here. */
    public boolean available() {
      return availability instanceof Availability.Available;
    }
  }

  /** As {@link #select(String, OnFallback, RunContext)} with {@link OnFallback#FAIL}. */
  public static Backend select(String request, RunContext context) {
    return select(request, OnFallback.FAIL, context);
  }

  /**
   * Opens a backend and logs which one and why.
   *
   * @param request {@code auto} for the available backend of lowest rank, and among equals the one
   *     that a short measurement, kept in the user's cache folder, finds the fastest; or an id
   * @param onFallback what to do if a backend asked for by id cannot run; without effect on auto
   * @param context threads and budget of the operators that will be made
   * @return the opened backend; the caller closes it
   * @throws io.tomodrift.geometry.error.BackendException if the id is unknown, if the backend
   *     cannot run and may not be replaced, or if none can
   */
  public static Backend select(String request, OnFallback onFallback, RunContext context) {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(onFallback, "onFallback");
    Objects.requireNonNull(context, "context");
    return BackendSelector.discover().select(request, onFallback, context);
  }

  /**
   * As {@link #probeAll}, in the order in which {@code auto} tries them: lowest rank first, and
   * where the choice depends on it, equals by a short measurement unless their speed on this
   * machine is known.
   */
  public static List<Probe> preferred() {
    return BackendSelector.discover().probePreferred();
  }

  /** Probes every backend on the class path, lowest rank first; never throws. */
  public static List<Probe> probeAll() {
    return BackendSelector.discover().probeAll();
  }
}
