package io.tomodrift.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C and kill, at the moment at which files are being written. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class InterruptedRunTest {

  private static final int CANCELLED = 130;
  private static final long LIMIT_SECONDS = 120;

  @TempDir private Path folder;

  private Process start(Object... arguments) throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.tomodrift.pipeline.Tomodrift"));
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    return new ProcessBuilder(all)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log.txt").toFile())
        .start();
  }

  private static Object[] simulation(Path out) {
    return new Object[] {
      "simulate", "helical-test", "--scanner", "small", "--ffs", "z", "--z=-20:20", "--out", out
    };
  }

  private Set<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.equals("log.txt"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** Waits until something is being written for {@code out}. */
  private void awaitWriting(Process process, Path out) throws IOException, InterruptedException {
    String temporary = "." + out.getFileName() + ".";
    while (names().stream().noneMatch(name -> name.startsWith(temporary))) {
      assertTrue(process.isAlive(), () -> "ended too early: " + log());
      Thread.sleep(2);
    }
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("log.txt"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private int stop(Process process, String signal) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "did not end");
    return process.exitValue();
  }

  @Test
  void aSimulationLeavesNothing() throws IOException, InterruptedException {
    Path out = folder.resolve("raw");
    Process process = start(simulation(out));
    awaitWriting(process, out);
    assertEquals(CANCELLED, stop(process, "INT"), this::log);
    assertEquals(Set.of(), names());

    process = start(simulation(out));
    awaitWriting(process, out);
    stop(process, "KILL");
    assertFalse(Files.exists(out), "a half-written folder under the final name");

    CommandRun.ok(simulation(out));
    assertTrue(Files.exists(out));
  }

  @Test
  void aReconstructionLeavesNothing() throws IOException, InterruptedException {
    Path raw = folder.resolve("raw");
    CommandRun.ok(simulation(raw));
    Path out = folder.resolve("series");
    Object[] arguments = {
      "reconstruct", raw, "--columns", 512, "--slice-spacing-mm", 0.5, "--out", out
    };
    Set<String> before = names();

    Process process = start(arguments);
    Thread.sleep(1500); // somewhere between reading and reconstructing
    assertEquals(CANCELLED, stop(process, "INT"), this::log);
    assertEquals(before, names());

    process = start(arguments);
    awaitWriting(process, out);
    stop(process, "KILL");
    assertFalse(Files.exists(out), "a half-written series under the final name");

    CommandRun.ok(arguments);
    assertTrue(Files.exists(out));
  }
}
