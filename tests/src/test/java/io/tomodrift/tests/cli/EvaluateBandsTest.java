package io.tomodrift.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tomodrift.formats.volume.VolumeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors where another volume, such as a map of iodine, has values in a range. */
class EvaluateBandsTest {

  private static final double EPS = 1e-9;

  @TempDir private Path folder;
  private EvaluateCases cases;

  @BeforeEach
  void makeCases() throws IOException {
    cases = new EvaluateCases(folder);
    for (String name : List.of("ref", "a", "b", "maps")) {
      Files.createDirectory(folder.resolve(name));
    }
    for (String name : List.of("one", "two")) {
      cases.writeShifted("ref/" + name + ".nii", 0);
      // 0.5 in column 20, 1 in column 21, 2 in 22, 5 in 23, in both slices.
      cases.write("maps/" + name + ".mha", (s, r, c) -> iodine(c));
    }
    // Errors of 3, -4, 5 and -9 there, and 1 elsewhere.
    cases.write("a/one.nii", (s, r, c) -> EvaluateCases.body(r, c) + error(c));
    cases.write("a/two.nii", (s, r, c) -> EvaluateCases.body(r, c) + 2 * error(c));
    cases.writeShifted("b/one.nii", 1);
    cases.writeShifted("b/two.nii", 2);
  }

  private static double iodine(int column) {
    return switch (column) {
      case 20 -> 0.5;
      case 21 -> 1;
      case 22 -> 2;
      case 23 -> 5;
      default -> 0;
    };
  }

  private static double error(int column) {
    return switch (column) {
      case 20 -> 3;
      case 21 -> -4;
      case 22 -> 5;
      case 23 -> -9;
      default -> 1;
    };
  }

  private String within(String range) {
    return folder.resolve("maps") + ":" + range;
  }

  @Test
  void errorsAreThoseOfTheRange() throws IOException {
    Path csv = folder.resolve("n.csv");
    Path report = folder.resolve("report");
    Object[] arguments = {
      "--within",
      "iodine=" + within("1:"),
      "--within",
      "some=" + within("0.5:2"),
      "--within",
      "none=" + within(":0"),
      "--csv",
      csv,
      "--report",
      report
    };
    JsonNode json = cases.json(List.of("a", "b"), arguments);
    JsonNode one = EvaluateCases.result(json, "one", "a");
    assertEquals(6, one.get("mae_in_iodine_hu").asDouble(), EPS);
    assertEquals(-8 / 3.0, one.get("bias_in_iodine_hu").asDouble(), EPS);
    double rms = Math.sqrt((16 + 25 + 81) / 3.0);
    assertEquals(rms, one.get("rmse_in_iodine_hu").asDouble(), EPS);
    assertEquals(20 * Math.log10(2000 / rms), one.get("psnr_in_iodine_db").asDouble(), EPS);
    assertEquals(4, one.get("mae_in_some_hu").asDouble(), EPS);
    assertEquals(1, one.get("mae_in_none_hu").asDouble(), EPS);
    JsonNode group = json.at("/groups/0");
    assertEquals(3 * 48 * 2, group.at("/cases/0/bandVoxels/iodine").asInt());
    assertEquals(9, group.at("/summary/a/mae_in_iodine_hu/mean").asDouble(), EPS);
    assertEquals("two", group.at("/summary/a/mae_in_iodine_hu/worstCase").asText());
    assertEquals(-7.5, group.at("/differences/b/mae_in_iodine_hu/mean").asDouble(), EPS);
    assertTrue(
        json.at("/measures/mae_in_iodine_hu/definition").asText().contains("maps is at least 1"));
    assertEquals(8, json.get("inputs").size());
    assertTrue(Files.readString(csv).contains(",mae_in_iodine_hu,rmse_in_iodine_hu,"));
    String html = Files.readString(report.resolve("report.html"));
    assertTrue(html.contains("is from 0.5 to 2, 576 in all cases together."), "voxels counted");
    assertTrue(html.contains("Errors in iodine") && html.contains("MAE in iodine (HU)"));
    CommandRun run = cases.run(List.of("a", "b"), "--within", "iodine=" + within("1:"));
    assertTrue(run.out().contains("MAE in iodine HU"), run.out());
    assertTrue(run.out().contains("9.00 +- 4.24"), run.out());
  }

  @Test
  void aRegionCutsTheRange() throws IOException {
    JsonNode json =
        cases.json(List.of("a"), "--within", "iodine=" + within("1:"), "--region", "0:30,0:23,:1");
    JsonNode one = EvaluateCases.result(json, "one", "a");
    assertEquals(4.5, one.get("mae_in_iodine_hu").asDouble(), EPS);
    assertEquals(2 * 30, json.at("/groups/0/cases/0/bandVoxels/iodine").asInt());
  }

  @Test
  void aCaseWithoutSuchVoxelsDoesNotCount() throws IOException {
    cases.write("maps/two.mha", (s, r, c) -> 0);
    JsonNode json = cases.json(List.of("a"), "--within", "iodine=" + within("1:"));
    assertEquals(1, json.at("/groups/0/summary/a/mae_in_iodine_hu/n").asInt());
    assertFalse(EvaluateCases.result(json, "two", "a").has("mae_in_iodine_hu"));
    assertTrue(json.get("notes").toString().contains("no voxel in iodine"), json.toString());
    assertTrue(json.get("notes").toString().contains("no value (two)"), json.toString());
  }

  @Test
  void missingVolumesAndOtherShapesAreNamed() throws IOException {
    String iodine = "iodine=" + within("1:");
    VolumeFiles.write(
        EvaluateCases.volume(2, 48, 40, (s, r, c) -> 0), folder.resolve("maps/two.mha"));
    cases
        .run(List.of("a"), "--within", iodine)
        .refused(
            CommandRun.INPUT,
            "case two",
            "--within iodine",
            folder.resolve("maps/two.mha"),
            "48 x 40",
            folder.resolve("ref/two.nii"),
            "48 x 48");
    Files.delete(folder.resolve("maps/two.mha"));
    cases
        .run(List.of("a"), "--within", iodine)
        .refused(
            CommandRun.INPUT, folder.resolve("maps"), "no volume of case two", "--within iodine");
  }

  @Test
  void rangesThatAreNoneAreRefused() {
    for (String[] one :
        new String[][] {
          {"iodine", "NAME=DIR:LOW:HIGH"},
          {"iodine=maps:1", "NAME=DIR:LOW:HIGH"},
          {"=maps:1:", "NAME=DIR:LOW:HIGH"},
          {"in vessels=maps:1:", "letters, digits"},
          {"iodine=maps:1:x", "'x'"},
          {"iodine=maps:nan:1", "'nan'"},
          {"iodine=maps:2:1", "from 2.0 to 1.0"}
        }) {
      cases.run(List.of("a"), "--within", one[0]).refused(CommandRun.USAGE, "--within", one[1]);
    }
    cases
        .run(List.of("a"), "--within", "x=" + within("1:"), "--within", "x=" + within("2:"))
        .refused(CommandRun.USAGE, "'x' is taken");
    cases
        .run(List.of("a"), "--within", "x=" + folder.resolve("absent") + ":1:")
        .refused(CommandRun.INPUT, "absent");
  }
}
