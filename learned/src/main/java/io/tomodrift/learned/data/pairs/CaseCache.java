package io.tomodrift.learned.data.pairs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tomodrift.formats.AtomicOutput;
import io.tomodrift.formats.sinogram.SinogramFiles;
import io.tomodrift.formats.volume.VolumeFiles;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.learned.data.CaseKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder of pairs made by one recipe, each made once.
 *
 * <p><b>Layout</b>: {@code set.json} with the recipe; {@code cases/ID/} with {@code input.npz},
 * {@code target.npz}, perhaps {@code sinogram.npz} and {@code iodine.npz}, and {@code case.json};
 * and {@code manifest.json} once all are there. A case's folder appears when it is complete, so
 * work that was stopped goes on where it was, and more cases of the same recipe can be added later.
 * A folder of another recipe is refused.
 *
 * <p><b>Threading</b>: one filling at a time; the makers use the threads of the context.
 */
public final class CaseCache {

  private static final String FORMAT = "tomodrift training pairs 1";
  private static final String SET = "set.json";
  private static final String MANIFEST = "manifest.json";
  private static final String CASES = "cases";
  private static final int SHOWN_DIFFERENCES = 5;

  private final Path folder;
  private final JsonNode recipe;

  private CaseCache(Path folder, JsonNode recipe) {
    this.folder = folder;
    this.recipe = recipe;
  }

  /**
   * Opens a folder of pairs, or begins one.
   *
   * @param recipe how pairs are made, of JSON's types, with a version that changes with the code
   * @throws IOException if the folder cannot be read or written
   * @throws FormatException if it holds something else, or pairs of another recipe
   */
  public static CaseCache open(Path folder, Map<String, ?> recipe) throws IOException {
    Objects.requireNonNull(folder, "folder");
    JsonNode wanted = JsonTexts.tree(recipe);
    Path set = folder.resolve(SET);
    if (!Files.exists(set)) {
      requireNothing(folder);
      ObjectNode tree = JsonTexts.object();
      tree.put("format", FORMAT);
      tree.set("recipe", wanted);
      JsonTexts.write(tree, set);
      return new CaseCache(folder, wanted);
    }
    JsonNode found = JsonTexts.read(set);
    String format = JsonTexts.member(found, "format", set).asText();
    if (!format.equals(FORMAT)) {
      throw new FormatException(
          "%s: the format is '%s', expected '%s'".formatted(set, format, FORMAT));
    }
    requireSame(
        folder + ": holds pairs of another recipe",
        JsonTexts.member(found, "recipe", set),
        wanted,
        "choose another folder, or delete this one");
    return new CaseCache(folder, wanted);
  }

  private static void requireNothing(Path folder) throws IOException {
    try {
      AtomicOutput.requireAbsentOrEmpty(folder);
    } catch (IOException e) {
      throw new FormatException(
          "%s: holds something else than training pairs; choose another folder".formatted(folder),
          e);
    }
  }

  private static void requireSame(String problem, JsonNode found, JsonNode wanted, String advice) {
    List<String> differences = JsonTexts.differences(found, wanted);
    if (!differences.isEmpty()) {
      int shown = Math.min(SHOWN_DIFFERENCES, differences.size());
      String more =
          shown < differences.size() ? " and " + (differences.size() - shown) + " more" : "";
      throw new FormatException(
          "%s: %s%s; %s"
              .formatted(problem, String.join("; ", differences.subList(0, shown)), more, advice));
    }
  }

  /**
   * Makes the pairs that are not there yet, and writes the manifest. Cancellation keeps what is
   * complete.
   *
   * @param makers what the set consists of; cases in the folder that are not named are left alone
   *     and do not belong to the set
   * @throws IOException if a file cannot be read or written
   * @throws FormatException if a case is there that was made from something else
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public CachedSet fill(List<? extends PairMaker> makers, RunContext context) throws IOException {
    requireDistinct(makers);
    removeUnfinished();
    List<CachedCase> cases = new ArrayList<>();
    for (PairMaker maker : makers) {
      context.checkCancelled();
      Path target = folder.resolve(CASES).resolve(maker.id());
      if (!Files.exists(target.resolve(CachedCase.RECORD))) {
        make(maker, target, context);
      }
      cases.add(readCase(maker, target));
      context.progress().progress("training pairs", cases.size(), makers.size());
    }
    CachedSet set = new CachedSet(folder, cases, digest(cases));
    writeManifest(set);
    return set;
  }

  /** What a process that was killed could not remove itself. */
  private void removeUnfinished() throws IOException {
    Path cases = Files.createDirectories(folder.resolve(CASES));
    List<Path> unfinished;
    try (Stream<Path> entries = Files.list(cases)) {
      unfinished =
          entries.filter(entry -> entry.getFileName().toString().matches("\\..*\\.part")).toList();
    }
    for (Path entry : unfinished) {
      AtomicOutput.deleteTree(entry);
    }
  }

  private static void requireDistinct(List<? extends PairMaker> makers) {
    Set<String> ids = new HashSet<>();
    for (PairMaker maker : makers) {
      if (!maker.id().matches("[A-Za-z0-9_-][A-Za-z0-9._-]*")) {
        throw new IllegalArgumentException(
            "a case must be named by letters, digits, dots, hyphens and underscores, got '%s'"
                .formatted(maker.id()));
      }
      if (!ids.add(maker.id())) {
        throw new IllegalArgumentException("two cases are named " + maker.id());
      }
    }
  }

  private static void make(PairMaker maker, Path target, RunContext context) throws IOException {
    // The progress of the parts would look like that of the whole.
    RunContext quiet = context.quiet();
    Optional<Duration> before = cpuTime();
    Pair pair = maker.make(quiet);
    Map<String, Double> measures = new LinkedHashMap<>(pair.measures());
    Optional<Duration> after = cpuTime();
    if (before.isPresent() && after.isPresent()) {
      measures.put("cpuSeconds", after.get().minus(before.get()).toMillis() / 1000.0);
    }
    AtomicOutput.folder(target, temporary -> write(maker, pair, measures, temporary));
  }

  /** CPU time of this process, all threads; what else runs in it counts too. */
  private static Optional<Duration> cpuTime() {
    return ProcessHandle.current().info().totalCpuDuration();
  }

  private static void write(
      PairMaker maker, Pair pair, Map<String, Double> measures, Path temporary) throws IOException {
    VolumeFiles.write(pair.input(), temporary.resolve(CachedCase.INPUT));
    VolumeFiles.write(pair.target(), temporary.resolve(CachedCase.TARGET));
    Optional<Sinogram> sinogram = pair.sinogram();
    if (sinogram.isPresent()) {
      SinogramFiles.write(sinogram.get(), temporary.resolve(CachedCase.SINOGRAM));
    }
    Optional<Volume> iodine = pair.iodine();
    if (iodine.isPresent()) {
      VolumeFiles.write(iodine.get(), temporary.resolve(CachedCase.IODINE));
    }
    ObjectNode tree = JsonTexts.object();
    tree.put("id", maker.id());
    tree.put("subject", maker.subject());
    tree.put("kind", maker.kind().name());
    tree.set("source", JsonTexts.tree(maker.description()));
    tree.put("sha256", Digests.ofVolumes(pair.input(), pair.target()));
    tree.set("measures", JsonTexts.tree(measures));
    JsonTexts.write(tree, temporary.resolve(CachedCase.RECORD));
  }

  private static CachedCase readCase(PairMaker maker, Path target) throws IOException {
    Path path = target.resolve(CachedCase.RECORD);
    JsonNode found = JsonTexts.read(path);
    ObjectNode wanted = JsonTexts.object();
    wanted.put("id", maker.id());
    wanted.put("subject", maker.subject());
    wanted.put("kind", maker.kind().name());
    wanted.set("source", JsonTexts.tree(maker.description()));
    ObjectNode identity = JsonTexts.object();
    wanted
        .fieldNames()
        .forEachRemaining(name -> identity.set(name, JsonTexts.member(found, name, path)));
    requireSame(
        target + ": holds another case of that name",
        identity,
        wanted,
        "choose another folder for the set, or delete this one");
    Map<String, Double> measures = new LinkedHashMap<>();
    JsonTexts.member(found, "measures", path)
        .properties()
        .forEach(field -> measures.put(field.getKey(), field.getValue().asDouble()));
    return new CachedCase(
        maker.id(),
        maker.subject(),
        CaseKind.valueOf(found.get("kind").asText()),
        target,
        JsonTexts.member(found, "sha256", path).asText(),
        measures);
  }

  private String digest(List<CachedCase> cases) {
    StringBuilder text = new StringBuilder(JsonTexts.canonical(recipe));
    cases.stream()
        .sorted(Comparator.comparing(CachedCase::id))
        .forEach(
            one ->
                text.append('\n')
                    .append(String.join(" ", one.id(), one.subject(), one.kind().name()))
                    .append(' ')
                    .append(one.sha256()));
    return Digests.ofText(text.toString());
  }

  private void writeManifest(CachedSet set) throws IOException {
    ObjectNode tree = JsonTexts.object();
    tree.put("format", FORMAT);
    tree.set("recipe", recipe);
    tree.put("sha256", set.sha256());
    ArrayNode list = tree.putArray("cases");
    for (CachedCase one : set.cases()) {
      list.add(JsonTexts.read(one.folder().resolve(CachedCase.RECORD)));
    }
    JsonTexts.write(tree, folder.resolve(MANIFEST));
  }
}
