package io.tomodrift.pipeline.cli;

import io.tomodrift.formats.sinogram.SinogramFiles;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.pipeline.data.AxialSlices;
import io.tomodrift.pipeline.data.Input.OfVolume;
import io.tomodrift.pipeline.data.InputDigests;
import io.tomodrift.pipeline.data.Inputs;
import io.tomodrift.pipeline.data.Outputs;
import io.tomodrift.pipeline.project.Projection;
import io.tomodrift.pipeline.report.Manifest;
import io.tomodrift.pipeline.report.ManifestRecorder;
import io.tomodrift.pipeline.run.ExitCode;
import io.tomodrift.pipeline.run.InputFailure;
import io.tomodrift.pipeline.run.UsageFailure;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomodrift project}. */
@Command(
    name = "project",
    description = {
      "Forward project the slices of a volume: what a scanner would measure.",
      "HU are converted to attenuation first. The sinogram carries its geometry."
    },
    mixinStandardHelpOptions = true)
final class ProjectCommand implements Callable<Integer> {

  @Mixin private RunOptions run;
  @Mixin private SeriesOption series;
  @Mixin private OutputOptions output;
  @Mixin private WaterOption water;
  @Mixin private NoiseOptions noise;

  @Parameters(
      paramLabel = "VOLUME",
      description = "CT volume: DICOM folder, .nii(.gz), .mha, .mhd, .npy, .npz, in HU or 1/mm.")
  private Path volumeFile;

  @Option(
      names = "--geometry",
      required = true,
      paramLabel = "FILE",
      description = "Scan geometry (.yaml, .json), see `tomodrift geometry init`.")
  private Path geometryFile;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "joseph",
      description = "Ray model: joseph or siddon. Default: ${DEFAULT-VALUE}.")
  private ProjectorModel model;

  @Option(
      names = "--slices",
      paramLabel = "A:B",
      converter = SliceRange.Converter.class,
      description = "Slices A to B-1, counted from 0. Default: all.")
  private SliceRange slices = SliceRange.ALL;

  @Override
  public Integer call() throws IOException {
    Outputs.prepare(output.out(), output.force());
    requireSinogramName();
    ScanGeometry geometry = Inputs.geometry(geometryFile);
    OfVolume input = Inputs.volume(volumeFile, series.uid(), run.context());
    input.warnings().forEach(warning -> run.note("note: " + warning));
    requireAttenuation(input.volume().unit());
    Inputs.requireFinite(volumeFile, input.volume().stack());
    Volume axial = AxialSlices.of(volumeFile, input.volume()).volume();
    int end = slices.endIn(axial.slices());
    Volume chosen = slices.isAll() ? axial : axial.slices(slices.from(), end);
    ManifestRecorder recorder =
        ManifestRecorder.start(run.commandText(), configuration(), run.context());
    InputDigests.record(recorder, volumeFile);
    InputDigests.record(recorder, geometryFile);
    try (Backend backend = Backends.select(run.backend(), run.context())) {
      Projection projection = new Projection(geometry, model, water.scale(), noise.noise());
      Projection.Result result = projection.run(chosen, backend, run.context(), recorder);
      if (result.starvedRays() > 0) {
        run.note("note: %d rays detected no quantum".formatted(result.starvedRays()));
      }
      Sinogram sinogram = result.sinogram();
      SinogramFiles.write(sinogram, output.out());
      recorder.finish(backend.id(), backend.device()).write(Manifest.beside(output.out()));
    }
    run.note("wrote " + output.out());
    return ExitCode.OK;
  }

  private void requireAttenuation(VolumeUnit unit) {
    if (unit != VolumeUnit.HU && unit != VolumeUnit.PER_MM) {
      throw new InputFailure(
          "%s: a volume in HU or 1/mm is needed, the values are in %s; state what they mean with `tomodrift convert --unit`"
              .formatted(volumeFile, unit.symbol()));
    }
  }

  private void requireSinogramName() {
    String name = output.out().toString();
    if (!name.endsWith(".npz") && !name.endsWith(".npy")) {
      throw new UsageFailure(
          output.out() + ": a sinogram is written as .npz (or .npy with the geometry beside it)");
    }
  }

  private Map<String, Object> configuration() {
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("geometry", geometryFile.toString());
    configuration.put("model", FbpOptions.hyphens(model));
    configuration.put("slices", slices.toString());
    configuration.put("muWaterPerMm", water.scale().muWaterPerMm());
    noise.describe(configuration);
    return configuration;
  }
}
