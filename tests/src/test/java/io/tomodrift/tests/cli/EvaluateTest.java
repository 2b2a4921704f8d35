package io.tomodrift.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tomodrift.formats.volume.VolumeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tomodrift evaluate} on cases whose numbers follow from how they are made. */
class EvaluateTest {

  private static final double EPS = 1e-9;

  @TempDir private Path folder;
  private EvaluateCases cases;

  @BeforeEach
  void makeFolders() throws IOException {
    cases = new EvaluateCases(folder);
    for (String name : List.of("ref", "a", "b")) {
      Files.createDirectory(folder.resolve(name));
    }
  }

  private void reference(String... names) throws IOException {
    for (String name : names) {
      cases.writeShifted("ref/" + name + ".nii", 0);
    }
  }

  @Test
  void aShiftIsItsOwnError() throws IOException {
    reference("one");
    cases.writeShifted("a/one.mha", 7);
    JsonNode json = cases.json(List.of("a"));
    JsonNode one = EvaluateCases.result(json, "one", "a");
    for (String where : List.of("", "_mask")) {
      assertEquals(7, one.get("mae" + where + "_hu").asDouble(), EPS);
      assertEquals(7, one.get("rmse" + where + "_hu").asDouble(), EPS);
      assertEquals(7, one.get("bias" + where + "_hu").asDouble(), EPS);
      double psnr = 20 * Math.log10(2000 / 7.0);
      assertEquals(psnr, one.get("psnr" + where + "_db").asDouble(), EPS);
    }
    for (String tissue : List.of("bone", "air", "body")) {
      assertEquals(1, one.get("dice_" + tissue).asDouble());
      assertEquals(0, one.get("hd95_" + tissue + "_mm").asDouble());
    }
    assertEquals(1, one.get("edge_ratio").asDouble(), 1e-6);
    assertEquals(1, one.get("edge_ratio_aligned").asDouble(), 1e-6);
    assertEquals(0, one.get("residual_power_high_hu2").asDouble(), 1e-6);
    assertEquals(2 * 36 * 36, json.at("/groups/0/cases/0/maskVoxels").asInt());
    assertEquals(2 * 60, one.at("/voxels_bone/reference").asInt());
    assertEquals(2 * 100, one.at("/voxels_air/reference").asInt());
    assertEquals("tomodrift-evaluation", json.get("schema").asText());
    assertEquals(1, json.get("schemaVersion").asInt());
    assertEquals(64, json.at("/inputs/0/sha256").asText().length());
    assertEquals(2, json.get("inputs").size());
  }

  @Test
  void errorsInTheMaskAreThoseOfTheBody() throws IOException {
    reference("one");
    cases.write("a/one.nii", (s, r, c) -> EvaluateCases.body(r, c) + (r >= 6 && r < 42 ? 10 : 0));
    JsonNode one = EvaluateCases.result(cases.json(List.of("a")), "one", "a");
    assertEquals(10, one.get("mae_mask_hu").asDouble(), EPS);
    assertEquals(10 * 36.0 / 48, one.get("mae_hu").asDouble(), EPS);
    double rms = 10 * Math.sqrt(36.0 / 48);
    assertEquals(rms, one.get("rmse_hu").asDouble(), EPS);
    JsonNode wide = EvaluateCases.result(cases.json(List.of("a"), "--range-hu", 4000), "one", "a");
    assertEquals(20 * Math.log10(4000 / rms), wide.get("psnr_db").asDouble(), EPS);
    JsonNode none = EvaluateCases.result(cases.json(List.of("a"), "--mask", "none"), "one", "a");
    assertFalse(none.has("mae_mask_hu"), none.toString());
    assertEquals(one.get("mae_hu"), none.get("mae_hu"));
  }

  @Test
  void tissueThatMovedIsMeasuredInMillimetres() throws IOException {
    reference("one");
    // Everything three columns to the right.
    cases.write("a/one.nii", (s, r, c) -> c < 3 ? -1000 : EvaluateCases.body(r, c - 3));
    JsonNode one = EvaluateCases.result(cases.json(List.of("a")), "one", "a");
    assertEquals(0.7, one.get("dice_bone").asDouble(), EPS);
    assertEquals(0.7, one.get("dice_air").asDouble(), EPS);
    assertEquals(33.0 / 36, one.get("dice_body").asDouble(), EPS);
    assertEquals(3 * EvaluateCases.PIXEL_MM, one.get("hd95_bone_mm").asDouble(), EPS);
  }

  @Test
  void casesAreAveragedAndPaired() throws IOException {
    reference("p1", "p2", "p3", "p4", "p5");
    double[] first = {7, 9, 14, 8, 12};
    double[] second = {5, 8, 10, 9, 3};
    for (int i = 0; i < 5; i++) {
      cases.writeShifted("a/p" + (i + 1) + ".nii", first[i]);
      cases.writeShifted("b/p" + (i + 1) + ".nii.gz", -second[i]);
    }
    JsonNode group = cases.json(List.of("a", "b")).at("/groups/0");
    JsonNode mae = group.at("/summary/a/mae_mask_hu");
    assertEquals(5, mae.get("n").asInt());
    assertEquals(10, mae.get("mean").asDouble(), EPS);
    assertEquals(Math.sqrt(34 / 4.0), mae.get("sd").asDouble(), EPS);
    assertEquals("p3", mae.get("worstCase").asText());
    assertEquals(-7, group.at("/summary/b/bias_hu/mean").asDouble(), EPS);
    JsonNode difference = group.at("/differences/b/mae_mask_hu");
    assertEquals(-3, difference.get("mean").asDouble(), EPS);
    assertEquals(Math.sqrt(58 / 4.0), difference.get("sd").asDouble(), EPS);
    // Magnitudes 2, 1, 4, 1, 9: of +1 the rank is 1.5, and sums up to 1.5 have 3 of 32 signs.
    assertEquals(6 / 32.0, difference.get("wilcoxonP").asDouble(), EPS);
    assertEquals("a", group.get("differencesFrom").asText());
  }

  @Test
  void groupsHaveTablesOfTheirOwn() throws IOException {
    reference("phantom_1", "phantom_2", "real_1");
    cases.writeShifted("a/phantom_1.nii", 2);
    cases.writeShifted("a/phantom_2.nii", 4);
    cases.writeShifted("a/real_1.nii", 20);
    JsonNode json = cases.json(List.of("a"), "--group", "phantoms=phantom_");
    assertEquals(2, json.get("groups").size());
    assertEquals("phantoms", json.at("/groups/0/name").asText());
    assertEquals(3, json.at("/groups/0/summary/a/mae_hu/mean").asDouble(), EPS);
    assertEquals("other cases", json.at("/groups/1/name").asText());
    assertEquals(20, json.at("/groups/1/summary/a/mae_hu/mean").asDouble(), EPS);
    CommandRun run = cases.run(List.of("a"), "--group", "r=real", "--group", "x=nothing");
    run.refused(CommandRun.INPUT, "--group x", "phantom_1");
  }

  @Test
  void aRegionIsEvaluatedAlone() throws IOException {
    reference("one");
    cases.write("a/one.nii", (s, r, c) -> EvaluateCases.body(r, c) + (r < 24 ? 8 : 2) + 100 * s);
    JsonNode json = cases.json(List.of("a"), "--region", "0:24,4:44,:1");
    JsonNode one = EvaluateCases.result(json, "one", "a");
    assertEquals(8, one.get("mae_hu").asDouble(), EPS);
    assertEquals("[1,24,40]", json.at("/groups/0/cases/0/shape").toString());
    // The body is found in the whole image: rows 6 to 23 of columns 6 to 41.
    assertEquals(18 * 36, json.at("/groups/0/cases/0/maskVoxels").asInt());
    cases
        .run(List.of("a"), "--region", "0:49,:")
        .refused(CommandRun.INPUT, "one.nii", "0:49", "48");
  }

  @Test
  void masksMayBeFiles() throws IOException {
    reference("one");
    cases.write("a/one.nii", (s, r, c) -> EvaluateCases.body(r, c) + (c == 3 ? 5 : 0));
    Files.createDirectory(folder.resolve("masks"));
    cases.write("masks/one.mha", (s, r, c) -> c == 3 || c == 4 ? 1 : 0);
    JsonNode json = cases.json(List.of("a"), "--mask", folder.resolve("masks"));
    JsonNode one = EvaluateCases.result(json, "one", "a");
    assertEquals(2.5, one.get("mae_mask_hu").asDouble(), EPS);
    assertEquals(5.0 / 48, one.get("mae_hu").asDouble(), EPS);
    cases.write("masks/one.mha", (s, r, c) -> 0);
    cases
        .run(List.of("a"), "--mask", folder.resolve("masks"))
        .refused(CommandRun.INPUT, "one.mha", "mask is empty");
    Files.move(folder.resolve("masks/one.mha"), folder.resolve("masks/other.mha"));
    cases
        .run(List.of("a"), "--mask", folder.resolve("masks"))
        .refused(CommandRun.INPUT, "masks", "no mask of case one");
  }

  @Test
  void everyFormatIsRead() throws IOException {
    reference("dicom", "npz", "mhd", "single");
    for (String name : List.of("npz", "mhd")) {
      cases.writeShifted("a/" + name + "." + name, 3);
    }
    Path shifted = cases.writeShifted("shifted.nii", 3);
    CommandRun.ok("convert", shifted, folder.resolve("a/dicom"));
    // DICOM puts slices into the patient; the reference has to be there, too.
    CommandRun.ok("convert", folder.resolve("ref/dicom.nii"), folder.resolve("ref/dicom"));
    Files.delete(folder.resolve("ref/dicom.nii"));
    Path slice = folder.resolve("a/single.npy");
    VolumeFiles.write(
        EvaluateCases.volume(1, 48, 48, (s, r, c) -> EvaluateCases.body(r, c) + 3), slice);
    CommandRun.ok(
        "convert",
        folder.resolve("ref/single.nii"),
        folder.resolve("ref/single.mha"),
        "--slices",
        0);
    Files.delete(folder.resolve("ref/single.nii"));
    JsonNode json = cases.json(List.of("a"));
    for (String name : List.of("dicom", "npz", "mhd", "single")) {
      assertEquals(3, EvaluateCases.result(json, name, "a").get("mae_hu").asDouble(), EPS, name);
    }
    assertTrue(json.get("notes").toString().contains("voxel size"), json.get("notes").toString());
    assertTrue(json.get("inputs").toString().contains("(2 files)"), json.get("inputs").toString());
  }

  @Test
  void theTimeComesFromTheManifest() throws IOException {
    reference("one", "two");
    cases.writeShifted("a/one.nii", 1);
    cases.writeShifted("a/two.nii", 1);
    Files.writeString(
        folder.resolve("a/one.nii.manifest.json"),
        "{\"command\": \"c\", \"toolVersion\": \"1\", \"startedAt\": \"t\", \"totalSeconds\": 12.5,"
            + " \"threads\": 1, \"seed\": 0, \"stages\": [], \"inputs\": [], \"configuration\": {}}");
    Files.writeString(folder.resolve("a/two.nii.manifest.json"), "no manifest");
    JsonNode json = cases.json(List.of("a"));
    assertEquals(12.5, EvaluateCases.result(json, "one", "a").get("seconds").asDouble());
    assertFalse(EvaluateCases.result(json, "two", "a").has("seconds"));
    assertTrue(json.get("notes").toString().contains("no time"), json.get("notes").toString());
  }

  @Test
  void tablesAreWrittenAndPrinted() throws IOException {
    reference("one", "two");
    for (String file : List.of("a/one.nii", "a/two.nii", "b/one.nii", "b/two.nii")) {
      cases.writeShifted(file, file.startsWith("a") ? 6 : 3);
    }
    Path csv = folder.resolve("numbers.csv");
    Path report = folder.resolve("report");
    Path json = folder.resolve("m.json");
    CommandRun run = cases.run(List.of("a", "b"), "--csv", csv, "--report", report, "--json", json);
    assertEquals(CommandRun.OK, run.exitCode(), run.toString());
    assertTrue(run.out().contains("6.00 +- 0.00"), run.out());
    List<String> lines = Files.readAllLines(csv);
    assertEquals(5, lines.size());
    assertTrue(lines.get(0).startsWith("group,case,method,mae_mask_hu,"), lines.get(0));
    assertTrue(lines.get(4).startsWith("all cases,two,b,3.0,"), lines.get(4));
    String html = Files.readString(report.resolve("report.html"));
    assertTrue(html.contains("</html>") && html.contains("data:image/png;base64,"));
    assertFalse(html.matches("(?s).*<(script|link|iframe|img)[^>]*(src|href)=\"(?!data:).*"));
    assertFalse(html.matches("(?s).*(https?://|url\\().*"), "names an address");
    assertTrue(html.contains("6.00 \u00b1 0.00"), "mean and deviation");
    assertTrue(html.contains("Methods relative to the best"), "radar");
    JsonNode manifest =
        new ObjectMapper().readTree(folder.resolve("m.json.manifest.json").toFile());
    assertTrue(manifest.get("command").asText().startsWith("tomodrift evaluate"));
    assertEquals(6, manifest.get("inputs").size());
  }

  @Test
  void resultsDoNotDependOnTheNumberOfThreads() throws IOException {
    reference("one");
    cases.write("a/one.nii", (s, r, c) -> EvaluateCases.body(r, c) + 9 * Math.sin(r * c + s));
    JsonNode first = cases.json(List.of("a"), "--threads", 1);
    JsonNode second = cases.json(List.of("a"), "--threads", 3);
    assertEquals(first.get("groups"), second.get("groups"));
  }
}
