package io.tomodrift.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tomodrift.tests.support.ExternalProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Runs snippets of Python with NumPy and the readers of the field, the other program of tests. */
public final class Python {

  private static final Path SYSTEM = Path.of("/usr/bin/python3");
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Python() {}

  /**
   * Runs a snippet in a folder; skips the test if a module is absent, fails it if the snippet
   * fails.
   *
   * @return standard output
   */
  public static String run(Path folder, String modules, String snippet)
      throws IOException, InterruptedException {
    // The distribution's Python first: packages of the field are rarely in other ones.
    ExternalProgram python =
        Files.isExecutable(SYSTEM)
            ? new ExternalProgram(SYSTEM)
            : ExternalProgram.requireProgram("python3");
    String guarded =
        "import sys\ntry:\n    import "
            + modules
            + "\nexcept ImportError as e:\n    print(e); sys.exit(77)\n"
            + snippet;
    ExternalProgram.Result result = python.run(LIMIT, folder, Map.of(), List.of("-c", guarded));
    if (result.exitCode() == 77) {
      ExternalProgram.requireProgram("python3 with " + modules);
    }
    assertEquals(0, result.exitCode(), result.err());
    return result.out();
  }
}
