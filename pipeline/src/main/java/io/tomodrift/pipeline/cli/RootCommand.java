package io.tomodrift.pipeline.cli;

import io.tomodrift.pipeline.run.ConsoleProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code tomodrift} itself: holds what all commands share. */
@Command(
    name = "tomodrift",
    description = "Tomographic reconstruction: raw data to images, and images to reports.",
    versionProvider = VersionText.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      ReconstructCommand.class,
      SimulateCommand.class,
      ProjectCommand.class,
      RefineCommand.class,
      TranslateCommand.class,
      SampleCommand.class,
      CounterfactualCommand.class,
      DriftStudyCommand.class,
      TrainCommand.class,
      ModelsCommand.class,
      CompareCommand.class,
      EvaluateCommand.class,
      ConvertCommand.class,
      InfoCommand.class,
      CheckGeometryCommand.class,
      GeometryCommand.class,
      DoctorCommand.class,
      BenchCommand.class
    },
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0 ok, 1 failed run, 2 wrong usage, 3 bad input, 4 backend, 130 cancelled",
      "",
      "Help of a command: tomodrift COMMAND --help"
    })
final class RootCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of a failure.")
  private boolean stackTrace;

  @Option(
      names = "--quiet",
      scope = ScopeType.INHERIT,
      description = "No progress and no notes; errors only.")
  private boolean quiet;

  private ConsoleProgress progress;

  /** The progress of this invocation; also what Ctrl-C cancels. */
  synchronized ConsoleProgress progress() {
    if (progress == null) {
      progress = ConsoleProgress.onStandardError(quiet);
    }
    return progress;
  }

  boolean stackTrace() {
    return stackTrace;
  }

  boolean quiet() {
    return quiet;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
