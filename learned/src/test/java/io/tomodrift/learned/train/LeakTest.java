package io.tomodrift.learned.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Native memory is outside the heap, where no garbage collector finds it again. */
@Tag("slow")
class LeakTest {

  private static final long LARGEST_GROWTH_BYTES = 20 * LeakRun.MEGABYTE;

  @TempDir private Path folder;

  @BeforeEach
  void memoryCanBeWatched() {
    assumeTrue(Files.exists(LeakRun.STATM), "there is no " + LeakRun.STATM + " on this system");
  }

  /** Bytes outside the heap and long-lived arrays that {@link LeakRun} found added. */
  private long[] growth(long leakedBytes) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                java,
                "-Xmx256m",
                "-cp",
                classPath,
                LeakRun.class.getName(),
                folder.resolve("run").toString(),
                Long.toString(leakedBytes))
            .redirectError(folder.resolve("errors.txt").toFile())
            .start();
    try {
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      assertTrue(process.waitFor(5, TimeUnit.MINUTES), "the process does not end");
      assertEquals(0, process.exitValue(), Files.readString(folder.resolve("errors.txt")));
      String[] numbers = output.split(" ");
      return new long[] {Long.parseLong(numbers[0]), Long.parseLong(numbers[1])};
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void stepsLeaveNothingBehind() throws Exception {
    long[] growth = growth(0);
    assertTrue(growth[0] < LARGEST_GROWTH_BYTES, growth[0] + " bytes in 200 steps");
    assertEquals(0, growth[1], "arrays that live as long as the network");
  }

  /** The test above would notice a leak of a quarter of a megabyte a step. */
  @Test
  void aLeakIsSeen() throws Exception {
    long[] growth = growth(LeakRun.MEGABYTE / 4);
    assertTrue(growth[0] > LARGEST_GROWTH_BYTES, growth[0] + " bytes in 200 steps");
  }
}
