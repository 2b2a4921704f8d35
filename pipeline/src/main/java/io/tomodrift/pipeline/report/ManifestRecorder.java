package io.tomodrift.pipeline.report;

import io.tomodrift.geometry.run.RunContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Takes notes during a run and makes its {@link Manifest}.
 *
 * <pre>{@code
 * ManifestRecorder recorder = ManifestRecorder.start("tomodrift fbp scan.npz", settings, context);
 * recorder.input(Path.of("scan.npz"));
 * Volume volume = recorder.call("filtered back projection", () -> fbp(sinogram));
 * recorder.finish("cpu", "16 threads").write(Manifest.beside(output));
 * }</pre>
 *
 * <p>Not thread-safe; stages may be nested.
 */
public final class ManifestRecorder {

  private static final double NANOSECONDS = 1e-9;

  private final String command;
  private final Map<String, Object> configuration;
  private final RunContext context;
  private final Instant startedAt;
  private final LongSupplier nanoTime;
  private final long startNanos;
  private final Map<String, Double> stageSeconds = new LinkedHashMap<>();
  private final List<Manifest.InputFile> inputs = new ArrayList<>();
  private final Set<String> warnings = new LinkedHashSet<>();
  private final Map<String, Object> results = new LinkedHashMap<>();

  ManifestRecorder(
      String command,
      Map<String, Object> configuration,
      RunContext context,
      Clock clock,
      LongSupplier nanoTime) {
    this.command = Objects.requireNonNull(command, "command");
    this.configuration = new LinkedHashMap<>(configuration);
    this.context = Objects.requireNonNull(context, "context");
    this.nanoTime = nanoTime;
    this.startedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    this.startNanos = nanoTime.getAsLong();
  }

  /**
   * Starts the clock.
   *
   * @param command what is run, as typed
   * @param configuration every setting in effect, defaults included; values that JSON can hold
   * @param context threads and seed
   */
  public static ManifestRecorder start(
      String command, Map<String, Object> configuration, RunContext context) {
    return new ManifestRecorder(
        command, configuration, context, Clock.systemUTC(), System::nanoTime);
  }

  /**
   * Work without a result.
   *
   * @param <E> what it may throw
   */
  @FunctionalInterface
  public interface Action<E extends Exception> {
    /** Does the work. */
    void run() throws E;
  }

  /**
   * Work with a result.
   *
   * @param <T> the result
   * @param <E> what it may throw
   */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    /** Does the work. */
    T call() throws E;
  }

  /** Does work and notes its time; a name used again adds to the time of the earlier one. */
  public <E extends Exception> void run(String stage, Action<E> action) throws E {
    this.<Boolean, E>call(
        stage,
        () -> {
          action.run();
          return true;
        });
  }

  /** As {@link #run}, returning the result of the work. Time counts even if the work fails. */
  public <T, E extends Exception> T call(String stage, Work<T, E> work) throws E {
    stageSeconds.putIfAbsent(stage, 0.0);
    long from = nanoTime.getAsLong();
    try {
      return work.call();
    } finally {
      stageSeconds.merge(stage, secondsSince(from), Double::sum);
    }
  }

  /**
   * Notes a file that is read, with its size and SHA-256.
   *
   * @throws IOException if it cannot be read
   */
  public void input(Path file) throws IOException {
    inputs.add(FileDigest.of(file));
  }

  /**
   * Notes the files of a series as one input: their total size, and the SHA-256 of the list of
   * their SHA-256.
   *
   * @param name what to call them
   * @param files in the order in which they count
   * @throws IOException if one cannot be read
   */
  public void inputs(String name, List<Path> files) throws IOException {
    inputs.add(FileDigest.of(name, files, context));
  }

  /** Notes what had to be assumed or looked wrong; the same sentence is noted once. */
  public void warn(String sentence) {
    warnings.add(sentence);
  }

  /** Notes a setting whose value became known during the run; a value that JSON can hold. */
  public void setting(String name, Object value) {
    configuration.put(name, value);
  }

  /** Notes what the run came to; a value that JSON can hold. */
  public void result(String name, Object value) {
    results.put(name, value);
  }

  /** What was noted so far. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /**
   * The manifest of the run up to now.
   *
   * @param backend what computed, such as {@code cpu}
   * @param device the processor or graphics card it computed on
   */
  public Manifest finish(String backend, String device) {
    List<Manifest.StageTime> stages = new ArrayList<>();
    stageSeconds.forEach((name, seconds) -> stages.add(new Manifest.StageTime(name, seconds)));
    return new Manifest(
        command,
        ToolVersion.current(),
        "%s (%s)".formatted(System.getProperty("java.version"), System.getProperty("java.vm.name")),
        "%s %s, %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")),
        backend,
        device,
        context.parallelism(),
        context.seed(),
        startedAt.toString(),
        secondsSince(startNanos),
        stages,
        inputs,
        configuration,
        warnings(),
        results);
  }

  private double secondsSince(long from) {
    return (nanoTime.getAsLong() - from) * NANOSECONDS;
  }
}
