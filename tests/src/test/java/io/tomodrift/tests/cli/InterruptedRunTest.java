package io.tomodrift.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.tomodrift.formats.AtomicOutput;
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
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C and kill, at the moment at which files are being written. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class InterruptedRunTest {

  private static final int CANCELLED = 130;
  private static final long LIMIT_SECONDS = 120;
  private static final int ATTEMPTS = 5;
  private static final int SIGINT = 2;

  @TempDir private Path folder;

  /**
   * A shell starts what it puts in the background with Ctrl-C ignored, and so does whatever that
   * starts, Java too: nothing would be interrupted then.
   */
  @BeforeEach
  void requireThatInterruptsAreNotIgnored() throws IOException {
    if (isIgnored(SIGINT)) {
      String message = "SKIPPED (Ctrl-C): SIGINT is ignored here, as in a shell's background job";
      System.out.println(message);
      Assumptions.abort(message);
    }
  }

  private static boolean isIgnored(int signal) throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false; // cannot be told
    }
    String mask =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .map(line -> line.substring("SigIgn:".length()).strip())
            .orElse("0");
    return (Long.parseUnsignedLong(mask, 16) >>> (signal - 1) & 1) != 0;
  }

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

  /**
   * Starts the command and waits until it is writing for {@code out}. A machine that is busy may
   * look away for as long as the writing takes: a run that ended well is undone and tried again.
   */
  private Process startWriting(Path out, Object... arguments)
      throws IOException, InterruptedException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Process process = start(arguments);
      if (seenWriting(process, out)) {
        return process;
      }
      assertEquals(0, process.waitFor(), () -> "ended too early: " + log());
      undo(out);
    }
    return fail("never seen writing in " + ATTEMPTS + " runs: " + log());
  }

  private void undo(Path out) throws IOException {
    for (String name : names()) {
      if (name.startsWith(out.getFileName().toString())) {
        AtomicOutput.deleteTree(folder.resolve(name));
      }
    }
  }

  private boolean seenWriting(Process process, Path out) throws IOException, InterruptedException {
    String temporary = "." + out.getFileName() + ".";
    while (process.isAlive()) {
      if (names().stream().anyMatch(name -> name.startsWith(temporary))) {
        return true;
      }
      Thread.sleep(2);
    }
    return false;
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
    Process process = startWriting(out, simulation(out));
    assertEquals(CANCELLED, stop(process, "INT"), this::log);
    assertEquals(Set.of(), names());

    process = startWriting(out, simulation(out));
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

    process = startWriting(out, arguments);
    stop(process, "KILL");
    assertFalse(Files.exists(out), "a half-written series under the final name");

    CommandRun.ok(arguments);
    assertTrue(Files.exists(out));
  }
}
