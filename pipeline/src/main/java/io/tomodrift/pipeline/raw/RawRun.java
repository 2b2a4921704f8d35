package io.tomodrift.pipeline.raw;

import io.tomodrift.formats.dicom.series.SeriesMetadata;
import io.tomodrift.formats.sinogram.SinogramFiles;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.helical.ProjectionSource;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.pipeline.compare.Comparison;
import io.tomodrift.pipeline.compare.ComparisonSettings;
import io.tomodrift.pipeline.compare.MaskKind;
import io.tomodrift.pipeline.compare.NamedVolume;
import io.tomodrift.pipeline.data.OutputKind;
import io.tomodrift.pipeline.data.Outputs;
import io.tomodrift.pipeline.data.QuickLook;
import io.tomodrift.pipeline.reconstruct.Algorithm;
import io.tomodrift.pipeline.report.Manifest;
import io.tomodrift.pipeline.report.ManifestRecorder;
import io.tomodrift.pipeline.run.UsageFailure;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import io.tomodrift.sinograms.raw.RawScan;
import io.tomodrift.sinograms.rebin.RebinPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;

/** Reconstructs one raw scan and writes everything that belongs to the result. */
public final class RawRun {

  private final RawRequest wanted;
  private final Target target;
  private final String backendId;
  private final RunContext context;
  private final ManifestRecorder recorder;
  private final Consumer<String> notes;

  /**
   * Where the results go.
   *
   * @param out volume file, or folder for DICOM
   * @param kind its format
   * @param fullView the same for the reconstruction from all views
   * @param sinogram file of the rebinned projections
   * @param report folder of the report
   * @param overwrite true to replace what exists
   */
  public record Target(
      Path out,
      OutputKind kind,
      Optional<Path> fullView,
      Optional<Path> sinogram,
      Optional<Path> report,
      boolean overwrite) {

    /**
     * Checks that the outputs can be written.
     *
     * @throws IOException saying what is in the way
     */
    public void prepare() throws IOException {
      List<Path> all = new ArrayList<>(List.of(out));
      fullView.ifPresent(all::add);
      sinogram.ifPresent(all::add);
      report.ifPresent(all::add);
      requireDifferent(all);
      fullView.ifPresent(path -> OutputKind.of(path, Optional.empty()));
      sinogram.ifPresent(Target::requireSinogramName);
      for (Path path : all) {
        Outputs.prepare(path, overwrite);
      }
    }

    private static void requireDifferent(List<Path> all) {
      Set<Path> seen = new HashSet<>();
      for (Path path : all) {
        if (!seen.add(path.toAbsolutePath().normalize())) {
          throw new UsageFailure(path + " is the name of two outputs; give each its own");
        }
      }
    }

    private static void requireSinogramName(Path path) {
      if (!path.toString().toLowerCase(Locale.ROOT).endsWith(".npz")) {
        throw new UsageFailure("--save-sinogram writes .npz, got " + path);
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
  public RawRun(
      RawRequest wanted,
      Target target,
      String backendId,
      RunContext context,
      String command,
      Map<String, Object> configuration,
      Consumer<String> notes) {
    this.wanted = wanted;
    this.target = target;
    this.backendId = backendId;
    this.context = context;
    this.recorder = ManifestRecorder.start(command, configuration, context);
    this.notes = notes;
  }

  /**
   * Runs.
   *
   * @throws IOException if the scan cannot be read or an output not be written
   */
  public void run(RawScan scan, Path input) throws IOException {
    scan.warnings().forEach(this::warn);
    ProjectionSource source = checked(scan);
    PatientPlacement placement = PatientPlacement.of(scan);
    HounsfieldScale water = wanted.water().orElseGet(() -> RawFacts.water(scan, this::warn));
    RawPlanner planner = RawPlanner.of(wanted, scan.geometry(), placement, water);
    planner.rebinning().warnings().forEach(this::warn);
    SliceCoverage.warning(planner.rebinning(), placement).ifPresent(this::warn);
    announce(planner);
    recorder.run("checksums", () -> recorder.inputs(input.toString(), scan.inputs()));
    try (Backend backend = Backends.select(backendId, context)) {
      RawImages images =
          new RawReconstructor(planner.plan(), backend, context, recorder)
              .run(source, planner.rebinning());
      RawResult result = placed(images, placement, planner);
      Manifest manifest = write(scan, result, backend);
      if (target.report().isPresent()) {
        RawReport report = new RawReport(result, RawFacts.of(scan, planner.rebinning()));
        Outputs.writeReport(
            report.build(String.valueOf(input.getFileName()), comparisons(result), manifest),
            target.report().get(),
            target.overwrite());
      }
    }
  }

  private ProjectionSource checked(RawScan scan) throws IOException {
    if (wanted.skipChecks()) {
      return scan;
    }
    RawChecks checks = recorder.call("check", () -> RawChecks.of(scan, context));
    checks.requireUsable();
    checks.sentences().forEach(this::warn);
    return checks.repaired();
  }

  private void warn(String sentence) {
    if (!recorder.warnings().contains(sentence)) {
      recorder.warn(sentence);
      notes.accept("warning: " + sentence);
    }
  }

  private void announce(RawPlanner planner) {
    RebinPlan rebinning = planner.rebinning();
    notes.accept(
        "note: %d slices, %d views x %d channels; memory %s"
            .formatted(
                rebinning.slices(),
                rebinning.geometry().views(),
                rebinning.geometry().channels(),
                MemoryNeed.of(planner.plan(), rebinning, RawReconstructor.SLAB_SLICES).describe()));
  }

  private RawResult placed(RawImages images, PatientPlacement placement, RawPlanner planner) {
    int used = planner.plan().views().orElse(images.rebinning().geometry().views());
    wanted
        .refinement()
        .flatMap(model -> model.warning(used, Algorithm.FBP.id()))
        .ifPresent(this::warn);
    Volume made =
        wanted
            .refinement()
            .map(model -> model.apply(images.slices(), context, recorder))
            .orElse(images.slices());
    Volume slices = placement.place(made);
    Optional<Volume> fullView = images.fullView().map(placement::place);
    Map<String, List<TissueErrors.Region>> errors = new LinkedHashMap<>();
    String views = planner.plan().views().map(n -> n + " views").orElse("all views");
    String label = wanted.refinement().map(model -> views + ", refined").orElse(views);
    planner
        .reference()
        .ifPresent(
            reference -> {
              boolean[] inside =
                  placement.within(images.rebinning().geometry().fovRadiusMm(), slices);
              fullView.ifPresent(
                  full -> errors.put("all views", TissueErrors.of(reference, full, inside)));
              errors.put(label, TissueErrors.of(reference, slices, inside));
            });
    return new RawResult(images, placement, label, slices, fullView, planner.reference(), errors);
  }

  /** Of the circle every view sees, and that fits the image. */
  private static double commonRadiusMm(RawImages images) {
    double fov = images.rebinning().geometry().fovRadiusMm();
    Volume slices = images.slices();
    ImageGrid grid = slices.frame().sliceGrid(slices.stack().rows(), slices.stack().columns());
    return Math.min(fov, Math.min(grid.widthMm(), grid.heightMm()) / 2);
  }

  private List<Comparison> comparisons(RawResult result) {
    ComparisonSettings settings =
        new ComparisonSettings(
            MaskKind.FOV,
            OptionalDouble.of(commonRadiusMm(result.images())),
            OptionalDouble.empty());
    List<Comparison> comparisons = new ArrayList<>();
    NamedVolume made = new NamedVolume(result.label(), result.slices());
    result
        .reference()
        .map(volume -> new NamedVolume("reference", volume))
        .ifPresent(
            reference -> {
              result
                  .fullView()
                  .map(volume -> new NamedVolume("all views", volume))
                  .ifPresent(
                      full -> comparisons.add(Comparison.of(reference, full, settings, context)));
              comparisons.add(Comparison.of(reference, made, settings, context));
            });
    result
        .fullView()
        .map(volume -> new NamedVolume("all views", volume))
        .ifPresent(full -> comparisons.add(Comparison.of(full, made, settings, context)));
    return comparisons;
  }

  private Manifest write(RawScan scan, RawResult result, Backend backend) throws IOException {
    recorder.call(
        "write",
        () -> {
          writeVolume(scan, result.slices(), target.out(), target.kind(), result.label());
          if (result.fullView().isPresent() && target.fullView().isPresent()) {
            Path path = target.fullView().get();
            OutputKind kind = OutputKind.of(path, Optional.empty());
            writeVolume(scan, result.fullView().get(), path, kind, "all views");
          }
          if (result.images().sinogram().isPresent() && target.sinogram().isPresent()) {
            Sinogram sinogram = result.images().sinogram().get();
            SinogramFiles.write(sinogram, target.sinogram().get());
          }
          return true;
        });
    Manifest manifest = recorder.finish(backend.id(), backend.device());
    manifest.write(Manifest.beside(target.out()));
    if (target.fullView().isPresent()) {
      manifest.write(Manifest.beside(target.fullView().get()));
    }
    return manifest;
  }

  private void writeVolume(RawScan scan, Volume volume, Path path, OutputKind kind, String label)
      throws IOException {
    SeriesMetadata metadata = RawMetadata.of(scan, wanted, volume, label);
    Outputs.replacing(
        path,
        target.overwrite(),
        () -> Outputs.write(volume, path, kind, metadata, context).forEach(this::warn));
    if (kind != OutputKind.PNG) {
      QuickLook.write(volume, QuickLook.beside(path));
    }
    notes.accept("wrote " + path);
  }
}
