package io.tomodrift.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tomodrift bench} on a problem of few views: what it says, not how fast it was. */
class BenchWayTest {

  private static final List<String> OPERATIONS =
      List.of("FORWARD", "ADJOINT", "BACK_PROJECTION", "FILTER", "FBP");

  @TempDir private Path folder;

  @Test
  void everyOperationIsTimedForEveryStack() throws Exception {
    Path json = folder.resolve("speed.json");
    CommandRun run =
        CommandRun.ok(
            "bench",
            "--slices",
            "1,3",
            "--views",
            4,
            "--repeats",
            1,
            "--threads",
            1,
            "--json",
            json);
    for (String part : List.of("cpu  ", "java  ", "flags  ", "load  ", "loads from L1", "GUPS")) {
      assertTrue(run.out().contains(part), part + " is not in: " + run);
    }
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertTrue(report.get("ceilingGups").asDouble() > 0);
    assertTrue(report.get("machine").get("processors").asInt() >= 1);
    JsonNode found = report.get("measurements");
    assertEquals(2 * OPERATIONS.size(), found.size());
    for (int i = 0; i < found.size(); i++) {
      JsonNode one = found.get(i);
      assertEquals(OPERATIONS.get(i % 5), one.get("operation").asText());
      assertEquals(i < 5 ? 1 : 3, one.get("slices").asInt());
      assertTrue(one.get("wallSeconds").asDouble() > 0, one.toString());
      boolean updates = !one.get("operation").asText().equals("FILTER");
      assertEquals(updates, one.get("gups").asDouble() > 0, one.toString());
    }
  }

  @Test
  void impossibleNumbersAreRefused() {
    CommandRun.of("bench", "--slices", "1,0").refused(CommandRun.USAGE, "--slices", "0");
    CommandRun.of("bench", "--views", 0).refused(CommandRun.USAGE, "--views");
    CommandRun.of("bench", "--repeats", 0).refused(CommandRun.USAGE, "--repeats");
    CommandRun.of("bench", "--backend", "abacus").refused(CommandRun.BACKEND, "abacus");
  }
}
