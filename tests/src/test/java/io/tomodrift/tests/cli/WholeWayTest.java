package io.tomodrift.tests.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tomodrift.formats.sinogram.SinogramFiles;
import io.tomodrift.formats.volume.VolumeFiles;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands one after the other, as a user types them. */
class WholeWayTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private SmallData data;

  @BeforeEach
  void writeInputs() throws IOException {
    data = SmallData.in(folder.resolve("in"));
  }

  private Path projected(Object... more) {
    Path sinogram = folder.resolve("projected.npz");
    run(
        List.of(
            "project",
            data.volumeFile(),
            "--geometry",
            data.geometryFile(),
            "--force",
            "--out",
            sinogram),
        more);
    return sinogram;
  }

  private static CommandRun run(List<Object> arguments, Object... more) {
    List<Object> all = new java.util.ArrayList<>(arguments);
    all.addAll(List.of(more));
    return CommandRun.ok(all.toArray());
  }

  private CommandRun reconstruct(Path sinogram, Path out, Object... more) {
    return run(
        List.of(
            "reconstruct",
            sinogram,
            "--hu",
            "--filter",
            "ram-lak",
            "--columns",
            SmallData.SIDE,
            "--pixel-mm",
            SmallData.PIXEL_MM,
            "--out",
            out),
        more);
  }

  private static Volume volume(Path file) throws IOException {
    return VolumeFiles.standard().read(file).volume();
  }

  private static void assertPicture(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    assertNotNull(image, file + " is no picture");
    Set<Integer> levels = new TreeSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        levels.add(image.getRGB(x, y) & 0xff);
      }
    }
    assertTrue(levels.size() > 10, file + " shows only " + levels);
  }

  private static void assertSelfContained(Path report) throws IOException {
    String html = Files.readString(report);
    assertTrue(html.contains("<html") && html.contains("</html>"), "complete");
    assertTrue(html.contains("data:image/png;base64,"), "has pictures");
    assertFalse(html.matches("(?s).*<(script|link|iframe|img)[^>]*(src|href)=\"(?!data:).*"));
    assertFalse(html.matches("(?s).*url\\((?!['\"]?data:).*"), "style sheet loads something");
  }

  @Test
  void fromVolumeToSinogramAndBack() throws IOException {
    Path sinogram = projected();
    CommandRun info = CommandRun.ok("info", sinogram, "--json");
    JsonNode facts = JSON.readTree(info.out());
    assertEquals(SmallData.VIEWS, facts.get("views").asInt());
    assertEquals(SmallData.CHANNELS, facts.get("channels").asInt());
    assertEquals(SmallData.SLICES, facts.get("slices").asInt());

    Path out = folder.resolve("slices.nii.gz");
    Path report = folder.resolve("report");
    reconstruct(sinogram, out, "--report", report);
    Volume image = volume(out);
    assertEquals(VolumeUnit.HU, image.unit());
    assertEquals(SmallData.PIXEL_MM, image.frame().columnSpacingMm(), 1e-4);
    assertEquals(SmallData.SLICE_MM, image.frame().sliceSpacingMm(), 1e-4);
    // Water in the middle, the insert to the right of it and up, at each slice's own HU.
    for (int slice = 0; slice < SmallData.SLICES; slice++) {
      assertEquals(0, image.stack().get(slice, 30, 15), 40, "water");
      assertEquals(300 + 100 * slice, image.stack().get(slice, 17, 33), 40, "insert");
      assertEquals(0, image.stack().get(slice, 30, 33), 40, "no insert below");
    }
    assertPicture(folder.resolve("slices.nii.gz.png"));
    assertSelfContained(report.resolve("report.html"));

    JsonNode manifest = JSON.readTree(folder.resolve("slices.nii.gz.manifest.json").toFile());
    assertTrue(manifest.get("command").asText().startsWith("tomodrift reconstruct"));
    assertTrue(Set.of("cpu", "simd").contains(manifest.get("backend").asText()));
    assertEquals("ram-lak", manifest.get("configuration").get("filter").asText());
    assertEquals(64, manifest.get("inputs").get(0).get("sha256").asText().length());
    assertTrue(manifest.get("stages").size() > 0);

    Path numbers = folder.resolve("numbers.json");
    CommandRun.ok(
        "compare",
        data.volumeFile(),
        out,
        "--json",
        numbers,
        "--report",
        folder.resolve("comparison"));
    JsonNode metrics = JSON.readTree(numbers.toFile());
    assertTrue(metrics.get("mae_hu").asDouble() < 60, metrics.toString());
    assertTrue(metrics.get("ssim").asDouble() > 0.8, metrics.toString());
    assertSelfContained(folder.resolve("comparison/report.html"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"r.nii", "r.nii.gz", "r.mha", "r.mhd", "r.npz", "r.npy", "r", "r.png"})
  void reconstructsIntoEveryFormat(String name) throws IOException {
    Path reference = folder.resolve("reference.npz");
    Path sinogram = projected();
    reconstruct(sinogram, reference);
    Path out = folder.resolve(name);
    reconstruct(sinogram, out);
    if (name.endsWith(".png")) {
      assertPicture(out);
      return;
    }
    Path back = folder.resolve("back.npz");
    CommandRun.ok("convert", out, back, "--unit", "hu");
    double halfStep = name.equals("r") ? 0.51 : 0; // DICOM holds whole HU
    assertSameSlices(volume(reference), volume(back), halfStep);
  }

  /** Slice by slice at equal z: readers of DICOM sort slices along their normal. */
  private static void assertSameSlices(Volume expected, Volume actual, double tolerance) {
    assertEquals(expected.slices(), actual.slices());
    double upwards = Math.signum(actual.frame().sliceDirection().z());
    for (int slice = 0; slice < expected.slices(); slice++) {
      int same = upwards > 0 ? slice : expected.slices() - 1 - slice;
      for (int row = 0; row < SmallData.SIDE; row++) {
        for (int column = 0; column < SmallData.SIDE; column++) {
          assertEquals(
              expected.stack().get(slice, row, column),
              actual.stack().get(same, row, column),
              tolerance);
        }
      }
    }
  }

  @Test
  void resultsDoNotDependOnTheNumberOfThreads() throws IOException {
    Path sinogram = projected();
    Path one = folder.resolve("one.npy");
    Path three = folder.resolve("three.npy");
    reconstruct(sinogram, one, "--threads", 1);
    reconstruct(sinogram, three, "--threads", 3);
    assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(three));
  }

  @Test
  void noiseIsThatOfItsSeed() throws IOException {
    float[] clean = values(projected());
    float[] first = values(projected("--noise-photons", "1e4", "--seed", 7));
    float[] again = values(projected("--noise-photons", "1e4", "--seed", 7, "--threads", 1));
    float[] other = values(projected("--noise-photons", "1e4", "--seed", 8));
    assertArrayEquals(first, again);
    int same = 0;
    double difference = 0;
    for (int i = 0; i < first.length; i++) {
      same += first[i] == other[i] ? 1 : 0;
      difference += Math.abs(first[i] - clean[i]);
    }
    assertTrue(same < first.length / 10, same + " of " + first.length + " rays are equal");
    assertTrue(difference / first.length > 1e-3, "no noise");
  }

  private static float[] values(Path sinogram) throws IOException {
    return SinogramFiles.read(sinogram).stack().data();
  }

  @Test
  void fewerViewsAreWorse() throws IOException {
    Path sinogram = projected();
    double all = mae(sinogram, "all.nii");
    double few = mae(sinogram, "few.nii", "--views", 30);
    assertTrue(few > 1.2 * all, few + " HU from 30 views, " + all + " HU from 90");
  }

  private double mae(Path sinogram, String name, Object... more) throws IOException {
    Path out = folder.resolve(name);
    Path json = folder.resolve(name + ".json");
    reconstruct(sinogram, out, more);
    CommandRun.ok("compare", data.volumeFile(), out, "--json", json);
    return JSON.readTree(json.toFile()).get("mae_hu").asDouble();
  }

  @Test
  void geometryTemplateIsAGeometry() {
    Path file = folder.resolve("scanner.yaml");
    CommandRun.ok("geometry", "init", "--scanner", "ge-lightspeed-vct", "--out", file);
    CommandRun shown = CommandRun.ok("geometry", "show", file);
    assertTrue(shown.out().contains("541") && shown.out().contains("888"), shown.out());
    assertTrue(CommandRun.ok("doctor").out().contains("cpu"));
  }

  @Test
  void demonstrationWithItsPhantom() throws IOException {
    Path out = folder.resolve("demo");
    CommandRun.ok("demo", "--phantom-slices", 1, "--full-views", 120, "--views", 30, "--out", out);
    JsonNode metrics = JSON.readTree(out.resolve("metrics.json").toFile());
    for (String image : List.of("full_view", "sparse_view")) {
      for (String key : List.of("mae_hu", "rmse_hu", "psnr_db", "ssim", "ms_ssim")) {
        double value = metrics.get(image).get(key).asDouble(Double.NaN);
        assertTrue(value > 0, image + " " + key + " " + value);
      }
    }
    assertEquals("reference", metrics.get("full_view").get("reference").asText());
    assertEquals("full_view", metrics.get("sparse_view").get("reference").asText());
    for (String name : List.of("reference", "full_view", "sparse_view")) {
      assertPicture(out.resolve(name + ".png"));
      assertEquals(VolumeUnit.HU, volume(out.resolve(name + ".nii")).unit());
    }
    assertSelfContained(out.resolve("report.html"));
    CommandRun.ok("geometry", "show", out.resolve("geometry.yaml"));
    assertTrue(JSON.readTree(out.resolve("manifest.json").toFile()).has("configuration"));
  }
}
