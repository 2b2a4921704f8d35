package io.tomodrift.learned.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.tomodrift.formats.AtomicOutput;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.ModelException;
import io.tomodrift.learned.model.Safetensors;
import io.tomodrift.learned.model.Weights;
import io.tomodrift.learned.torch.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checkpoints of a run: folders {@code checkpoints/step-N} with the weights of every network, the
 * moments of every optimiser, averaged and best weights as safetensors, and the rest as {@code
 * state.json}. Each appears whole or not at all; the last two are kept.
 */
final class Checkpoints {

  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final String WEIGHTS = "weights.safetensors";
  private static final String MOMENTS = "moments.safetensors";
  private static final String AVERAGES = "averages.safetensors";
  private static final String BEST = "best.safetensors";
  private static final String STATE = "state.json";
  private static final String FOLDER_NAME = "step-\\d{12}";
  private static final long LIMIT_BYTES = 64L << 30;
  private static final int KEPT = 2;

  private final RunState state;
  private final TrainingPlan plan;
  private final Path root;
  private long savedStep = -1;

  Checkpoints(RunState state, TrainingPlan plan) {
    this.state = state;
    this.plan = plan;
    root = plan.folder().resolve("checkpoints");
  }

  /** What weights follow from, besides the number of steps. */
  private Map<String, String> configuration() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("method", state.objective.method());
    all.put("phases", String.join(", ", state.optimisers.keySet()));
    state.networks.forEach(
        (name, network) -> all.put("network " + name, network.architecture().toString()));
    all.put("learning rate", plan.learningRate().toString());
    all.put("optimiser", plan.optimiser().toString());
    all.put("clip", plan.clip().toString());
    all.put("decay of averages", Double.toString(plan.emaDecay()));
    all.put("seed", Long.toString(plan.seed()));
    plan.identity().forEach((name, value) -> all.put("given " + name, value));
    return all;
  }

  /** Writes a checkpoint of this step, unless there is one. */
  void save(double seconds) throws IOException {
    if (savedStep == state.step) {
      return;
    }
    Path target = root.resolve("step-%012d".formatted(state.step));
    AtomicOutput.folder(target, folder -> write(folder, seconds));
    savedStep = state.step;
    List<Path> all = existing();
    for (Path old : all.subList(0, Math.max(0, all.size() - KEPT))) {
      AtomicOutput.deleteTree(old);
    }
  }

  private void write(Path folder, double seconds) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    Weights weights = empty();
    for (var entry : state.networks.entrySet()) {
      weights = weights.and(Weights.of(entry.getValue()).prefixed(entry.getKey() + "/"));
    }
    files.put(WEIGHTS, Safetensors.write(folder.resolve(WEIGHTS), weights));
    Weights moments = empty();
    for (var entry : state.optimisers.entrySet()) {
      AdamW adam = entry.getValue();
      moments =
          moments
              .and(Weights.of(adam.firstMoments()).prefixed(entry.getKey() + "/first/"))
              .and(Weights.of(adam.secondMoments()).prefixed(entry.getKey() + "/second/"));
    }
    files.put(MOMENTS, Safetensors.write(folder.resolve(MOMENTS), moments));
    files.put(AVERAGES, Safetensors.write(folder.resolve(AVERAGES), Weights.of(state.averaged)));
    if (state.best != null) {
      files.put(BEST, Safetensors.write(folder.resolve(BEST), state.best));
    }
    Files.writeString(folder.resolve(STATE), text(seconds, files).toJson());
  }

  private static Weights empty() {
    return new Weights(new TreeMap<>());
  }

  private CheckpointState text(double seconds, Map<String, String> files) {
    Map<String, Long> updates = new LinkedHashMap<>();
    state.optimisers.forEach((name, adam) -> updates.put(name, adam.updates()));
    Map<String, CheckpointState.Sum> row = new LinkedHashMap<>();
    state
        .means
        .sums()
        .forEach(
            (name, sum) ->
                row.put(name, new CheckpointState.Sum(sum, state.means.counts().get(name))));
    return new CheckpointState(
        CheckpointState.VERSION,
        state.step,
        configuration(),
        Torch.description(),
        seconds,
        state.skipped,
        state.skippedInARow,
        updates,
        state.ema.updates(),
        state.bestStep,
        state.best == null ? null : state.bestScore,
        state.withoutBetter,
        state.validatedStep,
        state.objective.state(),
        row,
        files);
  }

  private List<Path> existing() throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(root)) {
      return entries.filter(path -> name(path).matches(FOLDER_NAME)).sorted().toList();
    }
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  /** What a process that ended while it wrote has left. */
  private void removeUnfinished() throws IOException {
    if (Files.isDirectory(root)) {
      List<Path> unfinished;
      try (Stream<Path> entries = Files.list(root)) {
        unfinished =
            entries.filter(path -> name(path).matches("\\." + FOLDER_NAME + ".*part")).toList();
      }
      for (Path path : unfinished) {
        AtomicOutput.deleteTree(path);
      }
    }
  }

  /**
   * Takes the state of the last checkpoint, if there is one.
   *
   * @throws ModelException if it is of another configuration; nothing is changed then
   */
  void restore() throws IOException {
    removeUnfinished();
    List<Path> all = existing();
    if (all.isEmpty()) {
      return;
    }
    Path folder = all.get(all.size() - 1);
    Path text = folder.resolve(STATE);
    CheckpointState saved = CheckpointState.parse(Files.readString(text), text.toString());
    requireSame(saved, folder);
    Weights weights = read(folder, WEIGHTS, saved);
    Weights moments = read(folder, MOMENTS, saved);
    Weights averages = read(folder, AVERAGES, saved);
    state.best = saved.bestScore() == null ? null : read(folder, BEST, saved);
    state.networks.forEach(
        (name, network) ->
            fill(network.parameters(), weights.withPrefix(name + "/"), folder.resolve(WEIGHTS)));
    state.optimisers.forEach(
        (name, adam) -> {
          Path where = folder.resolve(MOMENTS);
          fill(adam.firstMoments(), moments.withPrefix(name + "/first/"), where);
          fill(adam.secondMoments(), moments.withPrefix(name + "/second/"), where);
          adam.resumeAt(saved.updates().get(name));
        });
    fill(state.averaged.parameters(), averages, folder.resolve(AVERAGES));
    state.ema.resumeAt(saved.averageUpdates());
    restoreNumbers(saved);
    savedStep = saved.step();
    LOG.info("training goes on from {}", folder);
  }

  private void fill(Map<String, NDArray> arrays, Weights weights, Path where) {
    try (NDManager memory = state.memory.newSubManager()) {
      weights.copyTo(arrays, memory, where.toString());
    }
  }

  private void restoreNumbers(CheckpointState saved) {
    state.step = saved.step();
    state.secondsBefore = saved.seconds();
    state.skipped = saved.skipped();
    state.skippedInARow.putAll(saved.skippedInARow());
    state.bestStep = saved.bestStep();
    state.bestScore = saved.bestScore() == null ? Double.NaN : saved.bestScore();
    state.withoutBetter = saved.withoutBetter();
    state.validatedStep = saved.validatedStep();
    saved.row().forEach((name, sum) -> state.means.restore(name, sum.sum(), sum.count()));
    state.objective.restore(saved.objective());
  }

  private static Weights read(Path folder, String file, CheckpointState saved) throws IOException {
    Path path = folder.resolve(file);
    Safetensors.Content content = Safetensors.read(path, LIMIT_BYTES);
    if (!content.sha256().equals(saved.files().get(file))) {
      throw new FormatException(
          "%s has SHA-256 %s, %s says %s: the checkpoint is damaged; delete %s to go on from the one"
                  .formatted(path, content.sha256(), STATE, saved.files().get(file), folder)
              + " before");
    }
    return content.weights();
  }

  private void requireSame(CheckpointState saved, Path folder) {
    Map<String, String> now = configuration();
    TreeSet<String> names = new TreeSet<>(now.keySet());
    names.addAll(saved.configuration().keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String then = saved.configuration().get(name);
      if (!String.valueOf(now.get(name)).equals(String.valueOf(then))) {
        differences.add("%s was %s and is %s".formatted(name, then, now.get(name)));
      }
    }
    if (!differences.isEmpty()) {
      throw new ModelException(
          "%s is of another configuration: %s. Choose another folder for this run, or the same"
                  .formatted(folder, String.join("; ", differences))
              + " configuration to go on");
    }
    if (!saved.engine().equals(Torch.description())) {
      LOG.warn(
          "{} was made with {}, this is {}: the result may differ in the last bits",
          folder,
          saved.engine(),
          Torch.description());
    }
  }
}
