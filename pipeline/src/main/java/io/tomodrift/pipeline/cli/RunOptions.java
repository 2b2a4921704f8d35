package io.tomodrift.pipeline.cli;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.pipeline.run.ConsoleProgress;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of every command that computes. */
final class RunOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads, 1 or more; results do not depend on it. Default: all processors.")
  private Integer threads;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "Seed of everything random, any integer. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--backend",
      paramLabel = "ID",
      defaultValue = "auto",
      description =
          "Compute backend: auto, or an id that `tomodrift doctor` lists. Default: ${DEFAULT-VALUE}.")
  private String backend;

  RunContext context() {
    RunContext context = RunContext.defaults().withSeed(seed).withProgress(progress());
    if (threads == null) {
      return context;
    }
    if (threads < 1) {
      throw new ParameterException(
          command.commandLine(), "--threads must be 1 or more, got " + threads);
    }
    return context.withParallelism(threads);
  }

  String backend() {
    return backend;
  }

  ConsoleProgress progress() {
    return root().progress();
  }

  /** Prints a line of result to standard output. */
  void print(String line) {
    progress().clear();
    PrintWriter out = command.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  /** Prints a note to standard error, unless quiet. */
  void note(String line) {
    if (!root().quiet()) {
      progress().clear();
      PrintWriter err = command.commandLine().getErr();
      err.println(line);
      err.flush();
    }
  }

  /** The command as typed. */
  String commandText() {
    return "tomodrift "
        + String.join(" ", command.root().commandLine().getParseResult().originalArgs());
  }

  private RootCommand root() {
    return (RootCommand) command.root().userObject();
  }
}
