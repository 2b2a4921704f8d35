package io.tomodrift.pipeline.reconstruct;

import io.tomodrift.fbp.FilteredBackprojection;
import io.tomodrift.fbp.FovMask;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.pipeline.data.Input.OfSinogram;
import io.tomodrift.pipeline.data.InputDigests;
import io.tomodrift.pipeline.data.OutputKind;
import io.tomodrift.pipeline.data.Outputs;
import io.tomodrift.pipeline.data.QuickLook;
import io.tomodrift.pipeline.learned.Refinement;
import io.tomodrift.pipeline.report.HtmlReport;
import io.tomodrift.pipeline.report.Manifest;
import io.tomodrift.pipeline.report.ManifestRecorder;
import io.tomodrift.pipeline.run.UsageFailure;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import io.tomodrift.projectors.iterative.IterationLog;
import io.tomodrift.projectors.iterative.IterativeReconstruction;
import io.tomodrift.projectors.iterative.Outcome;
import io.tomodrift.projectors.iterative.SolverPlan;
import io.tomodrift.sinograms.ViewSampling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reconstructs one sinogram stack and writes everything that belongs to the result. */
public final class ReconstructionRun {

  private final ReconstructionPlan plan;
  private final Target target;
  private final String backendId;
  private final RunContext context;
  private final ManifestRecorder recorder;
  private final Consumer<String> notes;

  /**
   * Where the result goes.
   *
   * @param out volume file, or folder for DICOM
   * @param kind its format
   * @param report folder of the report, if one is wanted
   * @param overwrite true to replace what exists
   */
  public record Target(Path out, OutputKind kind, Optional<Path> report, boolean overwrite) {

    /**
     * Checks that the outputs can be written.
     *
     * @throws IOException saying what is in the way
     */
    public void prepare() throws IOException {
      Outputs.prepare(out, overwrite);
      if (report.isPresent()) {
        Outputs.prepare(report.get(), overwrite);
      }
    }
  }

  /**
   * Prepares a run.
   *
   * @param backendId backend as asked for
   * @param command the command as typed, for the manifest
   * @param configuration every setting in effect, for the manifest
   * @param notes receiver of what the user should know
   */
  public ReconstructionRun(
      ReconstructionPlan plan,
      Target target,
      String backendId,
      RunContext context,
      String command,
      Map<String, Object> configuration,
      Consumer<String> notes) {
    this.plan = plan;
    this.target = target;
    this.backendId = backendId;
    this.context = context;
    this.recorder = ManifestRecorder.start(command, configuration, context);
    this.notes = notes;
  }

  /**
   * Runs.
   *
   * @param input the file that was read, for the manifest and the report
   * @param sinogram its slices to reconstruct
   * @throws IOException if an output cannot be written
   */
  public void run(OfSinogram input, Sinogram sinogram) throws IOException {
    if (sinogram.unit() != SinogramUnit.LINE_INTEGRAL) {
      throw new FormatException(
          input.path()
              + ": holds counts, line integrals are needed; correct them with flat and dark frames first");
    }
    InputDigests.record(recorder, input.path());
    Sinogram used = plan.views().map(count -> ViewSampling.even(sinogram, count)).orElse(sinogram);
    plan.iterative().ifPresent(wanted -> requireSubsets(wanted, used.geometry().views()));
    // Solvers report iterations; the projections within one would only flicker past.
    RunContext inner = plan.iterative().isPresent() ? context.quiet() : context;
    try (Backend backend = Backends.select(backendId, inner)) {
      Result result = refined(reconstruct(used, backend), used, backend);
      Manifest manifest = write(result.volume(), backend);
      if (target.report().isPresent()) {
        HtmlReport report = ReconstructionReport.build(input, used, result, manifest);
        Outputs.writeReport(report, target.report().get(), target.overwrite());
      }
    }
  }

  /**
   * Slices and how they were approached.
   *
   * @param volume in the unit wanted
   * @param log objective of every iteration; empty if there were none
   */
  record Result(Volume volume, List<IterationLog> log) {}

  private Result refined(Result result, Sinogram used, Backend backend) {
    if (plan.refinement().isEmpty()) {
      return result;
    }
    Refinement model = plan.refinement().get();
    Algorithm algorithm = plan.iterative().map(IterativeRequest::algorithm).orElse(Algorithm.FBP);
    model.warning(used.geometry().views(), algorithm.id()).ifPresent(this::warn);
    Volume made = model.apply(result.volume(), context, recorder);
    Volume agreed =
        model.consistent(
            made, used, plan.hounsfield().orElseThrow(), backend, context, recorder, notes);
    return new Result(agreed, result.log());
  }

  private static void requireSubsets(IterativeRequest wanted, int views) {
    if (wanted.subsetsFor(views) > views) {
      throw new UsageFailure(
          "--subsets %d of %d views; take 1 to %d"
              .formatted(wanted.subsetsFor(views), views, views));
    }
  }

  private Result reconstruct(Sinogram sinogram, Backend backend) {
    ImageGrid grid = plan.grid(sinogram.geometry());
    double fovMm = sinogram.geometry().fovRadiusMm();
    if (grid.radiusMm() > 1.5 * fovMm) {
      notes.accept(
          "note: the image reaches %.1f mm from the isocenter, the scan sees %.1f mm"
              .formatted(grid.radiusMm(), fovMm));
    }
    if (plan.iterative().isPresent()) {
      return iterate(plan.iterative().get(), sinogram, grid, backend);
    }
    FilteredBackprojection fbp = new FilteredBackprojection(plan.settings(), backend);
    return recorder.call(
        "filtered back projection",
        () -> new Result(inUnit(fbp.reconstruct(sinogram, grid, context)), List.of()));
  }

  private Result iterate(
      IterativeRequest wanted, Sinogram sinogram, ImageGrid grid, Backend backend) {
    int views = sinogram.geometry().views();
    double fovMm = sinogram.geometry().fovRadiusMm();
    if (Math.min(grid.widthMm(), grid.heightMm()) < 1.98 * fovMm) {
      warn(
          "the image of %.1f x %.1f mm does not hold the field of view of %.1f mm: what lies beside it is put into its border pixels"
              .formatted(grid.widthMm(), grid.heightMm(), 2 * fovMm));
    }
    wanted.describe(views, recorder::setting);
    IterativeReconstruction method = wanted.method(views, plan.fbp(), backend);
    SolverPlan memory = method.plan(sinogram, grid, context);
    notes.accept("note: memory plan: " + memory.describe());
    Outcome found = recorder.call(memory.solver(), () -> method.run(sinogram, grid, context));
    List<IterationLog> log = found.log();
    notes.accept(
        "note: %s, %d iterations: objective %.6g at the start, %.6g at the end, over all slices"
            .formatted(
                memory.solver(),
                log.size() - 1,
                log.get(0).total(),
                log.get(log.size() - 1).total()));
    recorder.result("objective", log.stream().map(IterationLog::total).toList());
    recorder.result("objectiveOfSlices", log.get(log.size() - 1).objective());
    FloatStack stack = found.volume().stack();
    if (plan.maskFov()) {
      FovMask.apply(stack, grid, fovMm, 0);
    }
    return new Result(inUnit(found.volume()), log);
  }

  private void warn(String sentence) {
    recorder.warn(sentence);
    notes.accept("warning: " + sentence);
  }

  private Volume inUnit(Volume perMm) {
    return plan.hounsfield()
        .map(scale -> FilteredBackprojection.toHounsfield(perMm, scale))
        .orElse(perMm);
  }

  private String description() {
    return plan.iterative()
        .map(wanted -> wanted.algorithm().name().replace('_', '-') + " reconstruction")
        .orElse("FBP reconstruction");
  }

  private Manifest write(Volume volume, Backend backend) throws IOException {
    Outputs.replacing(
        target.out(),
        target.overwrite(),
        () ->
            Outputs.write(
                    volume, target.out(), target.kind(), Optional.empty(), description(), context)
                .forEach(warning -> notes.accept("note: " + warning)));
    if (target.kind() != OutputKind.PNG) {
      QuickLook.write(volume, QuickLook.beside(target.out()));
    }
    Manifest manifest = recorder.finish(backend.id(), backend.device());
    manifest.write(Manifest.beside(target.out()));
    return manifest;
  }
}
