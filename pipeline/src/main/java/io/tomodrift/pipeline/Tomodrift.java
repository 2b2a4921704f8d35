package io.tomodrift.pipeline;

import io.tomodrift.pipeline.cli.CommandLines;
import java.util.Locale;

/** Entry point of the {@code tomodrift} command. */
public final class Tomodrift {

  private Tomodrift() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] args) {
    // Numbers look the same everywhere, and files never depend on the user's language.
    Locale.setDefault(Locale.ROOT);
    System.exit(CommandLines.run(args));
  }
}
