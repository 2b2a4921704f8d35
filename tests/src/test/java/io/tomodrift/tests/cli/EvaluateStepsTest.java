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

/** Smoothness across slices as {@code tomodrift evaluate} shows it. */
class EvaluateStepsTest {

  @TempDir private Path folder;
  private EvaluateCases cases;

  @BeforeEach
  void makeFolders() throws IOException {
    cases = new EvaluateCases(folder);
    Files.createDirectory(folder.resolve("ref"));
    Files.createDirectory(folder.resolve("a"));
  }

  /** In the body, HU grow by 4 a slice, 2 a row and 1 a column; flicker adds 6 to odd slices. */
  private static double ramp(int slice, int row, int column) {
    boolean body = row >= 6 && row < 42 && column >= 6 && column < 42;
    return body ? 4 * slice + 2 * row + column : -1000;
  }

  @Test
  void flickerIsARatioOfTheAxialSteps() throws IOException {
    cases.write("ref/one.nii", 5, EvaluateStepsTest::ramp);
    cases.write("a/one.nii", 5, (s, r, c) -> ramp(s, r, c) + 6 * (s % 2) + 0.5 * r + c);
    Path csv = folder.resolve("n.csv");
    Path report = folder.resolve("report");
    JsonNode json = cases.json(List.of("a"), "--csv", csv, "--report", report);
    JsonNode one = EvaluateCases.result(json, "one", "a");
    // Steps of +10, -2, +10, -2 in place of four of 4; the borders of the body do not count.
    assertEquals(1.5, one.get("axial_step_ratio").asDouble(), 1e-9);
    assertEquals(2.5 / 2, one.get("coronal_step_ratio").asDouble(), 1e-9);
    assertEquals(2, one.get("sagittal_step_ratio").asDouble(), 1e-9);
    assertTrue(Files.readString(csv).contains(",axial_step_ratio,coronal_step_ratio,sagittal_"));
    String html = Files.readString(report.resolve("report.html"));
    assertTrue(html.contains("Smoothness from voxel to voxel"));
    assertTrue(html.contains("Coronal plane, row 24, ") && html.contains("Sagittal plane, column"));
    JsonNode whole = EvaluateCases.result(cases.json(List.of("a"), "--mask", "none"), "one", "a");
    // The air does not change in the reference, but flickers, too.
    assertEquals(1.5 * 48 * 48 / (36 * 36), whole.get("axial_step_ratio").asDouble(), 1e-9);
  }

  @Test
  void thinVolumesHaveNoPlanesAcross() throws IOException {
    cases.write("ref/one.nii", 1, EvaluateStepsTest::ramp);
    cases.write("a/one.nii", 1, EvaluateStepsTest::ramp);
    Path report = folder.resolve("report");
    JsonNode json = cases.json(List.of("a"), "--report", report);
    JsonNode one = EvaluateCases.result(json, "one", "a");
    assertFalse(one.has("axial_step_ratio"), one.toString());
    assertEquals(1, one.get("coronal_step_ratio").asDouble());
    assertFalse(json.get("notes").toString().contains("axial steps"), json.get("notes").toString());
    assertFalse(Files.readString(report.resolve("report.html")).contains("Coronal plane"));
  }

  @Test
  void equalSlicesHaveNothingToCompare() throws IOException {
    cases.write("ref/one.nii", 3, (s, r, c) -> ramp(0, r, c));
    cases.write("a/one.nii", 3, EvaluateStepsTest::ramp);
    JsonNode json = cases.json(List.of("a"));
    assertFalse(EvaluateCases.result(json, "one", "a").has("axial_step_ratio"));
    assertTrue(json.get("notes").toString().contains("axial steps have no value (one)"));
  }
}
