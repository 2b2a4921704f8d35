package io.tomodrift.projectors.backend;

import io.tomodrift.geometry.error.BackendException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.projectors.backend.Backends.Probe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The choice among a given set of providers. */
final class BackendSelector {

  private static final Logger LOG = LoggerFactory.getLogger(Backends.class);

  private final List<Candidate> candidates;

  /**
   * A provider, asked about its device only when the answer matters: looking for a device loads its
   * driver, and a driver can do harm to the process.
   */
  private static final class Candidate {
    private final String id;
    private final BackendProvider provider;
    private Probe probe;

    /** A provider that names itself, not yet probed. */
    Candidate(String id, BackendProvider provider) {
      this.id = id;
      this.provider = provider;
    }

    /** What could not be loaded, or does not even tell its name. */
    Candidate(String className, Availability.Unavailable failed) {
      this.id = className;
      this.provider = null;
      this.probe = new Probe(className, Integer.MAX_VALUE, failed);
    }

    String id() {
      return id;
    }

    BackendProvider provider() {
      return provider;
    }

    synchronized Probe probe() {
      if (probe == null) {
        probe = probeOf(id, provider);
      }
      return probe;
    }
  }

  private final SpeedMemory speeds;

  private BackendSelector(List<Candidate> candidates, SpeedMemory speeds) {
    this.speeds = speeds;
    this.candidates = List.copyOf(candidates);
  }

  /** All candidates probed, lowest rank first. */
  private List<Candidate> ranked() {
    return candidates.stream()
        .sorted(
            Comparator.<Candidate>comparingInt(c -> c.probe().rank()).thenComparing(Candidate::id))
        .toList();
  }

  /** The providers on the class path. */
  static BackendSelector discover() {
    List<Candidate> found = new ArrayList<>();
    var providers = ServiceLoader.load(BackendProvider.class).stream().iterator();
    while (true) {
      try {
        if (!providers.hasNext()) {
          return new BackendSelector(found, SpeedMemory.here());
        }
        found.add(load(providers.next()));
      } catch (ServiceConfigurationError | LinkageError e) {
        LOG.warn("a backend named in META-INF/services cannot be loaded: {}", reason(e));
      }
    }
  }

  /** Given providers. */
  static BackendSelector of(List<? extends BackendProvider> providers, SpeedMemory speeds) {
    return new BackendSelector(providers.stream().map(BackendSelector::named).toList(), speeds);
  }

  List<Probe> probeAll() {
    return ranked().stream().map(Candidate::probe).toList();
  }

  Backend select(String request, OnFallback onFallback, RunContext context) {
    String id = request.strip().toLowerCase(Locale.ROOT);
    if (id.equals(Backends.AUTO)) {
      return automatic(context, "chosen automatically");
    }
    Candidate wanted =
        candidates.stream()
            .filter(c -> c.id().equals(id))
            // Of one there is nothing to compare, and no other is probed.
            .min(Comparator.comparingInt(c -> c.probe().rank()))
            .orElseThrow(() -> new BackendException(unknown(request)));
    try {
      Backend backend = open(wanted, context);
      LOG.info("backend {}: {} (as requested)", backend.id(), backend.device());
      return backend;
    } catch (BackendException e) {
      if (onFallback == OnFallback.FAIL) {
        throw e;
      }
      LOG.warn("{}; choosing another backend", e.getMessage());
      return automatic(context, "instead of " + id);
    }
  }

  private Backend automatic(RunContext context, String why) {
    List<String> failures = new ArrayList<>();
    for (Candidate candidate : preferred()) {
      try {
        Backend backend = open(candidate, context);
        LOG.info(
            "backend {}: {} ({}{})",
            backend.id(),
            backend.device(),
            why,
            failures.isEmpty() ? "" : "; " + String.join("; ", failures));
        return backend;
      } catch (BackendException e) {
        failures.add(e.getMessage());
      }
    }
    throw new BackendException(
        failures.isEmpty()
            ? "no backend on the class path; add tomodrift-projectors"
            : "no backend can run here: " + String.join("; ", failures));
  }

  List<Probe> probePreferred() {
    return preferred().stream().map(Candidate::probe).toList();
  }

  /**
   * All candidates, lowest rank first; among those of one rank first the unavailable, so that the
   * log tells what is missing, and then by measured speed. Nothing is measured unless a choice
   * depends on it.
   */
  private List<Candidate> preferred() {
    List<Candidate> ranked = ranked();
    List<Candidate> ordered = new ArrayList<>();
    boolean decided = false;
    int at = 0;
    while (at < ranked.size()) {
      int rank = ranked.get(at).probe().rank();
      List<Candidate> group = ranked.stream().filter(c -> c.probe().rank() == rank).toList();
      List<Candidate> usable = group.stream().filter(c -> c.probe().available()).toList();
      group.stream().filter(c -> !c.probe().available()).forEach(ordered::add);
      ordered.addAll(decided || usable.size() < 2 ? usable : bySpeed(usable));
      decided |= !usable.isEmpty();
      at += group.size();
    }
    return ordered;
  }

  private List<Candidate> bySpeed(List<Candidate> group) {
    Map<Candidate, Double> nanos = new LinkedHashMap<>();
    for (Candidate candidate : group) {
      nanos.put(candidate, nanosPerUpdate(candidate));
    }
    LOG.debug("nanoseconds a voxel update: {}", nanos);
    return group.stream().sorted(Comparator.comparingDouble(nanos::get)).toList();
  }

  private double nanosPerUpdate(Candidate candidate) {
    OptionalDouble known = speeds.recall(candidate.id());
    if (known.isPresent()) {
      return known.getAsDouble();
    }
    try {
      OptionalDouble measured = candidate.provider().nanosPerUpdate();
      measured.ifPresent(nanos -> speeds.keep(candidate.id(), nanos));
      return measured.orElse(Double.POSITIVE_INFINITY);
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("backend {} cannot be measured: {}", candidate.id(), reason(e));
      return Double.POSITIVE_INFINITY;
    }
  }

  private static Backend open(Candidate candidate, RunContext context) {
    if (candidate.probe().availability() instanceof Availability.Unavailable missing) {
      throw new BackendException(
          "backend %s is not available: %s (%s)"
              .formatted(candidate.id(), missing.reason(), missing.hint()));
    }
    try {
      return candidate.provider().open(context);
    } catch (BackendException e) {
      throw new BackendException(
          "backend %s could not be opened: %s".formatted(candidate.id(), e.getMessage()), e);
    } catch (RuntimeException | LinkageError e) {
      throw new BackendException(
          "backend %s could not be opened: %s".formatted(candidate.id(), reason(e)), e);
    }
  }

  private String unknown(String request) {
    String known =
        ranked().stream().map(Candidate::id).distinct().collect(Collectors.joining(", "));
    return "unknown backend '%s'; known: auto%s"
        .formatted(request, known.isEmpty() ? "" : ", " + known);
  }

  private static Candidate load(ServiceLoader.Provider<BackendProvider> provider) {
    try {
      return named(provider.get());
    } catch (ServiceConfigurationError | LinkageError e) {
      return new Candidate(
          provider.type().getName(),
          new Availability.Unavailable(
              "its provider cannot be loaded: " + reason(e), "check the class path"));
    }
  }

  private static Candidate named(BackendProvider provider) {
    try {
      return new Candidate(provider.id(), provider);
    } catch (RuntimeException | LinkageError e) {
      return new Candidate(provider.getClass().getName(), failed(e));
    }
  }

  /** Probes never throw by contract; native libraries do so all the same. */
  private static Probe probeOf(String id, BackendProvider provider) {
    int rank = Integer.MAX_VALUE;
    try {
      rank = provider.rank();
      return new Probe(id, rank, provider.probe());
    } catch (RuntimeException | LinkageError e) {
      return new Probe(id, rank, failed(e));
    }
  }

  private static Availability.Unavailable failed(Throwable error) {
    return new Availability.Unavailable(
        "its probe failed with " + reason(error), "check its native library and version");
  }

  private static String reason(Throwable error) {
    String message = error.getMessage();
    String type = error.getClass().getSimpleName();
    return message == null ? type : type + ": " + message;
  }
}
