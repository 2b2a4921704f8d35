package io.tomodrift.tests.support;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.opentest4j.AssertionFailedError;

/**
 * A program outside this repository, run with a time limit and an empty standard input.
 *
 * @param executable the file to run
 */
public record ExternalProgram(Path executable) {

  private static final Requirement REQUIREMENT =
      new Requirement("program", "tomodrift.programs.required");

  /**
   * What a run left behind.
   *
   * @param exitCode the exit status
   * @param out standard output, as UTF-8
   * @param err standard error, as UTF-8
   */
  public record Result(int exitCode, String out, String err) {}

  /**
   * Looks a program up on the PATH.
   *
   * @param name file name of the program
   * @return the program, or nothing if no folder of the PATH has it
   */
  public static Optional<ExternalProgram> find(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(path)
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .map(ExternalProgram::new);
  }

  /**
   * Looks a program up on the PATH, or ends the test: a skip with a printed reason, or a failure
   * with {@code -Dtomodrift.programs.required=true}.
   *
   * @param name file name of the program
   * @return the program
   */
  public static ExternalProgram requireProgram(String name) {
    return find(name).orElseThrow(() -> REQUIREMENT.missing(name + " is not on the PATH"));
  }

  /**
   * Runs the program in the current folder and waits for its end.
   *
   * @param timeout time after which the program is killed and the test fails
   * @param arguments its arguments
   * @return status and output
   * @throws IOException if it cannot be started
   * @throws InterruptedException if the wait is interrupted
   */
  public Result run(Duration timeout, String... arguments)
      throws IOException, InterruptedException {
    return run(timeout, Path.of(""), Map.of(), List.of(arguments));
  }

  /**
   * Runs the program and waits for its end.
   *
   * @param timeout time after which the program is killed and the test fails
   * @param folder its working folder
   * @param environment variables set in addition to those of this process
   * @param arguments its arguments
   * @return status and output
   * @throws IOException if it cannot be started
   * @throws InterruptedException if the wait is interrupted
   */
  public Result run(
      Duration timeout, Path folder, Map<String, String> environment, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(executable.toString());
    command.addAll(arguments);
    // Files instead of pipes: a program that prints much cannot block on a full pipe.
    Path out = Files.createTempFile("program", ".out");
    Path err = Files.createTempFile("program", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toAbsolutePath().toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      try {
        process.getOutputStream().close();
        if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new AssertionFailedError(
              String.join(" ", command) + " ran past " + timeout + "; stderr: " + text(err));
        }
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      return new Result(process.exitValue(), text(out), text(err));
    } finally {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
