package io.tomodrift.pipeline;

import io.tomodrift.pipeline.cli.CommandLines;

/** Entry point of the {@code tomodrift} command. */
public final class Tomodrift {

  private Tomodrift() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] args) {
    System.exit(CommandLines.run(args));
  }
}
