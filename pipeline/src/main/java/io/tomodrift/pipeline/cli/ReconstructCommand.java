package io.tomodrift.pipeline.cli;

import io.tomodrift.pipeline.data.Input.OfSinogram;
import io.tomodrift.pipeline.data.Inputs;
import io.tomodrift.pipeline.data.OutputKind;
import io.tomodrift.pipeline.raw.RawRequest;
import io.tomodrift.pipeline.raw.RawRun;
import io.tomodrift.pipeline.raw.SlicesLike;
import io.tomodrift.pipeline.reconstruct.ReconstructionPlan;
import io.tomodrift.pipeline.reconstruct.ReconstructionRun;
import io.tomodrift.pipeline.run.ExitCode;
import io.tomodrift.pipeline.run.UsageFailure;
import io.tomodrift.sinograms.raw.RawScan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tomodrift reconstruct}. */
@Command(
    name = "reconstruct",
    description = {
      "Reconstruct slices from raw data or a sinogram, by filtered back projection or iteratively.",
      "Raw data of a helical scan (DICOM-CT-PD) are rebinned to fan-beam stacks first and come in HU.",
      "Sinograms come in 1/mm, or in HU with --hu. A picture and a manifest are written beside."
    },
    mixinStandardHelpOptions = true)
final class ReconstructCommand implements Callable<Integer> {

  private static final List<String> PIXEL_OPTIONS =
      List.of("--columns", "--rows", "--pixel-mm", "--centre-mm", "--slice-spacing-mm");

  @Spec private CommandSpec spec;
  @Mixin private RunOptions run;
  @Mixin private OutputOptions output;
  @Mixin private FbpOptions fbp;
  @Mixin private AlgorithmOptions algorithm;
  @Mixin private RefineOptions refine;
  @Mixin private WaterOption water;
  @Mixin private RawReadingOptions reading;
  @Mixin private RawOptions raw;

  @Parameters(
      paramLabel = "SCAN",
      description =
          "Folder of raw data (DICOM-CT-PD); or sinogram: .npz or .npy as `tomodrift project` writes them, a Helsinki CtData .mat, a Data Exchange .h5; or any array with --geometry.")
  private Path sinogramFile;

  @Option(
      names = "--geometry",
      paramLabel = "FILE",
      description = "Scan geometry (.yaml, .json); replaces the one in the sinogram.")
  private Path geometryFile;

  @Option(
      names = "--views",
      paramLabel = "N",
      description = "Keep N views spread evenly over the scan. Default: all.")
  private Integer views;

  @Option(
      names = "--columns",
      paramLabel = "N",
      defaultValue = "512",
      description = "Image columns, 1 to 16384. Default: ${DEFAULT-VALUE}.")
  private int columns;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "Image rows, 1 to 16384. Default: as --columns.")
  private Integer rows;

  @Option(
      names = "--pixel-mm",
      paramLabel = "P",
      description =
          "Side of a pixel, mm. Default: the field of view of the scan fills the columns; 0.9 for raw data.")
  private Double pixelMm;

  @Option(
      names = "--centre-mm",
      paramLabel = "X,Y",
      split = ",",
      arity = "1",
      description = "Middle of the image, mm from the isocenter. Default: 0,0.")
  private double[] centreMm = {0, 0};

  @Option(
      names = "--slices",
      paramLabel = "A:B",
      converter = SliceRange.Converter.class,
      description = "Slices A to B-1, counted from 0. Default: all.")
  private SliceRange slices = SliceRange.ALL;

  @Option(names = "--hu", description = "Convert to Hounsfield units.")
  private boolean hu;

  @Option(
      names = "--mask-fov",
      description = "Set pixels that not every view sees to air (0 /mm, -1000 HU).")
  private boolean maskFov;

  @Option(
      names = "--format",
      paramLabel = "KIND",
      description =
          "dicom, nifti, mha, npy or png; must agree with the name. Default: told by the name of --out.")
  private OutputKind format;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Also write an HTML report with pictures into this folder.")
  private Path report;

  @Override
  public Integer call() throws IOException {
    requireRanges();
    refine.requireRanges();
    algorithm.requireEffect();
    if (Inputs.isRawScan(sinogramFile)) {
      return reconstructRaw();
    }
    raw.first().or(reading::first).ifPresent(option -> onlyFor(option, "raw data"));
    ReconstructionPlan plan =
        new ReconstructionPlan(
            Optional.ofNullable(views),
            columns,
            rows == null ? columns : rows,
            Optional.ofNullable(pixelMm),
            centre()[0],
            centre()[1],
            fbp.settings(water.scale()),
            algorithm.request(water.scale()),
            hu || refine.wanted() ? Optional.of(water.scale()) : Optional.empty(),
            maskFov,
            refine.refinement());
    OutputKind kind = OutputKind.of(output.out(), Optional.ofNullable(format));
    ReconstructionRun.Target target =
        new ReconstructionRun.Target(
            output.out(), kind, Optional.ofNullable(report), output.force());
    target.prepare();
    OfSinogram input =
        Inputs.sinogram(sinogramFile, Optional.ofNullable(geometryFile), run.context());
    input.warnings().forEach(warning -> run.note("note: " + warning));
    int end = slices.endIn(input.sinogram().slices());
    ReconstructionRun work =
        new ReconstructionRun(
            plan,
            target,
            run.backend(),
            run.context(),
            run.commandText(),
            configuration(),
            run::note);
    work.run(
        input, slices.isAll() ? input.sinogram() : input.sinogram().slices(slices.from(), end));
    run.note("wrote " + output.out());
    return ExitCode.OK;
  }

  private int reconstructRaw() throws IOException {
    if (geometryFile != null) {
      onlyFor("--geometry", "sinograms");
    }
    refine.requireNoConsistency();
    if (!slices.isAll()) {
      throw new UsageFailure("--slices is for sinograms; choose slices of raw data with --z");
    }
    if (algorithm.isIterative()) {
      throw new UsageFailure(
          "--algorithm %s is for sinograms; write the projections of these raw data with --save-sinogram FILE.npz, then reconstruct that file"
              .formatted(algorithm.name()));
    }
    if (raw.fullView().isPresent() && views == null) {
      throw new UsageFailure("--full-view-out is of use with --views only");
    }
    raw.like().ifPresent(volume -> requireNoPixels());
    OutputKind kind = OutputKind.of(output.out(), Optional.ofNullable(format));
    RawRun.Target target =
        new RawRun.Target(
            output.out(),
            kind,
            raw.fullView(),
            raw.sinogram(),
            Optional.ofNullable(report),
            output.force());
    target.prepare();
    RawScan scan = Inputs.rawScan(sinogramFile, reading.options(), run.context()).scan();
    new RawRun(
            rawRequest(),
            target,
            run.backend(),
            run.context(),
            run.commandText(),
            rawConfiguration(scan),
            run::note)
        .run(scan, sinogramFile);
    return ExitCode.OK;
  }

  private void requireNoPixels() {
    for (String option : PIXEL_OPTIONS) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new UsageFailure(option + " has no effect with --like, whose pixels are taken");
      }
    }
  }

  private RawRequest rawRequest() throws IOException {
    return new RawRequest(
        raw.settings(),
        raw.z().fromMm(),
        raw.z().toMm(),
        raw.sliceSpacingMm(),
        raw.sliceThicknessMm(),
        raw.incomplete(),
        raw.skipChecks(),
        Optional.ofNullable(views),
        raw.fullView().isPresent(),
        raw.sinogram().isPresent(),
        columns,
        rows == null ? columns : rows,
        rawPixelMm(),
        centre()[0],
        centre()[1],
        fbp.settings(water.scale()),
        maskFov,
        water.stated(),
        raw.like().map(path -> SlicesLike.read(path, run.context())),
        refine.refinement());
  }

  private static void onlyFor(String option, String what) {
    throw new UsageFailure(option + " is for " + what + " only");
  }

  private void requireRanges() {
    Ranges.atLeastOne("--views", views);
    Ranges.within("--columns", columns, 1, ReconstructionPlan.LARGEST_SIDE);
    Ranges.within("--rows", rows, 1, ReconstructionPlan.LARGEST_SIDE);
    Ranges.positive("--pixel-mm", pixelMm);
    raw.requireRanges();
    algorithm.requireRanges();
  }

  private double[] centre() {
    if (centreMm.length != 2) {
      throw new ParameterException(spec.commandLine(), "--centre-mm needs two numbers, X,Y");
    }
    return centreMm;
  }

  private Map<String, Object> configuration() {
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("views", views == null ? "all" : views);
    configuration.put("columns", columns);
    configuration.put("rows", rows == null ? columns : rows);
    configuration.put("slices", slices.toString());
    configuration.put("hu", hu || refine.wanted());
    refine.describe(configuration);
    configuration.put("maskFov", maskFov);
    configuration.put("muWaterPerMm", water.scale().muWaterPerMm());
    algorithm.describe(water.scale(), configuration);
    if (!algorithm.isIterative() || algorithm.startsFromFbp()) {
      fbp.describe(configuration);
    }
    return configuration;
  }

  private Map<String, Object> rawConfiguration(RawScan scan) {
    Map<String, Object> configuration = configuration();
    // What sinograms have, and raw data have otherwise.
    configuration.remove("slices");
    configuration.put("hu", true);
    if (water.stated().isEmpty()) {
      scan.header().waterPerMm().ifPresent(mu -> configuration.put("muWaterPerMm", mu));
    }
    configuration.put("pixelMm", rawPixelMm());
    configuration.put("centreMm", List.of(centre()[0], centre()[1]));
    reading.describe(configuration);
    raw.describe(configuration);
    if (raw.like().isPresent()) {
      List.of("columns", "rows", "pixelMm", "centreMm", "sliceSpacingMm")
          .forEach(configuration::remove);
    }
    return configuration;
  }

  private double rawPixelMm() {
    return pixelMm == null ? RawRequest.DEFAULT_PIXEL_MM : pixelMm;
  }
}
