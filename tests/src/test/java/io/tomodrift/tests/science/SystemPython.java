package io.tomodrift.tests.science;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tomodrift.tests.support.ExternalProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Independent computations in Python. */
final class SystemPython {

  private static final Path SYSTEM = Path.of("/usr/bin/python3");
  private static final int NO_MODULE = 77;

  private SystemPython() {}

  /** Runs a script; skips the test if Python or one of the modules is absent. */
  static void run(Path folder, String modules, String script, String... arguments)
      throws IOException, InterruptedException {
    // The distribution's Python first: packages of the field are rarely in other ones.
    ExternalProgram python =
        Files.isExecutable(SYSTEM)
            ? new ExternalProgram(SYSTEM)
            : ExternalProgram.requireProgram("python3");
    String guarded =
        "import sys\ntry:\n    import %s\nexcept ImportError as e:\n    sys.exit(%d)\n%s"
            .formatted(modules, NO_MODULE, script);
    List<String> command = new ArrayList<>(List.of("-c", guarded));
    command.addAll(List.of(arguments));
    ExternalProgram.Result result = python.run(Duration.ofSeconds(120), folder, Map.of(), command);
    if (result.exitCode() == NO_MODULE) {
      ExternalProgram.requireProgram("python3 with " + modules);
    }
    assertEquals(0, result.exitCode(), result.err());
  }
}
