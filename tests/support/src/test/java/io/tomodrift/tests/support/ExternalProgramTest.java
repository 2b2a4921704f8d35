package io.tomodrift.tests.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class ExternalProgramTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String ABSENT = "no-such-program-of-tomodrift";

  @Test
  void capturesBothStreamsAndTheStatus() throws Exception {
    ExternalProgram.Result result =
        ExternalProgram.requireProgram("sh")
            .run(LIMIT, "-c", "cat; echo out; echo err >&2; exit 3");
    assertEquals(new ExternalProgram.Result(3, "out\n", "err\n"), result);
  }

  @Test
  void runsInAFolderWithAnEnvironment(@TempDir Path folder) throws Exception {
    ExternalProgram.Result result =
        ExternalProgram.requireProgram("sh")
            .run(LIMIT, folder, Map.of("GREETING", "hi"), List.of("-c", "pwd; echo $GREETING"));
    assertEquals(folder.toRealPath() + "\nhi\n", result.out());
  }

  @Test
  void killsWhatRunsTooLong() {
    AssertionError failure =
        assertTimeoutPreemptively(
            LIMIT,
            () ->
                assertThrows(
                    AssertionFailedError.class,
                    () ->
                        ExternalProgram.requireProgram("sh")
                            .run(Duration.ofMillis(300), "-c", "sleep 60; echo late")));
    assertTrue(failure.getMessage().contains("ran past PT0.3S"), failure.getMessage());
  }

  @Test
  void skipsOrFailsWithoutTheProgram() {
    assertTrue(ExternalProgram.find(ABSENT).isEmpty());
    Class<? extends Throwable> expected =
        Boolean.getBoolean("tomodrift.programs.required")
            ? AssertionFailedError.class
            : TestAbortedException.class;
    try (CapturedOut out = new CapturedOut()) {
      assertThrows(expected, () -> ExternalProgram.requireProgram(ABSENT));
      assertEquals(expected == TestAbortedException.class, out.text().contains(ABSENT));
    }
  }
}
