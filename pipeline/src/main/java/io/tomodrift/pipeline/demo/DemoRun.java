package io.tomodrift.pipeline.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tomodrift.formats.AtomicOutput;
import io.tomodrift.formats.geometry.GeometryFiles;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.pipeline.compare.Comparison;
import io.tomodrift.pipeline.compare.ComparisonSettings;
import io.tomodrift.pipeline.compare.MaskKind;
import io.tomodrift.pipeline.compare.NamedVolume;
import io.tomodrift.pipeline.data.InputDigests;
import io.tomodrift.pipeline.data.OutputKind;
import io.tomodrift.pipeline.data.Outputs;
import io.tomodrift.pipeline.data.QuickLook;
import io.tomodrift.pipeline.learned.Refinement;
import io.tomodrift.pipeline.report.Manifest;
import io.tomodrift.pipeline.report.ManifestRecorder;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The demonstration: simulate, reconstruct, compare, write. */
public final class DemoRun {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final DemoSettings settings;
  private final String backendId;
  private final RunContext context;
  private final ManifestRecorder recorder;
  private final Optional<Refinement> refinement;

  /**
   * What came out.
   *
   * @param comparisons full view against the reference; sparse view, and what a model made of it,
   *     against full view
   * @param lines the same as text
   */
  public record Outcome(List<Comparison> comparisons, List<String> lines) {

    /** Copies the lists. */
    public Outcome {
      comparisons = List.copyOf(comparisons);
      lines = List.copyOf(lines);
    }
  }

  /**
   * Prepares a run.
   *
   * @param backendId backend as asked for
   * @param command the command as typed, for the manifest
   * @param configuration every setting in effect, for the manifest
   * @param refinement model that refines the sparse view, if one is wanted
   */
  public DemoRun(
      DemoSettings settings,
      String backendId,
      RunContext context,
      String command,
      Map<String, Object> configuration,
      Optional<Refinement> refinement) {
    this.refinement = refinement;
    this.settings = settings;
    this.backendId = backendId;
    this.context = context;
    this.recorder = ManifestRecorder.start(command, configuration, context);
  }

  /**
   * Runs and writes the folder, which appears when it is complete.
   *
   * @throws IOException if the folder cannot be written
   */
  public Outcome run(DemoInput input, Path out, OutputKind format, boolean overwrite)
      throws IOException {
    if (input.file().isPresent()) {
      InputDigests.record(recorder, input.file().get());
    }
    try (Backend backend = Backends.select(backendId, context)) {
      DemoImages scanned =
          new DemoSimulation(input.volume(), settings, backend, context, recorder).run();
      DemoImages images =
          refinement
              .map(
                  model ->
                      scanned.withRefined(model.apply(scanned.sparseView(), context, recorder)))
              .orElse(scanned);
      List<Comparison> comparisons = recorder.call("compare", () -> compare(images));
      Outputs.replacing(
          out,
          overwrite,
          () ->
              AtomicOutput.folder(
                  out, folder -> write(folder, input, images, comparisons, format, backend)));
      return new Outcome(comparisons, lines(comparisons));
    }
  }

  private List<Comparison> compare(DemoImages images) {
    NamedVolume reference = new NamedVolume("reference", images.reference());
    NamedVolume full = new NamedVolume("full_view", images.fullView());
    NamedVolume sparse = new NamedVolume("sparse_view", images.sparseView());
    ComparisonSettings inFov = fovOf(images.reference());
    List<Comparison> comparisons = new ArrayList<>();
    comparisons.add(Comparison.of(reference, full, inFov, context));
    comparisons.add(Comparison.of(full, sparse, inFov, context));
    images
        .refined()
        .map(volume -> new NamedVolume("refined", volume))
        .ifPresent(refined -> comparisons.add(Comparison.of(full, refined, inFov, context)));
    return comparisons;
  }

  /** What every view sees, as far as it is in the image. */
  private ComparisonSettings fovOf(Volume volume) {
    FloatStack stack = volume.stack();
    ImageGrid grid = volume.frame().sliceGrid(stack.rows(), stack.columns());
    double inscribed = Math.min(grid.widthMm(), grid.heightMm()) / 2;
    double radius = Math.min(settings.geometry().fovRadiusMm(), inscribed);
    return new ComparisonSettings(MaskKind.FOV, OptionalDouble.of(radius), OptionalDouble.empty());
  }

  private void write(
      Path folder,
      DemoInput input,
      DemoImages images,
      List<Comparison> comparisons,
      OutputKind format,
      Backend backend)
      throws IOException {
    recorder.run(
        "write volumes",
        () -> {
          writeVolume(folder, "reference", images.reference(), input, format);
          writeVolume(folder, "full_view", images.fullView(), input, format);
          writeVolume(folder, "sparse_view", images.sparseView(), input, format);
          if (images.refined().isPresent()) {
            writeVolume(folder, "refined", images.refined().get(), input, format);
          }
        });
    GeometryFiles.write(settings.geometry(), folder.resolve("geometry.yaml"));
    Map<String, Object> metrics = new LinkedHashMap<>();
    comparisons.forEach(comparison -> metrics.put(comparison.test(), comparison.toJson()));
    Files.write(folder.resolve("metrics.json"), JSON.writeValueAsBytes(metrics));
    Manifest manifest = recorder.finish(backend.id(), backend.device());
    manifest.write(folder.resolve("manifest.json"));
    DemoReport.build(input, images, settings, comparisons, manifest)
        .write(folder.resolve("report.html"));
  }

  private void writeVolume(
      Path folder, String name, Volume volume, DemoInput input, OutputKind format)
      throws IOException {
    String ending =
        switch (format) {
          case NIFTI -> ".nii";
          case MHA -> ".mha";
          case NPY -> ".npz";
          case PNG -> ".png";
          case DICOM -> "";
        };
    Path target = folder.resolve(name + ending);
    Outputs.write(volume, target, format, input.dicom(), name.replace('_', ' '), context);
    if (format != OutputKind.PNG) {
      QuickLook.write(volume, folder.resolve(name + ".png"));
    }
  }

  private static List<String> lines(List<Comparison> comparisons) {
    List<String> lines = new ArrayList<>();
    for (Comparison c : comparisons) {
      lines.add(
          "%-12s against %-10s MAE %7.2f HU, RMSE %7.2f HU, PSNR %6.2f dB, SSIM %.4f, MS-SSIM %.4f"
              .formatted(
                  c.test(),
                  c.reference(),
                  c.value("MAE"),
                  c.value("RMSE"),
                  c.value("PSNR"),
                  c.value("SSIM"),
                  c.value("MS-SSIM")));
    }
    return lines;
  }
}
