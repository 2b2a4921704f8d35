package io.tomodrift.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was in a folder before a command ran.
 *
 * @param folder the folder
 * @param before everything below it
 */
record Leftovers(Path folder, Set<Path> before) {

  static Leftovers watch(Path folder) throws IOException {
    return new Leftovers(folder, list(folder));
  }

  /** Fails the test if anything was added or removed, hidden temporary files included. */
  void requireNone(CommandRun run) throws IOException {
    assertEquals(before, list(folder), () -> "left by " + run);
  }

  static Set<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(folder::relativize).collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
