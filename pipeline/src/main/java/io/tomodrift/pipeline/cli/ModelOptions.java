package io.tomodrift.pipeline.cli;

import java.nio.file.Path;
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
}
