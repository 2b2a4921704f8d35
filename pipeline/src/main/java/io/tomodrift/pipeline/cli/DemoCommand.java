package io.tomodrift.pipeline.cli;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.ScannerPreset;
import io.tomodrift.phantoms.anatomy.BodyRegion;
import io.tomodrift.pipeline.data.Inputs;
import io.tomodrift.pipeline.data.OutputKind;
import io.tomodrift.pipeline.data.Outputs;
import io.tomodrift.pipeline.demo.DemoInput;
import io.tomodrift.pipeline.demo.DemoModel;
import io.tomodrift.pipeline.demo.DemoRun;
import io.tomodrift.pipeline.demo.DemoSettings;
import io.tomodrift.pipeline.run.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tomodrift demo}. */
@Command(
    name = "demo",
    description = {
      "Scan a volume, reconstruct it from all views and from few, and compare.",
      "Writes volumes, metrics.json and report.html.",
      "Without --input, a random anthropomorphic phantom is used."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  @Mixin private RunOptions run;
  @Mixin private SeriesOption series;
  @Mixin private OutputOptions output;
  @Mixin private FbpOptions fbp;
  @Mixin private WaterOption water;
  @Mixin private NoiseOptions noise;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      description = "CT volume in HU: DICOM folder, .nii(.gz), .mha, .mhd, .npz.")
  private Path input;

  @Option(
      names = "--region",
      paramLabel = "NAME",
      defaultValue = "abdomen",
      description =
          "Phantom if there is no input: head, chest, abdomen or pelvis. Default: ${DEFAULT-VALUE}.")
  private BodyRegion region;

  @Option(
      names = "--phantom-slices",
      paramLabel = "N",
      defaultValue = "8",
      description = "Slices of the phantom, 1 or more, 2 mm apart. Default: ${DEFAULT-VALUE}.")
  private int phantomSlices;

  @Option(
      names = "--slices",
      paramLabel = "A:B",
      converter = SliceRange.Converter.class,
      description = "Slices A to B-1 of the volume, counted from 0. Default: all.")
  private SliceRange slices = SliceRange.ALL;

  @Option(
      names = "--views",
      paramLabel = "N",
      defaultValue = "60",
      description = "Views of the sparse scan. Default: ${DEFAULT-VALUE}.")
  private int views;

  @Option(
      names = "--scanner",
      paramLabel = "ID",
      defaultValue = "siemens-as-plus",
      converter = GeometryCommand.PresetConverter.class,
      description = "siemens-as-plus or ge-lightspeed-vct. Default: ${DEFAULT-VALUE}.")
  private ScannerPreset scanner;

  @Option(
      names = "--full-views",
      paramLabel = "N",
      description = "Views of the full scan over one turn. Default: those of the scanner.")
  private Integer fullViews;

  @Option(
      names = "--geometry",
      paramLabel = "FILE",
      description = "Scan geometry (.yaml, .json) of the full scan; replaces --scanner.")
  private Path geometryFile;

  @Option(
      names = "--refine",
      paramLabel = "NAME|FILE",
      description =
          "Model that refines the sparse view, or none. Default: the shipped one for as many views, if there is one.")
  private String model;

  @Option(
      names = "--format",
      paramLabel = "KIND",
      defaultValue = "nifti",
      description = "Format of the volumes: nifti, mha, npy or dicom. Default: ${DEFAULT-VALUE}.")
  private OutputKind format;

  @Override
  public Integer call() throws IOException {
    Ranges.atLeastOne("--views", views);
    Ranges.atLeastOne("--full-views", fullViews);
    Ranges.atLeastOne("--phantom-slices", phantomSlices);
    Outputs.prepare(output.out(), output.force());
    DemoSettings settings =
        new DemoSettings(
            geometry(), views, fbp.settings(water.scale()), water.scale(), noise.noise());
    DemoInput source =
        input == null
            ? DemoInput.phantom(region, phantomSlices, run.context())
            : DemoInput.of(Inputs.volume(input, series.uid(), run.context()));
    source.notes().forEach(text -> run.note("note: " + text));
    int end = slices.endIn(source.volume().slices());
    DemoInput chosen = slices.isAll() ? source : source.slices(slices.from(), end);
    DemoRun demo =
        new DemoRun(
            settings,
            run.backend(),
            run.context(),
            run.commandText(),
            configuration(),
            DemoModel.choose(Optional.ofNullable(model), views, chosen.volume(), run::note));
    DemoRun.Outcome outcome = demo.run(chosen, output.out(), format, output.force());
    outcome.lines().forEach(run::print);
    run.note("wrote " + output.out().resolve("report.html"));
    return ExitCode.OK;
  }

  private ScanGeometry geometry() {
    if (geometryFile != null) {
      return Inputs.geometry(geometryFile);
    }
    return fullViews == null ? scanner.fullTurn() : scanner.withAngles(Angles.fullTurn(fullViews));
  }

  private Map<String, Object> configuration() {
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("input", input == null ? "phantom" : input.toString());
    if (input == null) {
      configuration.put("region", FbpOptions.hyphens(region));
      configuration.put("phantomSlices", phantomSlices);
    }
    configuration.put("slices", slices.toString());
    configuration.put("geometry", geometryFile == null ? scanner.id() : geometryFile.toString());
    configuration.put("fullViews", geometry().views());
    configuration.put("views", views);
    configuration.put("muWaterPerMm", water.scale().muWaterPerMm());
    configuration.put("refine", model == null ? "by views" : model);
    configuration.put("format", format.label());
    fbp.describe(configuration);
    noise.describe(configuration);
    return configuration;
  }
}
