package io.tomodrift.pipeline.cli;

import picocli.CommandLine.Option;

/** Which series of a DICOM folder. */
final class SeriesOption {

  @Option(
      names = "--series",
      paramLabel = "UID",
      defaultValue = "",
      description =
          "SeriesInstanceUID of the series to read from a DICOM folder that holds several. Default: the only one.")
  private String uid;

  String uid() {
    return uid;
  }
}
