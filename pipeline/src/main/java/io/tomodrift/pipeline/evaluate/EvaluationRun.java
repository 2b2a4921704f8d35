package io.tomodrift.pipeline.evaluate;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.metrics.Mask;
import io.tomodrift.metrics.SegmentationResult;
import io.tomodrift.pipeline.report.ManifestRecorder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Measures all cases, one after the other: a reference and one image are in memory at a time. */
public final class EvaluationRun {

  private static final String STAGE = "evaluating";

  private final EvaluationSettings settings;
  private final RunContext context;
  private final RunContext quiet;
  private final ManifestRecorder recorder;
  private final List<Failure> failures = new ArrayList<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private long done;
  private long total;

  /** Prepares a run; inputs and times are noted by the recorder. */
  public EvaluationRun(EvaluationSettings settings, RunContext context, ManifestRecorder recorder) {
    this.settings = settings;
    this.context = context;
    this.quiet = context.quiet();
    this.recorder = recorder;
  }

  /**
   * Pairs the files and measures.
   *
   * @throws io.tomodrift.pipeline.run.InputFailure if a file is missing or cannot be compared
   */
  public Evaluation run(CaseFolder reference, List<Method> methods) throws IOException {
    CaseMatching matching = CaseMatching.of(reference, methods, settings);
    Map<String, List<String>> names = settings.grouping().partition(reference.cases().keySet());
    failures.addAll(matching.failures());
    noteSkipped(reference, methods);
    total = matching.cases().stream().mapToLong(one -> one.tests().size()).sum();
    Map<String, CaseResult> results = new LinkedHashMap<>();
    for (CasePaths paths : matching.cases()) {
      context.checkCancelled();
      results.put(paths.name(), measure(paths));
    }
    List<Evaluation.Group> groups = new ArrayList<>();
    names.forEach(
        (group, cases) ->
            groups.add(new Evaluation.Group(group, cases.stream().map(results::get).toList())));
    addNotes(results.values());
    notes.forEach(recorder::warn);
    failures.forEach(failure -> recorder.warn(failure.text()));
    return new Evaluation(settings, reference, methods, groups, failures, List.copyOf(notes));
  }

  private CaseResult measure(CasePaths paths) throws IOException {
    CaseReader reader = new CaseReader(settings, quiet);
    CaseReader.Image reference = recorder.call("read", () -> reader.reference(paths.reference()));
    digest(paths.reference());
    Optional<Mask> mask = recorder.call("read", () -> reader.mask(paths, reference));
    if (paths.mask().isPresent()) {
      digest(paths.mask().get());
    }
    Map<Band, Mask> bands = recorder.call("read", () -> reader.bands(paths, reference));
    for (Path band : new LinkedHashSet<>(paths.bands().values())) {
      digest(band);
    }
    CaseMeter meter =
        recorder.call(
            "measure", () -> new CaseMeter(reference.volume(), mask, bands, settings, quiet));
    Map<String, MethodResult> results = new LinkedHashMap<>();
    for (Map.Entry<String, Path> test : paths.tests().entrySet()) {
      context.checkCancelled();
      context.progress().progress(STAGE, done, total);
      CaseReader.Image image = recorder.call("read", () -> reader.test(test.getValue(), reference));
      digest(test.getValue());
      MethodResult result = recorder.call("measure", () -> meter.measure(image));
      addFailures(test.getKey(), paths.name(), result);
      results.put(test.getKey(), result);
      done++;
    }
    context.progress().progress(STAGE, done, total);
    return result(paths, reference, meter, results);
  }

  private static CaseResult result(
      CasePaths paths,
      CaseReader.Image reference,
      CaseMeter meter,
      Map<String, MethodResult> results) {
    var stack = reference.volume().stack();
    var frame = reference.volume().frame();
    return new CaseResult(
        paths.name(),
        paths.reference(),
        List.of(stack.slices(), stack.rows(), stack.columns()),
        List.of(frame.sliceSpacingMm(), frame.rowSpacingMm(), frame.columnSpacingMm()),
        meter.maskVoxels(),
        meter.bandVoxels(),
        meter.edgeVoxels(),
        meter.flatRegions(),
        meter.referenceNoise(),
        results,
        reference.notes());
  }

  private void addFailures(String method, String caseName, MethodResult result) {
    for (Map.Entry<Tissue, SegmentationResult> one : result.tissues().entrySet()) {
      if (one.getValue().failed()) {
        failures.add(
            Failure.emptyClass(
                method, caseName, one.getKey(), one.getValue().referenceVoxels() > 0));
      }
    }
  }

  private void digest(Path volume) throws IOException {
    List<Path> files = CaseFolder.filesOf(volume);
    if (files.size() == 1) {
      recorder.input(files.get(0));
    } else {
      recorder.inputs(volume.toString(), files);
    }
  }

  private void noteSkipped(CaseFolder reference, List<Method> methods) {
    List<CaseFolder> folders = new ArrayList<>(List.of(reference));
    methods.forEach(method -> folders.add(method.folder()));
    settings.mask().folder().ifPresent(folders::add);
    settings.bands().forEach(band -> folders.add(band.folder()));
    for (CaseFolder folder : folders) {
      if (!folder.skipped().isEmpty()) {
        notes.add(
            "%s: not taken as cases: %s"
                .formatted(folder.path(), CaseMatching.listed(folder.skipped())));
      }
    }
  }

  /** Notes that many cases share are told once, with the cases they are about. */
  private void addNotes(Iterable<CaseResult> results) {
    Map<String, Set<String>> casesOf = new LinkedHashMap<>();
    for (CaseResult one : results) {
      Set<String> texts = new LinkedHashSet<>(one.notes());
      one.methods().values().forEach(result -> texts.addAll(result.notes()));
      texts.addAll(undefined(one));
      texts.forEach(
          text -> casesOf.computeIfAbsent(text, unused -> new LinkedHashSet<>()).add(one.name()));
    }
    casesOf.forEach(
        (text, cases) -> notes.add("%s (%s)".formatted(text, CaseMatching.listed(cases))));
  }

  private static List<String> undefined(CaseResult one) {
    List<String> texts = new ArrayList<>();
    if (one.methods().values().stream().anyMatch(result -> result.msSsimLevels() < 5)) {
      texts.add("MS-SSIM has fewer than 5 levels: slices are smaller than 176 pixels a side");
    }
    for (Tissue tissue : Tissue.values()) {
      if (one.methods().values().stream().anyMatch(r -> r.tissues().get(tissue).bothEmpty())) {
        texts.add(
            "no %s in the reference nor in an image: Dice and HD95 have no value there"
                .formatted(tissue.label()));
      }
    }
    one.bandVoxels()
        .forEach(
            (band, voxels) -> {
              if (voxels == 0) {
                texts.add("no voxel in " + band + ": errors in it have no value");
              }
            });
    if (one.flatRegions() == 0) {
      texts.add("no flat region of soft tissue: noise has no value");
    }
    if (one.methods().values().stream()
        .anyMatch(result -> !result.values().containsKey(Measure.EDGE_RATIO))) {
      texts.add("too few moderate edges: edge ratios have no value");
    }
    if (one.shape().get(0) > 1
        && one.methods().values().stream()
            .anyMatch(result -> !result.values().containsKey(Measure.AXIAL_STEPS))) {
      texts.add("slices of the reference do not differ in the mask: axial steps have no value");
    }
    return texts;
  }
}
