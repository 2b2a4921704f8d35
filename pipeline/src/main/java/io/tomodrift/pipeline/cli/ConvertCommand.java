package io.tomodrift.pipeline.cli;

import io.tomodrift.formats.sinogram.SinogramFiles;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.pipeline.data.Input;
import io.tomodrift.pipeline.data.Input.OfSinogram;
import io.tomodrift.pipeline.data.Input.OfVolume;
import io.tomodrift.pipeline.data.Inputs;
import io.tomodrift.pipeline.data.OutputKind;
import io.tomodrift.pipeline.data.Outputs;
import io.tomodrift.pipeline.run.ExitCode;
import io.tomodrift.pipeline.run.InputFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomodrift convert}. */
@Command(
    name = "convert",
    description = {
      "Convert between file formats; the values and their place in space stay.",
      "Volumes: DICOM folder, .nii(.gz), .mha, .mhd, .npz, .npy, .mat (input), .png (output).",
      "Sinograms: .npz, .npy with geometry, .mat and .h5 (input)."
    },
    mixinStandardHelpOptions = true)
final class ConvertCommand implements Callable<Integer> {

  @Mixin private RunOptions run;
  @Mixin private SeriesOption series;
  @Mixin private WaterOption water;

  @Parameters(index = "0", paramLabel = "IN", description = "Input file or folder.")
  private Path in;

  @Parameters(index = "1", paramLabel = "OUT", description = "Output; its ending is the format.")
  private Path out;

  @Option(
      names = "--unit",
      paramLabel = "UNIT",
      description =
          "What the input's values mean, for formats that do not say it: hu, per-mm, arbitrary.",
      converter = UnitConverter.class)
  private VolumeUnit unit;

  @Option(names = "--hu", description = "Convert attenuation in 1/mm to Hounsfield units.")
  private boolean hu;

  @Option(
      names = "--slices",
      paramLabel = "A:B",
      converter = SliceRange.Converter.class,
      description = "Slices A to B-1, counted from 0. Default: all.")
  private SliceRange slices = SliceRange.ALL;

  @Option(names = "--force", description = "Replace outputs that exist.")
  private boolean force;

  @Override
  public Integer call() throws IOException {
    Outputs.prepare(out, force);
    OutputKind kind = OutputKind.of(out, Optional.empty());
    Input input = Inputs.read(in, series.uid(), run.context());
    input.warnings().forEach(warning -> run.note("note: " + warning));
    if (input instanceof OfSinogram sinogram) {
      writeSinogram(sinogram, kind);
    } else if (input instanceof OfVolume volume) {
      writeVolume(volume, kind);
    } else {
      throw new InputFailure(
          "%s: is %s, which `tomodrift reconstruct` makes slices or a sinogram of"
              .formatted(in, input.kind()));
    }
    run.note("wrote " + out);
    return ExitCode.OK;
  }

  private void writeSinogram(OfSinogram input, OutputKind kind) throws IOException {
    if (kind != OutputKind.NPY) {
      throw new InputFailure(
          "%s: is a sinogram and is written as .npz or .npy, not as %s; `tomodrift reconstruct` makes slices of it"
              .formatted(in, kind.label()));
    }
    int end = slices.endIn(input.sinogram().slices());
    SinogramFiles.write(
        slices.isAll() ? input.sinogram() : input.sinogram().slices(slices.from(), end), out);
  }

  private void writeVolume(OfVolume input, OutputKind kind) throws IOException {
    Volume volume = input.volume();
    if (unit != null) {
      volume = volume.with(volume.stack(), unit);
    }
    int end = slices.endIn(volume.slices());
    if (!slices.isAll()) {
      volume = volume.slices(slices.from(), end);
    }
    if (hu) {
      volume = toHu(volume);
    }
    Inputs.requireFinite(in, volume.stack());
    Volume converted = volume;
    Outputs.replacing(
        out,
        force,
        () ->
            Outputs.write(converted, out, kind, input.dicom(), "Converted", run.context())
                .forEach(warning -> run.note("note: " + warning)));
  }

  private Volume toHu(Volume volume) {
    if (volume.unit() != VolumeUnit.PER_MM) {
      throw new InputFailure(
          "%s: --hu converts from 1/mm, the values are in %s; state --unit per-mm if the file does not say it"
              .formatted(in, volume.unit().symbol()));
    }
    Volume copy = volume.with(volume.stack().copy(), VolumeUnit.HU);
    water.scale().toHuInPlace(copy.stack());
    return copy;
  }

  static final class UnitConverter implements picocli.CommandLine.ITypeConverter<VolumeUnit> {
    @Override
    public VolumeUnit convert(String text) {
      return FbpOptions.parse(VolumeUnit.class, text);
    }
  }
}
