package io.tomodrift.pipeline.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where results go. */
final class OutputOptions {

  @Option(
      names = {"--out", "-o"},
      required = true,
      paramLabel = "PATH",
      description = "Output file or folder; see the command for the formats.")
  private Path out;

  @Option(names = "--force", description = "Replace outputs that exist.")
  private boolean force;

  Path out() {
    return out;
  }

  boolean force() {
    return force;
  }
}
