package io.tomodrift.tests.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process of the same Java on the same class path. */
final class ChildJvm {

  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  private ChildJvm() {}

  /**
   * What a process printed.
   *
   * @param exitCode how it ended
   * @param lines its standard output
   */
  record Output(int exitCode, List<String> lines) {

    /** The rest of the line that begins with a word. */
    String value(String word) {
      return lines.stream()
          .filter(line -> line.startsWith(word + " "))
          .map(line -> line.substring(word.length() + 1))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no '%s' in %s".formatted(word, lines)));
    }

    long number(String word) {
      return Long.parseLong(value(word));
    }
  }

  /** Options that let the Vector API be used, if this Java has it. */
  static List<String> vectorOptions() {
    return ModuleFinder.ofSystem().find(VECTOR_MODULE).isPresent()
        ? List.of("--add-modules", VECTOR_MODULE)
        : List.of();
  }

  /** Runs a class to its end. */
  static Output run(Class<?> main, List<String> options, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Output(process.waitFor(), text.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
