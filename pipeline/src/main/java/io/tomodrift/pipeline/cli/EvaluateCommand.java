package io.tomodrift.pipeline.cli;

import io.tomodrift.formats.AtomicOutput;
import io.tomodrift.formats.png.DisplayWindow;
import io.tomodrift.metrics.DataRange;
import io.tomodrift.pipeline.data.Outputs;
import io.tomodrift.pipeline.evaluate.Band;
import io.tomodrift.pipeline.evaluate.CaseFolder;
import io.tomodrift.pipeline.evaluate.Evaluation;
import io.tomodrift.pipeline.evaluate.EvaluationCsv;
import io.tomodrift.pipeline.evaluate.EvaluationJson;
import io.tomodrift.pipeline.evaluate.EvaluationReport;
import io.tomodrift.pipeline.evaluate.EvaluationRun;
import io.tomodrift.pipeline.evaluate.EvaluationSettings;
import io.tomodrift.pipeline.evaluate.EvaluationText;
import io.tomodrift.pipeline.evaluate.Failure;
import io.tomodrift.pipeline.evaluate.Grouping;
import io.tomodrift.pipeline.evaluate.MaskChoice;
import io.tomodrift.pipeline.evaluate.Method;
import io.tomodrift.pipeline.evaluate.Region;
import io.tomodrift.pipeline.evaluate.TimeTable;
import io.tomodrift.pipeline.report.Manifest;
import io.tomodrift.pipeline.report.ManifestRecorder;
import io.tomodrift.pipeline.run.ExitCode;
import io.tomodrift.pipeline.run.UsageFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tomodrift evaluate}. */
@Command(
    name = "evaluate",
    description = {
      "Evaluate methods against a reference over many cases: tables, paired differences, report.",
      "A folder holds one volume a case: a file, or a folder of DICOM images. Cases are matched by"
          + " the name of the file without its ending. All values are in HU; voxels are compared by"
          + " index. Folders may be replaced by single volumes, which are then one case."
    },
    footerHeading = "%nWhat is measured:%n",
    footer = {
      "  Errors    MAE, RMSE, bias, PSNR, SSIM in the mask and of the whole image;",
      "            MS-SSIM of the image.",
      "  Tissue    Dice and HD95 (mm) of classes found by thresholds, in each image",
      "            by itself: bone above 200 HU; air and lung below -500 HU inside",
      "            the body; body above -500 HU, largest component, holes filled",
      "            slice by slice. A class in one image only is a failure: Dice 0,",
      "            HD95 infinite.",
      "  Edges     Mean gradient of the test over that of the reference, at the",
      "            moderate edges of the reference (10 to 50 %% of the 99.5th",
      "            percentile); 1 = as sharp. Aligned: the parts along the gradient",
      "            of the reference, in which noise cancels.",
      "  Noise     Standard deviation and mean frequency in flat soft tissue.",
      "  Steps     Mean absolute difference of neighbouring voxels along each axis,",
      "            over that of the reference; axial above 1 = slices flicker.",
      "  Residual  Power of the difference by spatial frequency.",
      "  Time      Seconds of the run and of the model, if a manifest lies beside",
      "            the volume.",
      "",
      "  Tables give mean and sample standard deviation over cases; differences from",
      "  the first method are taken case by case, from 5 cases on with an exact",
      "  Wilcoxon signed-rank test."
    },
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {

  @Mixin private RunOptions run;

  @Option(
      names = "--reference",
      required = true,
      paramLabel = "DIR",
      description = "The truth: a folder of cases, or one volume.")
  private Path reference;

  @Option(
      names = "--test",
      required = true,
      paramLabel = "NAME=DIR",
      description =
          "Images of a method: its name and a folder of cases, or one volume. Repeat for more; differences are taken from the first.")
  private List<String> tests;

  @Option(names = "--json", paramLabel = "FILE", description = "Write every number as JSON.")
  private Path json;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write one row a case and method as CSV.")
  private Path csv;

  @Option(
      names = "--times",
      paramLabel = "FILE",
      description =
          "Write the time per case of each method and model as CSV, from the manifests beside the images.")
  private Path times;

  @Option(names = "--report", paramLabel = "DIR", description = "Write an HTML report.")
  private Path report;

  @Option(
      names = "--range-hu",
      paramLabel = "L",
      defaultValue = "2000",
      description =
          "Data range of PSNR and SSIM: 2000 (from -1000 to 1000 HU) or 4000 (to 3000 HU). Default: ${DEFAULT-VALUE}.")
  private int rangeHu;

  @Option(
      names = "--mask",
      paramLabel = "WHERE",
      defaultValue = "body",
      description =
          "Where errors are measured beside the whole image: body (of the reference), none, or a folder of masks, one a case, in which voxels that are not 0 count. Default: ${DEFAULT-VALUE}.")
  private String mask;

  @Option(
      names = "--within",
      paramLabel = "NAME=DIR:LOW:HIGH",
      description =
          "Also measure errors in the voxels whose value in a volume of DIR, one a case, is from LOW to HIGH, both included, such as iodine=maps:1: for 1 and more. Repeat for more.")
  private List<String> within = new ArrayList<>();

  @Option(
      names = "--region",
      paramLabel = "R,C[,S]",
      description =
          "Evaluate a box in place of whole images: rows, columns and slices a:b, counted from 0, b excluded, such as 100:400,80:420 or :,:,10:20.")
  private String region;

  @Option(
      names = "--group",
      paramLabel = "NAME=PREFIX",
      description =
          "Put cases whose names begin with the prefix into a table of their own, such as phantoms=phantom_. Repeat for more; the rest is a table of its own. Default: one table.")
  private List<String> groups = new ArrayList<>();

  @Option(
      names = "--allow-missing",
      description = "Count missing and extra cases as failures instead of refusing them.")
  private boolean allowMissing;

  @Option(
      names = "--window",
      paramLabel = "W",
      defaultValue = "soft-tissue",
      description =
          "Window of the pictures: soft-tissue, lung, bone, brain, or LEVEL,WIDTH in HU. Default: ${DEFAULT-VALUE}.")
  private String window;

  @Option(
      names = "--pictures",
      paramLabel = "N",
      defaultValue = "4",
      description = "Cases with pictures in the report, 0 or more. Default: ${DEFAULT-VALUE}.")
  private int pictures;

  @Option(names = "--force", description = "Replace outputs that exist.")
  private boolean force;

  @Override
  public Integer call() throws IOException {
    EvaluationSettings settings = settings();
    for (Path out : new Path[] {json, csv, times, report}) {
      if (out != null) {
        Outputs.prepare(out, force);
      }
    }
    CaseFolder truth = CaseFolder.of(reference);
    List<Method> methods = methods();
    Map<String, Object> configuration = settings.toMap();
    ManifestRecorder recorder =
        ManifestRecorder.start(run.commandText(), configuration, run.context());
    Evaluation evaluation =
        new EvaluationRun(settings, run.context(), recorder).run(truth, methods);
    write(evaluation, recorder);
    EvaluationText.lines(evaluation).forEach(run::print);
    evaluation.failures().stream().map(Failure::text).forEach(text -> run.note("warning: " + text));
    evaluation.notes().forEach(text -> run.note("note: " + text));
    return ExitCode.OK;
  }

  private void write(Evaluation evaluation, ManifestRecorder recorder) throws IOException {
    Optional<EvaluationReport> page = Optional.empty();
    if (report != null) {
      page =
          Optional.of(
              recorder.call(
                  "pictures", () -> EvaluationReport.prepare(evaluation, run.context().quiet())));
    }
    Manifest manifest = recorder.finish("none", "metrics only");
    if (csv != null) {
      byte[] text = EvaluationCsv.text(evaluation).getBytes(StandardCharsets.UTF_8);
      AtomicOutput.file(csv, path -> Files.write(path, text));
    }
    if (times != null) {
      byte[] text = TimeTable.of(evaluation).csv().getBytes(StandardCharsets.UTF_8);
      AtomicOutput.file(times, path -> Files.write(path, text));
    }
    if (json != null) {
      byte[] text = EvaluationJson.bytes(evaluation, manifest);
      AtomicOutput.file(json, path -> Files.write(path, text));
      manifest.write(Manifest.beside(json));
    }
    if (page.isPresent()) {
      Outputs.writeReport(page.get().page(manifest), report, force);
      run.note("wrote " + report.resolve("report.html"));
    }
  }

  private EvaluationSettings settings() {
    if (rangeHu != 2000 && rangeHu != 4000) {
      throw new UsageFailure("--range-hu must be 2000 or 4000, got " + rangeHu);
    }
    if (pictures < 0) {
      throw new UsageFailure("--pictures must be 0 or more, got " + pictures);
    }
    return new EvaluationSettings(
        rangeHu == 2000 ? DataRange.HU_2000 : DataRange.HU_4000,
        mask(),
        Band.parse(within),
        Optional.ofNullable(region).map(Region::parse),
        Grouping.parse(groups),
        allowMissing,
        window(),
        pictures);
  }

  private MaskChoice mask() {
    return switch (mask.toLowerCase(Locale.ROOT)) {
      case "body" -> MaskChoice.BODY;
      case "none" -> MaskChoice.NONE;
      default -> masksIn(Path.of(mask));
    };
  }

  private static MaskChoice masksIn(Path folder) {
    if (!Files.exists(folder)) {
      throw new UsageFailure(
          "--mask must be body, none or a folder of masks; there is no folder " + folder);
    }
    return MaskChoice.files(CaseFolder.of(folder));
  }

  private DisplayWindow window() {
    return switch (window.toLowerCase(Locale.ROOT)) {
      case "soft-tissue" -> DisplayWindow.SOFT_TISSUE;
      case "lung" -> DisplayWindow.LUNG;
      case "bone" -> DisplayWindow.BONE;
      case "brain" -> DisplayWindow.BRAIN;
      default -> numbers();
    };
  }

  private DisplayWindow numbers() {
    String[] parts = window.split(",", -1);
    try {
      if (parts.length == 2) {
        double level = Double.parseDouble(parts[0]);
        double width = Double.parseDouble(parts[1]);
        if (Double.isFinite(level) && width > 0 && !Double.isInfinite(width)) {
          return new DisplayWindow("window", level, width);
        }
      }
    } catch (NumberFormatException e) {
      // Told below, as every other text that is no window.
    }
    throw new UsageFailure(
        "--window must be soft-tissue, lung, bone, brain or LEVEL,WIDTH with a width above 0, got "
            + window);
  }

  private List<Method> methods() {
    List<Method> methods = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String test : tests) {
      int equals = test.indexOf('=');
      String name = equals < 0 ? "" : test.substring(0, equals).strip();
      if (name.isEmpty() || equals == test.length() - 1) {
        throw new UsageFailure(
            "--test needs NAME=DIR, such as fbp=images/fbp; got '%s'".formatted(test));
      }
      if (name.equals("reference") || !names.add(name)) {
        throw new UsageFailure(
            "--test: the name '%s' is taken; give each method its own".formatted(name));
      }
      methods.add(new Method(name, CaseFolder.of(Path.of(test.substring(equals + 1)))));
    }
    return methods;
  }
}
