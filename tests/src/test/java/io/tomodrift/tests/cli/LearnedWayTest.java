package io.tomodrift.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tomodrift.formats.sinogram.SinogramFiles;
import io.tomodrift.formats.volume.VolumeFiles;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.sinograms.ViewSampling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Learned models from the command line: what they make, and what they refuse. */
class LearnedWayTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private Path out;

  @BeforeEach
  void nameOutput() {
    out = folder.resolve("made.nii.gz");
  }

  private static Volume disc(int side, double pixelMm, VolumeUnit unit) {
    ImageGrid grid = ImageGrid.square(side, pixelMm);
    FloatStack stack = FloatStack.planar(2, side, side);
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        double radius = Math.hypot(grid.xMm(column), grid.yMm(row));
        float value = radius < 0.4 * grid.widthMm() ? 40 : -1000;
        stack.set(0, row, column, value);
        stack.set(1, row, column, value);
      }
    }
    return new Volume(stack, VolumeFrame.gantry(grid, 0, 2), unit);
  }

  private Path write(String name, Volume volume) throws IOException {
    Path file = folder.resolve(name);
    VolumeFiles.write(volume, file);
    return file;
  }

  @Test
  void shippedModelsAreListedWithTheirCards() {
    String list = CommandRun.ok("models").out();
    for (String name :
        new String[] {
          "svct-60-regression",
          "svct-60-gdm",
          "svct-60-gdm-3d",
          "svct-60-flow",
          "contrast-flow",
          "mr2ct-gdm"
        }) {
      assertTrue(list.contains(name), list);
      String card = CommandRun.ok("models", name).out();
      assertTrue(card.contains("data SHA-256") && card.contains("tomodrift train"), card);
    }
  }

  /** Sizes that no network divides; a manifest says which weights it was. */
  @Test
  void imagesAreRefined() throws IOException {
    Path image = write("image.npz", disc(75, 0.8, VolumeUnit.HU));
    CommandRun.ok("refine", image, "--model", "svct-60-gdm", "--out", out, "--slices", "1:2");
    Volume made = VolumeFiles.standard().read(out).volume();
    assertEquals(1, made.slices());
    assertEquals(75, made.stack().columns());
    assertEquals(VolumeUnit.HU, made.unit());
    // A disc has no streaks: its middle stays what it was, roughly.
    assertEquals(40, made.stack().get(0, 37, 37), 40);
    assertEquals(-1000, made.stack().get(0, 2, 2), 40);
    JsonNode manifest = JSON.readTree(folder.resolve("made.nii.gz.manifest.json").toFile());
    assertEquals("svct-60-gdm", manifest.at("/configuration/model").textValue());
    assertEquals(64, manifest.at("/configuration/modelSha256").textValue().length());
    assertTrue(manifest.at("/configuration/engine").textValue().startsWith("PyTorch"));
  }

  /** The MR is a disc of other values: before, it tells as much of the CT as the CT itself. */
  @Test
  void translationsAreComparedWithAReference() throws IOException {
    Volume ct = disc(64, 0.9, VolumeUnit.HU);
    for (int s = 0; s < 2; s++) {
      for (int c = 32; c < 64; c++) {
        for (int r = 0; r < 64; r++) {
          ct.stack().set(s, r, c, ct.stack().get(s, r, c) == 40 ? 120 : -1000);
        }
      }
    }
    Volume mr = disc(64, 0.9, VolumeUnit.ARBITRARY);
    for (int i = 0; i < mr.stack().data().length; i++) {
      float hu = ct.stack().data()[i];
      mr.stack().data()[i] = hu == 40 ? 700 : hu == 120 ? 300 : 0;
    }
    Path image = write("mr.mha", mr);
    Path reference = write("ct.mha", ct);
    CommandRun run =
        CommandRun.ok(
            "translate", image, "--model", "mr2ct-gdm", "--reference", reference, "--out", out);
    JsonNode manifest = JSON.readTree(folder.resolve("made.nii.gz.manifest.json").toFile());
    JsonNode results = manifest.get("results");
    double before = results.get("referenceMutualInformationNatsBefore").doubleValue();
    assertEquals(Math.log(2), before, 1e-3);
    assertTrue(results.get("referenceMutualInformationNatsAfter").doubleValue() > 0);
    assertFalse(results.has("referenceMaeHuBefore"), results.toString());
    // By hand: the mean over the voxels of the disc.
    Volume made = VolumeFiles.standard().read(out).volume();
    double sum = 0;
    int count = 0;
    for (int s = 0; s < 2; s++) {
      for (int r = 0; r < 64; r++) {
        for (int c = 0; c < 64; c++) {
          float truth = ct.stack().get(s, r, c);
          if (truth > -500) {
            sum += Math.abs(made.stack().get(s, r, c) - truth);
            count++;
          }
        }
      }
    }
    assertEquals(count, results.get("referenceBodyVoxels").asInt());
    assertEquals(sum / count, results.get("referenceMaeHuAfter").doubleValue(), 1e-3);
    assertEquals(2, manifest.get("inputs").size());
    assertEquals(reference.toString(), manifest.at("/configuration/reference").asText());
    assertTrue(run.err().contains("mutual information 0.69"), run.err());
    assertTrue(run.err().contains("HU after") && !run.err().contains("HU before"), run.err());
    Path other = write("other.mha", disc(63, 0.9, VolumeUnit.HU));
    Path absent = folder.resolve("none.nii.gz");
    CommandRun.of("translate", image, "--model", "mr2ct-gdm", "--reference", other, "--out", absent)
        .refused(CommandRun.INPUT, other, "63 x 63", image, "64 x 64");
    assertFalse(Files.exists(absent));
  }

  /** From projections to a refined image that agrees better with them. */
  @Test
  void reconstructionsAreRefinedAndAgreeWithTheData() throws IOException {
    Path image = write("image.npz", disc(96, 0.9, VolumeUnit.HU));
    Path scan = folder.resolve("scan.npz");
    Path geometry = folder.resolve("geometry.yaml");
    CommandRun.ok(
        "geometry", "init", "--scanner", "siemens-as-plus", "--views", 120, "--out", geometry);
    CommandRun.ok("project", image, "--geometry", geometry, "--out", scan);
    CommandRun.ok(
        "reconstruct",
        scan,
        "--views",
        60,
        "--columns",
        96,
        "--pixel-mm",
        0.9,
        "--refine",
        "svct-60-regression",
        "--data-consistency",
        3,
        "--consistency",
        "cg",
        "--out",
        out);
    Volume made = VolumeFiles.standard().read(out).volume();
    assertEquals(VolumeUnit.HU, made.unit());
    assertEquals(40, made.stack().get(0, 48, 48), 20);
    CommandRun other =
        CommandRun.ok(
            "reconstruct",
            scan,
            "--views",
            40,
            "--columns",
            96,
            "--pixel-mm",
            0.9,
            "--refine",
            "svct-60-regression",
            "--out",
            folder.resolve("other.nii.gz"));
    assertTrue(other.err().contains("60 views by fbp, this one has 40 by fbp"));
    JsonNode results = JSON.readTree(folder.resolve("made.nii.gz.manifest.json").toFile());
    double before = results.at("/results/sinogramResidualBefore").doubleValue();
    double after = results.at("/results/sinogramResidualAfter").doubleValue();
    assertTrue(after > 0 && after < 0.7 * before, before + " " + after);
    CommandRun variation =
        CommandRun.ok(
            "refine",
            out,
            "--model",
            "svct-60-regression",
            "--sinogram",
            fewViews(scan),
            "--data-consistency",
            20,
            "--out",
            folder.resolve("variation.nii.gz"));
    assertTrue(variation.err().contains("after 20 steps"), variation.err());
    JsonNode manifest = JSON.readTree(folder.resolve("variation.nii.gz.manifest.json").toFile());
    assertEquals("tv", manifest.at("/configuration/consistency").asText());
    assertTrue(
        manifest.at("/results/sinogramResidualAfter").doubleValue()
            < manifest.at("/results/sinogramResidualBefore").doubleValue());
    CommandRun.of(
            "reconstruct", scan, "--refine", "svct-60-gdm", "--consistency", "tv", "--out", out)
        .refused(CommandRun.USAGE, "--data-consistency");
  }

  private Path fewViews(Path scan) throws IOException {
    Path few = folder.resolve("few.npz");
    SinogramFiles.write(ViewSampling.even(SinogramFiles.read(scan), 60), few);
    return few;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "svct-60-gmd  | 3 | did you mean 'svct-60-gdm'?",
        "mr2ct-gdm    | 2 | MR image to CT image",
        "absent.json  | 3 | absent.json",
        "foreign.json | 3 | foreign.json",
      })
  void unsuitableModelsAreRefused(String model, int code, String message) throws IOException {
    Files.writeString(folder.resolve("foreign.json"), "{\"hello\": 1}");
    Path image = write("image.npz", disc(64, 0.8, VolumeUnit.HU));
    Object name = model.strip().endsWith(".json") ? folder.resolve(model.strip()) : model.strip();
    CommandRun.of("refine", image, "--model", name, "--out", out).refused(code, message.strip());
    assertFalse(Files.exists(out));
  }

  @Test
  void unsuitableImagesAreRefused() throws IOException {
    Path coarse = write("coarse.npz", disc(64, 3, VolumeUnit.HU));
    refused(coarse, "3.0000 mm", "0.4069", "0.9600");
    refused(write("mu.npz", disc(64, 0.8, VolumeUnit.PER_MM)), "1/mm");
    Volume broken = disc(64, 0.8, VolumeUnit.HU);
    broken.stack().set(1, 3, 4, Float.NaN);
    refused(write("broken.npz", broken), "NaN");
    CommandRun.of("translate", coarse, "--model", "mr2ct-gdm", "--out", out)
        .refused(CommandRun.INPUT, "MR volume is needed");
    CommandRun.of("refine", coarse, "--model", "svct-60-gdm", "--data-consistency", 3, "--out", out)
        .refused(CommandRun.USAGE, "--sinogram");
    assertFalse(Files.exists(out));
  }

  private void refused(Path image, Object... parts) {
    CommandRun.of("refine", image, "--model", "svct-60-gdm", "--out", out)
        .refused(CommandRun.INPUT, parts);
    assertFalse(Files.exists(out));
  }

  @Test
  void recipesWithMistakesAreRefused() throws IOException {
    Path recipe = folder.resolve("recipe.yaml");
    Files.writeString(recipe, "name: a\nmethod: gdmm\nnetwork: {preset: unet-n}\ndata: {}\n");
    CommandRun.of("train", "svct", "--config", recipe, "--out", folder.resolve("run"))
        .refused(CommandRun.INPUT, "recipe.yaml", "did you mean 'gdm'?");
    assertFalse(Files.exists(folder.resolve("run")));
  }
}
