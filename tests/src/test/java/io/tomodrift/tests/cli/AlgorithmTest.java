package io.tomodrift.tests.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tomodrift.formats.volume.VolumeFiles;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code reconstruct --algorithm}: iterative methods from a sinogram file to slices and report. */
class AlgorithmTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private SmallData data;
  private Path sinogram;

  @BeforeEach
  void writeInputs() throws IOException {
    data = SmallData.in(folder.resolve("in"));
    sinogram = folder.resolve("projected.npz");
    CommandRun.ok(
        "project", data.volumeFile(), "--geometry", data.geometryFile(), "--out", sinogram);
  }

  private List<Object> command(Path out, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "reconstruct",
                sinogram,
                "--hu",
                "--columns",
                56,
                "--pixel-mm",
                SmallData.PIXEL_MM,
                "--out",
                out));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private CommandRun reconstruct(Path out, Object... more) {
    return CommandRun.ok(command(out, more).toArray());
  }

  private JsonNode manifest(Path out) throws IOException {
    return JSON.readTree(out.resolveSibling(out.getFileName() + ".manifest.json").toFile());
  }

  /** Half the views; the water and the insert of each slice must come back at their HU. */
  @ParameterizedTest
  @CsvSource({
    "sirt, 60, 20, SIRT",
    "os-sart, 6, 20, OS-SART",
    "cgls, 12, 12, CGLS",
    "fista-tv, 40, 12, FISTA-TV",
    "pwls, 12, 12, PWLS"
  })
  void everyMethodFindsTheObject(String algorithm, int iterations, double toleranceHu, String name)
      throws IOException {
    Path out = folder.resolve(algorithm + ".nii");
    Path report = folder.resolve("report");
    CommandRun run =
        reconstruct(
            out,
            "--algorithm",
            algorithm,
            "--iterations",
            iterations,
            "--views",
            45,
            "--report",
            report);
    assertTrue(run.err().contains("memory plan: " + name), run.err());
    assertTrue(run.err().contains("objective"), run.err());
    Volume volume = VolumeFiles.standard().read(out).volume();
    assertEquals(VolumeUnit.HU, volume.unit());
    for (int slice = 0; slice < SmallData.SLICES; slice++) {
      assertEquals(0, mean(volume, slice, 34, 19), toleranceHu, "water");
      assertEquals(300 + 100 * slice, mean(volume, slice, 21, 37), toleranceHu, "insert");
      assertEquals(0, mean(volume, slice, 34, 37), toleranceHu, "no insert below");
    }
    assertTrue(Files.size(folder.resolve(algorithm + ".nii.png")) > 1000);

    JsonNode objective = manifest(out).get("results").get("objective");
    assertEquals(iterations + 1, objective.size());
    assertTrue(objective.get(iterations).asDouble() < 0.1 * objective.get(0).asDouble());
    assertEquals(SmallData.SLICES, manifest(out).get("results").get("objectiveOfSlices").size());
    JsonNode configuration = manifest(out).get("configuration");
    assertEquals(algorithm, configuration.get("algorithm").asText());
    assertEquals(iterations, configuration.get("iterations").asInt());
    assertEquals("zero", configuration.get("start").asText());
    assertFalse(configuration.has("filter"), "no filter was used");
    String html = Files.readString(report.resolve("report.html"));
    assertTrue(html.contains("Convergence") && html.contains("Objective"), "chart");
  }

  private static double mean(Volume volume, int slice, int row, int column) {
    double sum = 0;
    for (int r = row - 1; r <= row + 1; r++) {
      for (int c = column - 1; c <= column + 1; c++) {
        sum += volume.stack().get(slice, r, c) / 9;
      }
    }
    return sum;
  }

  @Test
  void whatFollowsFromTheScanIsInTheManifest() throws IOException {
    Path pwls = folder.resolve("pwls.npz");
    reconstruct(pwls, "--algorithm", "pwls", "--iterations", 2, "--photons", "1e4", "--views", 45);
    JsonNode configuration = manifest(pwls).get("configuration");
    assertEquals(7, configuration.get("subsets").asInt());
    assertEquals(1e4, configuration.get("photons").asDouble());
    assertEquals(10, configuration.get("electronicVariance").asDouble());
    assertTrue(configuration.get("lambdaMm2").asDouble() > 0, configuration.toString());
    Path tv = folder.resolve("tv.npz");
    reconstruct(tv, "--algorithm", "fista-tv", "--iterations", 2, "--lambda", 0.25);
    assertEquals(0.25, manifest(tv).get("configuration").get("lambdaMm").asDouble());
  }

  /** Read-out noise and the penalty must reach the solver. */
  @ParameterizedTest
  @CsvSource({
    "--photons, 50",
    "--lambda, 5000",
    "--penalty, quadratic",
    "--edge-hu, 1000",
    "--subsets, 3",
    "--non-negative, false",
    "--start, fbp",
    "--model, siddon"
  })
  void optionsOfPwlsChangeTheImage(String option, String value) throws IOException {
    Path usual = folder.resolve("usual.npy");
    Path changed = folder.resolve("changed.npy");
    reconstruct(usual, "--algorithm", "pwls", "--iterations", 3);
    reconstruct(changed, "--algorithm", "pwls", "--iterations", 3, option, value);
    assertFalse(
        java.util.Arrays.equals(Files.readAllBytes(usual), Files.readAllBytes(changed)), option);
  }

  @ParameterizedTest
  @ValueSource(strings = {"os-sart", "fista-tv", "pwls"})
  void resultsDoNotDependOnTheNumberOfThreads(String algorithm) throws IOException {
    Path one = folder.resolve("one.npy");
    Path three = folder.resolve("three.npy");
    reconstruct(one, "--algorithm", algorithm, "--iterations", 3, "--threads", 1);
    reconstruct(three, "--algorithm", algorithm, "--iterations", 3, "--threads", 3);
    assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(three));
  }

  @Test
  void startingFromFilteredBackProjectionStartsLower() throws IOException {
    Path zero = folder.resolve("zero.npz");
    Path fbp = folder.resolve("fbp.npz");
    reconstruct(zero, "--algorithm", "sirt", "--iterations", 2);
    reconstruct(
        fbp, "--algorithm", "sirt", "--iterations", 2, "--start", "fbp", "--filter", "ram-lak");
    double fromZero = manifest(zero).get("results").get("objective").get(0).asDouble();
    double fromFbp = manifest(fbp).get("results").get("objective").get(0).asDouble();
    assertTrue(fromFbp < 0.05 * fromZero, fromFbp + " and " + fromZero);
    assertEquals("ram-lak", manifest(fbp).get("configuration").get("filter").asText());
  }

  @Test
  void maskAndSlicesWorkAsWithFilteredBackProjection() throws IOException {
    Path out = folder.resolve("masked.nii");
    reconstruct(out, "--algorithm", "sirt", "--iterations", 2, "--mask-fov", "--slices", "1:3");
    Volume volume = VolumeFiles.standard().read(out).volume();
    assertEquals(2, volume.slices());
    assertEquals(-1000, volume.stack().get(0, 0, 0), 1e-3);
  }

  @ParameterizedTest
  @CsvSource({
    "sirt, --lambda, 1, 'fista-tv, pwls'",
    "sirt, --subsets, 2, 'os-sart, pwls'",
    "cgls, --relaxation, 1, 'sirt, os-sart'",
    "cgls, --non-negative, true, sirt",
    "fista-tv, --photons, 1e5, pwls",
    "os-sart, --penalty, huber, pwls",
    "os-sart, --edge-hu, 10, pwls",
    "sirt, --filter, hann, --start fbp",
    "pwls, --truncation, water, --start fbp",
    "pwls, --electronic-variance, 10, --photons",
    "fbp, --iterations, 5, sirt",
    "fbp, --start, zero, sirt",
    "fbp, --model, siddon, sirt",
    "fbp, --lambda, 1, fista-tv"
  })
  void optionsWithoutEffectAreRefused(String algorithm, String option, String value, String part)
      throws IOException {
    refused(CommandRun.USAGE, new Object[] {"--algorithm", algorithm, option, value}, option, part);
  }

  @ParameterizedTest
  @CsvSource({
    "sirt, --iterations, 0, between 1 and",
    "sirt, --iterations, -3, -3",
    "sirt, --iterations, many, many",
    "sirt, --relaxation, 2, below 2",
    "sirt, --relaxation, 0, above 0",
    "sirt, --relaxation, NaN, NaN",
    "sirt, --non-negative, maybe, maybe",
    "sirt, --start, one, one",
    "sirt, --model, line, line",
    "os-sart, --subsets, 0, 1 or more",
    "os-sart, --subsets, 91, 90",
    "fista-tv, --lambda, -1, -1",
    "fista-tv, --lambda, NaN, NaN",
    "pwls, --photons, 0, 1e12",
    "pwls, --penalty, hubr, huber",
    "pwls, --edge-hu, 0, above 0",
    "art, --iterations, 2, os-sart"
  })
  void valuesOutOfRange(String algorithm, String option, String value, String part)
      throws IOException {
    refused(CommandRun.USAGE, new Object[] {"--algorithm", algorithm, option, value}, part);
  }

  private void refused(int code, Object[] arguments, Object... parts) throws IOException {
    Leftovers watch = Leftovers.watch(folder);
    CommandRun run = CommandRun.of(command(folder.resolve("no.nii"), arguments).toArray());
    assertEquals(code, run.exitCode(), run.toString());
    run.requireNoTrace();
    for (Object part : parts) {
      assertTrue(run.err().contains(part.toString()), "'" + part + "' is not in: " + run);
    }
    watch.requireNone(run);
  }

  /** Sizes no machine here has memory for: refused at once, with what would fit. */
  @ParameterizedTest
  @ValueSource(strings = {"sirt", "os-sart", "cgls", "fista-tv", "pwls"})
  void imagesThatDoNotFitAreRefused(String algorithm) throws IOException {
    Leftovers watch = Leftovers.watch(folder);
    Path out = folder.resolve("no.nii");
    CommandRun run =
        CommandRun.of(
            "reconstruct", sinogram, "--algorithm", algorithm, "--columns", 16384, "--out", out);
    run.refused(CommandRun.FAILED, "16384 x 16384 pixels", "budget", "an image of at most");
    watch.requireNone(run);
    String fitting = run.err().replaceAll("(?s).*at most (\\d+) x .*", "$1");
    assertTrue(Integer.parseInt(fitting) >= 500, run.err());
  }

  @Test
  void brokenSinogramsAreRefusedAsByFilteredBackProjection() throws IOException {
    Path nan = data.sinogramWithNan();
    Leftovers watch = Leftovers.watch(folder);
    CommandRun run =
        CommandRun.of(
            "reconstruct",
            nan,
            "--columns",
            32,
            "--algorithm",
            "sirt",
            "--out",
            folder.resolve("no.nii"));
    run.refused(CommandRun.INPUT, "NaN", "slice 2, row 5, column 7");
    watch.requireNone(run);
  }
}
