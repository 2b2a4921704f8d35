package io.tomodrift.pipeline.reconstruct;

import io.tomodrift.fbp.FilteredBackprojection;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.pipeline.data.Input.OfSinogram;
import io.tomodrift.pipeline.data.InputDigests;
import io.tomodrift.pipeline.data.OutputKind;
import io.tomodrift.pipeline.data.Outputs;
import io.tomodrift.pipeline.data.QuickLook;
import io.tomodrift.pipeline.report.HtmlReport;
import io.tomodrift.pipeline.report.Manifest;
import io.tomodrift.pipeline.report.ManifestRecorder;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import io.tomodrift.sinograms.ViewSampling;
import java.io.IOException;
import java.nio.file.Path;
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
    try (Backend backend = Backends.select(backendId, context)) {
      Volume volume = reconstruct(used, backend);
      Manifest manifest = write(volume, backend);
      if (target.report().isPresent()) {
        HtmlReport report = ReconstructionReport.build(input, used, volume, manifest);
        Outputs.writeReport(report, target.report().get(), target.overwrite());
      }
    }
  }

  private Volume reconstruct(Sinogram sinogram, Backend backend) {
    ImageGrid grid = plan.grid(sinogram.geometry());
    if (grid.radiusMm() > 1.5 * sinogram.geometry().fovRadiusMm()) {
      notes.accept(
          "note: the image reaches %.1f mm from the isocenter, the scan sees %.1f mm"
              .formatted(grid.radiusMm(), sinogram.geometry().fovRadiusMm()));
    }
    FilteredBackprojection fbp = new FilteredBackprojection(plan.settings(), backend);
    return recorder.call(
        "filtered back projection",
        () -> {
          Volume perMm = fbp.reconstruct(sinogram, grid, context);
          return plan.hounsfield()
              .map(scale -> FilteredBackprojection.toHounsfield(perMm, scale))
              .orElse(perMm);
        });
  }

  private Manifest write(Volume volume, Backend backend) throws IOException {
    Outputs.replacing(
        target.out(),
        target.overwrite(),
        () ->
            Outputs.write(
                    volume,
                    target.out(),
                    target.kind(),
                    Optional.empty(),
                    "FBP reconstruction",
                    context)
                .forEach(warning -> notes.accept("note: " + warning)));
    if (target.kind() != OutputKind.PNG) {
      QuickLook.write(volume, QuickLook.beside(target.out()));
    }
    Manifest manifest = recorder.finish(backend.id(), backend.device());
    manifest.write(Manifest.beside(target.out()));
    return manifest;
  }
}
