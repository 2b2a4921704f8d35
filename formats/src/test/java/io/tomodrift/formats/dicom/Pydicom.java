package io.tomodrift.formats.dicom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tomodrift.tests.support.ExternalProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Runs Python scripts that use pydicom and print JSON. */
public final class Pydicom {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Pydicom() {}

  /** Output of a script, or a skipped test if there is no Python with pydicom. */
  public static JsonNode run(String script, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("-c", script));
    all.addAll(List.of(arguments));
    ExternalProgram.Result result =
        python().run(LIMIT, Path.of(""), Map.of("PYTHONIOENCODING", "utf-8"), all);
    Assertions.assertEquals(0, result.exitCode(), result.err());
    return new ObjectMapper().readTree(result.out());
  }

  private static ExternalProgram python() throws Exception {
    List<ExternalProgram> candidates =
        List.of(
            new ExternalProgram(Path.of("/usr/bin/python3")),
            ExternalProgram.requireProgram("python3"));
    for (ExternalProgram candidate : candidates) {
      if (candidate.executable().toFile().canExecute()
          && candidate.run(LIMIT, "-c", "import pydicom, numpy").exitCode() == 0) {
        return candidate;
      }
    }
    return Assumptions.abort("no python3 with pydicom and numpy");
  }
}
