package io.tomodrift.pipeline.cli;

import io.tomodrift.pipeline.run.ExitCode;
import io.tomodrift.pipeline.run.Failures;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Assembles the command line and runs it. */
public final class CommandLines {

  private static final long CLEAN_UP_SECONDS = 10;

  private CommandLines() {}

  /** Runs the command line with Ctrl-C handled; returns the exit code. */
  public static int run(String... args) {
    if (List.of(args).contains("--quiet")) {
      // Before the first logger exists: the libraries' notes are configured when it is made.
      System.setProperty("tomodrift.log", "ERROR");
    }
    RootCommand root = new RootCommand();
    CountDownLatch finished = new CountDownLatch(1);
    Thread hook = new Thread(() -> cancelAndWait(root, finished), "tomodrift-cancel");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return commandLine(root).execute(args);
    } finally {
      finished.countDown();
    }
  }

  /** The command line, for running inside another program and for generating documentation. */
  public static CommandLine create() {
    return commandLine(new RootCommand());
  }

  private static CommandLine commandLine(RootCommand root) {
    CommandLine line = new CommandLine(root);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setAbbreviatedOptionsAllowed(false);
    line.setParameterExceptionHandler((e, args) -> wrongUsage(e));
    line.setExecutionExceptionHandler((e, failing, parsed) -> failed(root, failing, e));
    return line;
  }

  private static int wrongUsage(ParameterException e) {
    CommandLine failing = e.getCommandLine();
    PrintWriter err = failing.getErr();
    err.println("tomodrift: " + e.getMessage());
    if (e instanceof UnmatchedArgumentException unmatched) {
      Suggestion.of(unmatched).ifPresent(near -> err.println("Did you mean '" + near + "'?"));
    }
    err.println("See: " + failing.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  private static int failed(RootCommand root, CommandLine failing, Throwable e) {
    root.progress().clear();
    PrintWriter err = failing.getErr();
    err.println("tomodrift: " + Failures.message(e));
    if (root.stackTrace()) {
      e.printStackTrace(err);
    }
    return Failures.exitCode(e);
  }

  /** Ctrl-C: asks the loops to stop and gives them time to remove what is half written. */
  private static void cancelAndWait(RootCommand root, CountDownLatch finished) {
    root.progress().cancel();
    try {
      finished.await(CLEAN_UP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
