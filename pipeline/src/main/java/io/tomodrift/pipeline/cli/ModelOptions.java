package io.tomodrift.pipeline.cli;

import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.pipeline.data.Input.OfVolume;
import io.tomodrift.pipeline.data.Inputs;
import io.tomodrift.pipeline.learned.ReferenceCheck;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands that apply a model to a volume have in common. */
final class ModelOptions {

  @Parameters(
      index = "0",
      paramLabel = "IMAGE",
      description = "Volume: DICOM folder, .nii(.gz), .mha, .mhd, .npz, .npy.")
  private Path image;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "NAME|FILE",
      description = "Shipped model (`tomodrift models` lists them), or the .json of one.")
  private String model;

  @Option(
      names = "--slices",
      paramLabel = "A:B",
      converter = SliceRange.Converter.class,
      description = "Slices A to B-1, counted from 0. Default: all.")
  private SliceRange slices = SliceRange.ALL;

  Path image() {
    return image;
  }

  String model() {
    return model;
  }

  SliceRange slices() {
    return slices;
  }

  /** Reads the volume, which must be finite, and says what is odd about it. */
  OfVolume read(SeriesOption series, RunOptions run) {
    OfVolume input = Inputs.volume(image, series.uid(), run.context());
    input.warnings().forEach(warning -> run.note("note: " + warning));
    Inputs.requireFinite(image, input.volume().stack());
    return input;
  }

  /** The slices asked for. */
  Volume chosen(OfVolume input) {
    int end = slices.endIn(input.volume().slices());
    return slices.isAll() ? input.volume() : input.volume().slices(slices.from(), end);
  }

  /** The same slices of a reference, if one was given, on the grid of the image. */
  Optional<ReferenceCheck> check(Path reference, OfVolume input, Volume chosen, RunOptions run) {
    if (reference == null) {
      return Optional.empty();
    }
    OfVolume truth = Inputs.volume(reference, run.context());
    truth.warnings().forEach(warning -> run.note("note: " + warning));
    Inputs.requireFinite(reference, truth.volume().stack());
    // One with other slices is refused below with both grids, not for the range of slices.
    boolean whole = truth.volume().slices() == input.volume().slices();
    return Optional.of(
        ReferenceCheck.of(truth, whole ? chosen(truth) : truth.volume(), input, chosen));
  }
}
