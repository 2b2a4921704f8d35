package io.tomodrift.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Times as the manifests beside the images tell them. */
class EvaluateTimesTest {

  @TempDir private Path folder;
  private EvaluateCases cases;

  @BeforeEach
  void makeCases() throws IOException {
    cases = new EvaluateCases(folder);
    for (String name : List.of("ref", "a", "b")) {
      Files.createDirectory(folder.resolve(name));
    }
    for (String name : List.of("one", "two", "three")) {
      for (String side : List.of("ref", "a", "b")) {
        cases.writeShifted(side + "/" + name + ".nii", 0);
      }
    }
  }

  private void manifest(String image, double seconds, String stages, String settings, String more)
      throws IOException {
    Files.writeString(
        folder.resolve(image + ".manifest.json"),
        """
        {"command": "c", "toolVersion": "1", "startedAt": "t", "totalSeconds": %s, "threads": 1,
         "seed": 0, "stages": [%s], "inputs": [], "configuration": {%s}, "results": {%s}}
        """
            .formatted(seconds, stages, settings, more));
  }

  private static String refine(double seconds) {
    return "{\"stage\": \"read\", \"seconds\": 9}, {\"stage\": \"refine\", \"seconds\": %s}"
        .formatted(seconds);
  }

  private static final String FLOW =
      "\"model\": \"flow\", \"slices\": \"all\", \"solver\": \"rk2\", \"steps\": 4";

  @Test
  void eachWayOfMakingHasItsMean() throws IOException {
    manifest("a/one.nii", 10, refine(2), FLOW, "\"evaluations\": 8");
    manifest("a/two.nii", 14, refine(5), FLOW, "\"evaluations\": 8");
    manifest("a/three.nii", 7, refine(1), FLOW.replace("4", "1"), "");
    manifest("b/two.nii", 3, "", "\"algorithm\": \"fbp\", \"dataConsistency\": 0", "");
    Path csv = folder.resolve("n.csv");
    Path times = folder.resolve("times.csv");
    Path report = folder.resolve("report");
    JsonNode json =
        cases.json(List.of("a", "b"), "--csv", csv, "--times", times, "--report", report);
    JsonNode rows = json.at("/groups/0/times");
    assertEquals(3, rows.size());
    // In the order of the cases: one, three, two.
    assertEquals("solver rk2, steps 4", rows.at("/0/settings").asText());
    assertEquals("flow", rows.at("/0/model").asText());
    assertEquals(2, rows.at("/0/n").asInt());
    assertEquals(8, rows.at("/0/evaluations").asDouble());
    assertEquals(3.5, rows.at("/0/modelSeconds").asDouble());
    assertEquals(Math.sqrt(4.5), rows.at("/0/modelSecondsSd").asDouble(), 1e-12);
    assertEquals(12, rows.at("/0/seconds").asDouble());
    assertEquals("solver rk2, steps 1", rows.at("/1/settings").asText());
    assertTrue(rows.at("/1/evaluations").isNull() && rows.at("/1/secondsSd").isNull());
    assertEquals("b", rows.at("/2/method").asText());
    assertEquals("algorithm fbp", rows.at("/2/settings").asText());
    assertTrue(rows.at("/2/modelSeconds").isNull());
    assertEquals(8 / 3.0, json.at("/groups/0/summary/a/model_seconds/mean").asDouble(), 1e-12);
    List<String> lines = Files.readAllLines(times);
    assertEquals(4, lines.size());
    assertTrue(lines.get(0).startsWith("group,method,model,settings,n,evaluations,model_seconds,"));
    String first =
        "all cases,a,flow,\"solver rk2, steps 4\",2,8.0,3.5," + Math.sqrt(4.5) + ",12.0,";
    assertTrue(lines.get(1).startsWith(first), lines.get(1));
    assertEquals("all cases,b,,algorithm fbp,1,,,,3.0,", lines.get(3));
    List<String> all = Files.readAllLines(csv);
    assertTrue(all.get(0).endsWith(",model,settings,evaluations,failures"), all.get(0));
    assertTrue(all.get(1).endsWith(",flow,\"solver rk2, steps 4\",8.0,"), all.get(1));
    assertTrue(all.get(2).endsWith(",,,,"), all.get(2));
    String html = Files.readString(report.resolve("report.html"));
    assertTrue(
        html.contains("Time per case") && html.contains("<td>8</td><td>3.50 \u00b1 2.12</td>"));
  }

  @Test
  void withoutManifestsThereIsNoTable() throws IOException {
    Path csv = folder.resolve("n.csv");
    Path times = folder.resolve("times.csv");
    Path report = folder.resolve("report");
    JsonNode json =
        cases.json(List.of("a", "b"), "--csv", csv, "--times", times, "--report", report);
    assertFalse(json.at("/groups/0").has("times"));
    assertEquals(1, Files.readAllLines(times).size());
    assertFalse(Files.readString(csv).contains("evaluations"));
    assertFalse(Files.readString(report.resolve("report.html")).contains("Time per case"));
    assertFalse(json.get("notes").toString().contains("time"), json.get("notes").toString());
  }
}
