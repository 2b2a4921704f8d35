package io.tomodrift.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.pipeline.cli.CommandLines;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * One run of the command line inside this JVM.
 *
 * @param command what was typed
 * @param exitCode the exit code
 * @param out standard output
 * @param err standard error
 */
public record CommandRun(String command, int exitCode, String out, String err) {

  static final int OK = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int INPUT = 3;
  static final int BACKEND = 4;

  /** Runs the command; arguments are turned into text. */
  public static CommandRun of(Object... arguments) {
    String[] args = Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        CommandLines.create()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(args);
    return new CommandRun(String.join(" ", args), code, out.toString(), err.toString());
  }

  /** Runs the command and fails the test unless it succeeds without a word of trouble. */
  public static CommandRun ok(Object... arguments) {
    CommandRun run = of(arguments);
    assertEquals(OK, run.exitCode, run.toString());
    run.requireNoTrace();
    return run;
  }

  /**
   * Fails the test unless the command was refused the way users deserve: this exit code, nothing on
   * standard output, and on standard error one line that holds all the parts.
   */
  public CommandRun refused(int code, Object... parts) {
    assertEquals("", out, toString());
    return ended(code, parts);
  }

  /** As {@link #refused}, for a command that fails late and may have printed results before. */
  CommandRun failed(Object... parts) {
    return ended(FAILED, parts);
  }

  private CommandRun ended(int code, Object... parts) {
    assertEquals(code, exitCode, toString());
    requireNoTrace();
    String[] lines = complaint();
    assertEquals(1, lines.length, "one line expected: " + this);
    for (Object part : parts) {
      assertTrue(lines[0].contains(part.toString()), "'" + part + "' is not in: " + this);
    }
    return this;
  }

  /** The lines about the failure: all but notes, warnings and the hint to the help. */
  private String[] complaint() {
    return err.lines()
        .filter(
            line ->
                !line.startsWith("note: ")
                    && !line.startsWith("warning: ")
                    && !line.startsWith("See: "))
        .toArray(String[]::new);
  }

  void requireNoTrace() {
    boolean trace =
        Stream.of(out, err)
            .flatMap(String::lines)
            .anyMatch(
                line -> line.matches("\\s*at [a-z]+\\..*|.*\\b[a-z]+\\.[A-Za-z.]*Exception.*"));
    assertFalse(trace, "stack trace or class name of an exception: " + this);
  }

  @Override
  public String toString() {
    return "tomodrift %s%n-> exit code %d%n-> out: %s%n-> err: %s"
        .formatted(command, exitCode, out, err);
  }
}
