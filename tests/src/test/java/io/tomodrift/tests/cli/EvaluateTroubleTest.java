package io.tomodrift.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tomodrift.formats.volume.VolumeFiles;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases that {@code tomodrift evaluate} refuses, and those it counts as failures. */
class EvaluateTroubleTest {

  @TempDir private Path folder;
  private EvaluateCases cases;

  @BeforeEach
  void makeCases() throws IOException {
    cases = new EvaluateCases(folder);
    for (String name : List.of("ref", "a", "b")) {
      Files.createDirectory(folder.resolve(name));
    }
    cases.writeShifted("ref/one.nii", 0);
    cases.writeShifted("ref/two.nii", 0);
    cases.writeShifted("a/one.nii", 5);
  }

  private void refused(Object... parts) throws IOException {
    Leftovers watch = Leftovers.watch(folder);
    Path report = folder.resolve("report");
    CommandRun run =
        cases.run(List.of("a"), "--report", report, "--json", folder.resolve("m.json"));
    run.refused(CommandRun.INPUT, parts);
    watch.requireNone(run);
  }

  @Test
  void aMissingCaseIsNamed() throws IOException {
    refused(folder.resolve("a"), "(a)", "lacks case two", "--allow-missing");
  }

  @Test
  void anExtraCaseIsNamed() throws IOException {
    cases.writeShifted("a/two.nii", 5);
    cases.writeShifted("a/three.mha", 5);
    refused(folder.resolve("a"), "has case three", folder.resolve("ref"), "--allow-missing");
  }

  @Test
  void missingCasesMayCountAsFailures() throws IOException {
    cases.writeShifted("a/three.mha", 5);
    cases.writeShifted("b/one.nii", 1);
    cases.writeShifted("b/two.nii", 3);
    JsonNode json = cases.json(List.of("a", "b"), "--allow-missing");
    JsonNode group = json.at("/groups/0");
    assertEquals(2, group.get("n").asInt());
    assertEquals(1, group.at("/summary/a/mae_hu/n").asInt());
    assertEquals(2, group.at("/summary/a/failures").asInt());
    assertEquals(2, group.at("/summary/b/mae_hu/mean").asDouble(), 1e-9);
    assertEquals(1, group.at("/differences/b/mae_hu/n").asInt());
    assertEquals("missing", json.at("/failures/0/kind").asText());
    assertEquals("two", json.at("/failures/0/case").asText());
    assertEquals("no_reference", json.at("/failures/1/kind").asText());
    Path csv = folder.resolve("m.csv");
    Path report = folder.resolve("report");
    CommandRun run =
        cases.run(List.of("a", "b"), "--allow-missing", "--csv", csv, "--report", report);
    assertTrue(run.err().contains("warning: a has no image of case two"), run.err());
    assertTrue(run.out().contains("2 failed"), run.out());
    assertTrue(Files.readString(csv).contains("two,a,,,"), Files.readString(csv));
    String html = Files.readString(report.resolve("report.html"));
    assertTrue(html.contains("<small>n = 1</small>"), "cases are counted");
    assertFalse(html.contains("class=\"best\""), "means over different cases are not ranked");
  }

  @Test
  void nothingInCommonIsNothingToEvaluate() throws IOException {
    Files.delete(folder.resolve("a/one.nii"));
    cases.writeShifted("a/three.nii", 5);
    CommandRun run = cases.run(List.of("a"), "--allow-missing");
    run.refused(CommandRun.INPUT, "no method has a case", "one, two", "three");
  }

  @Test
  void shapesMustAgree() throws IOException {
    Volume smaller = EvaluateCases.volume(2, 48, 40, (s, r, c) -> -1000);
    VolumeFiles.write(smaller, folder.resolve("a/two.nii"));
    refused(folder.resolve("a/two.nii"), "48 x 40", folder.resolve("ref/two.nii"), "48 x 48");
  }

  @Test
  void unitsMustBeHounsfield() throws IOException {
    Volume perMm = EvaluateCases.volume(2, 48, 48, (s, r, c) -> 0.02);
    VolumeFiles.write(
        new Volume(perMm.stack(), perMm.frame(), VolumeUnit.PER_MM), folder.resolve("a/two.nii"));
    refused(folder.resolve("a/two.nii"), "1/mm", "HU", "convert");
  }

  @Test
  void valuesMustBeNumbers() throws IOException {
    cases.write("a/two.nii", (s, r, c) -> s == 1 && r == 4 && c == 6 ? Double.NaN : -1000);
    refused(folder.resolve("a/two.nii"), "slice 1", "row 4", "NaN");
  }

  @Test
  void voxelsMustBeOfOneSize() throws IOException {
    Volume volume = EvaluateCases.volume(2, 48, 48, (s, r, c) -> EvaluateCases.body(r, c));
    var frame = volume.frame();
    var other =
        new io.tomodrift.geometry.stack.VolumeFrame(
            1.5,
            1.5,
            3,
            frame.originMm(),
            frame.columnDirection(),
            frame.rowDirection(),
            frame.sliceDirection(),
            frame.space());
    VolumeFiles.write(
        new Volume(volume.stack(), other, VolumeUnit.HU), folder.resolve("a/two.nii"));
    refused(folder.resolve("a/two.nii"), "1.5000", "2.0000", "resample");
  }

  @Test
  void axesMustBeTheSame() throws IOException {
    Volume volume = EvaluateCases.volume(2, 48, 48, (s, r, c) -> EvaluateCases.body(r, c));
    var frame = volume.frame();
    var other =
        new io.tomodrift.geometry.stack.VolumeFrame(
            2,
            2,
            3,
            frame.originMm(),
            frame.columnDirection(),
            frame.rowDirection(),
            frame.sliceDirection().times(-1),
            frame.space());
    VolumeFiles.write(
        new Volume(volume.stack(), other, VolumeUnit.HU), folder.resolve("a/two.nii"));
    refused(folder.resolve("a/two.nii"), "different axes");
  }

  @Test
  void slicesMustHoldAWindow() throws IOException {
    for (String name : List.of("ref/two.nii", "a/two.nii")) {
      VolumeFiles.write(EvaluateCases.volume(2, 10, 48, (s, r, c) -> -1000), folder.resolve(name));
    }
    refused(folder.resolve("ref/two.nii"), "10 x 48", "11 x 11");
  }

  @Test
  void aReferenceOfAirHasNoBody() throws IOException {
    cases.write("ref/two.nii", (s, r, c) -> -1000);
    cases.write("a/two.nii", (s, r, c) -> -1000);
    refused(folder.resolve("ref/two.nii"), "two", "body", "--mask none");
  }

  @Test
  void volumesAndFoldersAreNotMixed() {
    CommandRun run =
        CommandRun.of(
            "evaluate",
            "--reference",
            folder.resolve("ref"),
            "--test",
            "a=" + folder.resolve("a/one.nii"));
    run.refused(CommandRun.INPUT, "folder of cases", "one volume");
  }

  /**
   * Bone in one image only: Dice 0 and an infinite distance, counted and named, in every output.
   */
  @Test
  void aClassInOneImageOnlyIsAFailure() throws IOException {
    cases.write("a/two.nii", (s, r, c) -> Math.min(100, EvaluateCases.body(r, c)));
    JsonNode json = cases.json(List.of("a"));
    JsonNode two = EvaluateCases.result(json, "two", "a");
    assertEquals(0, two.get("dice_bone").asDouble());
    assertEquals("Infinity", two.get("hd95_bone_mm").asText());
    JsonNode distance = json.at("/groups/0/summary/a/hd95_bone_mm");
    assertEquals(2, distance.get("n").asInt());
    assertEquals(1, distance.get("infinite").asInt());
    assertEquals("Infinity", distance.get("mean").asText());
    assertEquals("two", distance.get("worstCase").asText());
    assertEquals(0.5, json.at("/groups/0/summary/a/dice_bone/mean").asDouble(), 1e-9);
    assertEquals("empty_class", json.at("/failures/0/kind").asText());
    Path report = folder.resolve("report");
    CommandRun run = cases.run(List.of("a"), "--report", report);
    assertTrue(run.out().contains("inf") && run.out().contains("1 failed"), run.out());
    String html = Files.readString(report.resolve("report.html"));
    assertTrue(html.contains("1 of 2 infinite") && html.contains("Failures"), "shown");
  }

  @Test
  void aClassInNeitherImageHasNoValue() throws IOException {
    for (String name : List.of("ref/two.nii", "a/two.nii")) {
      cases.write(name, (s, r, c) -> Math.min(100, EvaluateCases.body(r, c)));
    }
    JsonNode json = cases.json(List.of("a"));
    assertFalse(EvaluateCases.result(json, "two", "a").has("dice_bone"));
    assertEquals(1, json.at("/groups/0/summary/a/dice_bone/n").asInt());
    assertEquals(0, json.get("failures").size());
    assertTrue(json.get("notes").toString().contains("no bone"), json.get("notes").toString());
  }
}
