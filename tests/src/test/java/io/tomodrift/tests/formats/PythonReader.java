package io.tomodrift.tests.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tomodrift.tests.support.ExternalProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Reads files with Python programs, which answer in JSON. */
final class PythonReader {

  private static final Path SYSTEM = Path.of("/usr/bin/python3");
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int NO_MODULE = 77;

  private PythonReader() {}

  /**
   * Runs a program that finds the file as {@code sys.argv[1]} and prints JSON.
   *
   * @param modules what it imports; where one is absent the test is skipped
   */
  static JsonNode read(Path file, String modules, String program)
      throws IOException, InterruptedException {
    String guarded =
        "import sys, json\ntry:\n    import %s\nexcept ImportError as e:\n    print(e); sys.exit(%d)\n%s"
            .formatted(modules, NO_MODULE, program);
    ExternalProgram python =
        Files.isExecutable(SYSTEM)
            ? new ExternalProgram(SYSTEM)
            : ExternalProgram.requireProgram("python3");
    ExternalProgram.Result result =
        python.run(LIMIT, Path.of(""), Map.of(), List.of("-c", guarded, file.toString()));
    if (result.exitCode() == NO_MODULE) {
      ExternalProgram.requireProgram("python3 with " + modules);
    }
    assertEquals(0, result.exitCode(), result.err());
    return new ObjectMapper().readTree(result.out());
  }
}
