package io.tomodrift.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tomodrift.formats.volume.VolumeFiles;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.tests.support.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reference values of metrics, computed by other programs, through the whole command. */
class EvaluateVectorsTest {

  /** Files hold float32: values near 1000 HU are rounded by up to 3e-5. */
  private static final double EPS = 1e-6;

  @TempDir private Path folder;
  private EvaluateCases cases;

  @BeforeEach
  void makeFolders() throws IOException {
    cases = new EvaluateCases(folder);
    Files.createDirectory(folder.resolve("ref"));
    Files.createDirectory(folder.resolve("a"));
  }

  private static JsonNode vector(String file, String id) throws IOException {
    JsonNode all = new ObjectMapper().readTree(Vectors.require("learned/" + file).toFile());
    for (JsonNode one : all.get("cases")) {
      if (one.get("id").asText().equals(id)) {
        return one;
      }
    }
    throw new AssertionError(id + " is not in " + file);
  }

  private JsonNode evaluated(Volume reference, Volume test) throws IOException {
    VolumeFiles.write(reference, folder.resolve("ref/c.nii"));
    VolumeFiles.write(test, folder.resolve("a/c.nii"));
    return EvaluateCases.result(cases.json(List.of("a"), "--mask", "none"), "c", "a");
  }

  @Test
  void errors() throws IOException {
    JsonNode vector = vector("image_metrics.json", "basic_12x12");
    JsonNode numbers =
        evaluated(
            EvaluateCases.volume(1, 12, 12, at(vector.get("reference"))),
            EvaluateCases.volume(1, 12, 12, at(vector.get("test"))));
    assertEquals(vector.get("MAE").asDouble(), numbers.get("mae_hu").asDouble(), EPS);
    assertEquals(vector.get("RMSE").asDouble(), numbers.get("rmse_hu").asDouble(), EPS);
    assertEquals(vector.get("bias").asDouble(), numbers.get("bias_hu").asDouble(), EPS);
    double psnr = vector.get("PSNR_range255").asDouble() + 20 * Math.log10(2000 / 255.0);
    assertEquals(psnr, numbers.get("psnr_db").asDouble(), EPS);
  }

  private static EvaluateCases.Values at(JsonNode rows) {
    return (s, r, c) -> rows.get(r).get(c).asDouble();
  }

  @Test
  void similarity() throws IOException {
    JsonNode vector = vector("image_metrics.json", "ssim2d_gauss11_valid");
    JsonNode numbers = evaluated(field(vector, "ph_ref"), field(vector, "ph_test"));
    assertEquals(vector.get("SSIM").asDouble(), numbers.get("ssim").asDouble(), EPS);
    assertTrue(numbers.get("msSsimLevels").asInt() < 5);
    JsonNode large = vector("image_metrics.json", "msssim2d_gauss11_5levels");
    JsonNode multi = evaluated(field(large, "ph_ref"), field(large, "ph_test"));
    assertEquals(large.get("MS_SSIM").asDouble(), multi.get("ms_ssim").asDouble(), EPS);
    assertEquals(5, multi.get("msSsimLevels").asInt());
  }

  /** The generator of the vectors, 0 to 1, spread over the range of 2000 HU. */
  private static Volume field(JsonNode vector, String phase) {
    double ph = vector.get(phase).asDouble();
    return EvaluateCases.volume(
        1,
        vector.at("/shape/0").asInt(),
        vector.at("/shape/1").asInt(),
        (s, r, c) ->
            -1000
                + 2000
                    * (0.5
                        + 0.18 * Math.sin(0.11 * r + ph)
                        + 0.18 * Math.sin(0.16 * c + 2 * ph)
                        + 0.07 * Math.cos(0.9 * r - 0.7 * c + ph)));
  }

  @Test
  void residualSpectrum() throws IOException {
    JsonNode vector = vector("image_metrics.json", "radial_residual_power");
    JsonNode residual = vector.get("residual");
    JsonNode numbers =
        evaluated(
            EvaluateCases.volume(1, 16, 16, (s, r, c) -> -1000),
            EvaluateCases.volume(
                1, 16, 16, (s, r, c) -> -1000 + 100 * residual.get(r).get(c).asDouble()));
    JsonNode power = numbers.at("/residualSpectrum/powerHu2");
    assertEquals(4, power.size());
    int[] count = counts();
    for (int k = 0; k < 4; k++) {
      double expected =
          (vector.get("profile").get(2 * k).asDouble() * count[2 * k]
                  + vector.get("profile").get(2 * k + 1).asDouble() * count[2 * k + 1])
              / (count[2 * k] + count[2 * k + 1]);
      assertEquals(expected * 1e4, power.get(k).asDouble(), 1e-2);
    }
    assertEquals(power.get(0).asDouble(), numbers.get("residual_power_low_hu2").asDouble());
    double high = (power.get(2).asDouble() + power.get(3).asDouble()) / 2;
    assertEquals(high, numbers.get("residual_power_high_hu2").asDouble(), 1e-6);
  }

  /** Frequencies in each of the vector's eight bins. */
  private static int[] counts() {
    int[] count = new int[8];
    for (int v = -8; v < 8; v++) {
      for (int u = -8; u < 8; u++) {
        int bin = (int) Math.floor(Math.hypot(u, v) / 16 / 0.5 * 8);
        if (bin < 8) {
          count[bin]++;
        }
      }
    }
    return count;
  }

  @Test
  void tissues() throws IOException {
    for (String id :
        List.of(
            "2d_squares",
            "2d_squares_aniso",
            "2d_single_outlier",
            "2d_touching_border",
            "2d_hole",
            "3d_balls",
            "3d_balls_aniso",
            "empty_test")) {
      JsonNode vector = vector("segmentation_metrics.json", id);
      JsonNode numbers = evaluated(bones(vector, "reference_true"), bones(vector, "test_true"));
      assertEquals(vector.get("Dice").asDouble(), numbers.get("dice_bone").asDouble(), 1e-9, id);
      String distance = vector.get("HD95_max_of_directed").asText();
      double expected =
          distance.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(distance);
      // The files hold spacings as float32.
      assertEquals(expected, Double.parseDouble(numbers.get("hd95_bone_mm").asText()), EPS, id);
    }
  }

  /** The mask as bone in soft tissue, with a margin that makes room for the window of SSIM. */
  private static Volume bones(JsonNode vector, String field) {
    JsonNode shape = vector.get("shape");
    boolean flat = shape.size() == 2;
    int slices = flat ? 1 : shape.get(0).asInt();
    int rows = shape.get(shape.size() - 2).asInt() + 6;
    int columns = shape.get(shape.size() - 1).asInt() + 6;
    Volume volume = EvaluateCases.volume(slices, rows, columns, (s, r, c) -> 0);
    for (JsonNode voxel : vector.get(field)) {
      int slice = flat ? 0 : voxel.get(0).asInt();
      volume
          .stack()
          .set(
              slice,
              voxel.get(voxel.size() - 2).asInt() + 3,
              voxel.get(voxel.size() - 1).asInt() + 3,
              500);
    }
    JsonNode spacing = vector.get("spacing");
    VolumeFrame frame = volume.frame();
    VolumeFrame scaled =
        new VolumeFrame(
            spacing.get(spacing.size() - 1).asDouble(),
            spacing.get(spacing.size() - 2).asDouble(),
            flat ? 1 : spacing.get(0).asDouble(),
            frame.originMm(),
            frame.columnDirection(),
            frame.rowDirection(),
            frame.sliceDirection(),
            frame.space());
    return new Volume(volume.stack(), scaled, VolumeUnit.HU);
  }
}
