package io.tomodrift.tests.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tomodrift.formats.dicom.series.DicomSeries;
import io.tomodrift.formats.dicom.series.DicomSeriesReader;
import io.tomodrift.formats.sinogram.SinogramFiles;
import io.tomodrift.formats.volume.VolumeFiles;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.pipeline.report.Manifest;
import io.tomodrift.tests.support.ExternalProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From a patient to raw data and back, as a user types it. The volume has no symmetry at all, so
 * that any flip, turn or shift on the way shows.
 */
class RawWayTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SIDE = 96;
  private static final int SLICES = 24;
  private static final double PIXEL_MM = 3;
  private static final double SLICE_MM = 2;

  @TempDir private Path folder;
  private Volume patient;
  private Path file;

  @BeforeEach
  void writePatient() throws IOException {
    VolumeFrame frame =
        new VolumeFrame(
            PIXEL_MM,
            PIXEL_MM,
            SLICE_MM,
            new Vec3(-150, 20, -310),
            new Vec3(1, 0, 0),
            new Vec3(0, 1, 0),
            new Vec3(0, 0, 1),
            FrameSpace.PATIENT_LPS);
    FloatStack stack = FloatStack.planar(SLICES, SIDE, SIDE);
    for (int k = 0; k < SLICES; k++) {
      for (int j = 0; j < SIDE; j++) {
        for (int i = 0; i < SIDE; i++) {
          stack.set(k, j, i, hu((i - 47.5) * PIXEL_MM, (j - 47.5) * PIXEL_MM, k));
        }
      }
    }
    patient = new Volume(stack, frame, VolumeUnit.HU);
    file = folder.resolve("patient.nii");
    VolumeFiles.write(patient, file);
  }

  private static float hu(double x, double y, int slice) {
    if (Math.hypot(x / 110, y / 85) > 1) {
      return -1000;
    }
    if (Math.hypot(x - 50, y + 20) < 18) {
      return 600;
    }
    // It grows toward the head, so that the order of the slices shows.
    return Math.hypot(x + 30, y + 35) < 8 + slice ? -700 : 30;
  }

  private Path scanned(Object... more) {
    Path raw = folder.resolve("raw");
    List<Object> all =
        new ArrayList<>(List.of("simulate", file, "--scanner", "small", "--force", "--out", raw));
    all.addAll(List.of(more));
    CommandRun.ok(all.toArray());
    return raw;
  }

  private Volume read(Path path) throws IOException {
    return VolumeFiles.standard().read(path).volume();
  }

  /** Root mean squared difference inside the body, away from its surface. */
  private static double rmse(Volume a, Volume b) {
    double sum = 0;
    int count = 0;
    for (int k = 0; k < a.slices(); k++) {
      for (int j = 0; j < SIDE; j++) {
        for (int i = 0; i < SIDE; i++) {
          if (Math.hypot((i - 47.5) * PIXEL_MM / 100, (j - 47.5) * PIXEL_MM / 75) < 1) {
            double d = a.stack().get(k, j, i) - b.stack().get(k, j, i);
            sum += d * d;
            count++;
          }
        }
      }
    }
    return Math.sqrt(sum / count);
  }

  private static Volume mirrored(Volume v, boolean x, boolean y, boolean z) {
    FloatStack s = v.stack();
    FloatStack turned = FloatStack.planar(s.slices(), s.rows(), s.columns());
    for (int k = 0; k < s.slices(); k++) {
      for (int j = 0; j < s.rows(); j++) {
        for (int i = 0; i < s.columns(); i++) {
          turned.set(
              k,
              j,
              i,
              s.get(
                  z ? s.slices() - 1 - k : k,
                  y ? s.rows() - 1 - j : j,
                  x ? s.columns() - 1 - i : i));
        }
      }
    }
    return v.with(turned, v.unit());
  }

  @ParameterizedTest
  @ValueSource(strings = {"HFS", "FFS", "HFP", "FFP"})
  void everyPositionComesBackToItsPlace(String position) throws IOException {
    Path raw = scanned("--patient-position", position, "--z-direction", "falling");
    Path out = folder.resolve("series-" + position);
    CommandRun.ok("reconstruct", raw, "--like", file, "--out", out);
    DicomSeries series = new DicomSeriesReader().read(out, "", RunContext.defaults());
    Volume back = series.volume();
    assertEquals(position, series.info().patientPosition());
    assertEquals(SLICES, back.slices());
    Vec3 off = back.frame().originMm().minus(patient.frame().originMm());
    assertTrue(off.norm() < 1e-3, off.toString());
    assertEquals(1, back.frame().columnDirection().x(), 1e-9);
    assertEquals(1, back.frame().rowDirection().y(), 1e-9);
    double right = rmse(patient, back);
    System.out.printf("measured: %s there and back RMSE %.1f HU%n", position, right);
    assertTrue(right < 75, position + ": " + right);
    for (int turn = 1; turn < 8; turn++) {
      Volume wrong = mirrored(back, (turn & 1) != 0, (turn & 2) != 0, (turn & 4) != 0);
      assertTrue(rmse(patient, wrong) > 1.5 * right, position + " mirrored " + turn);
    }
  }

  @Test
  void fewViewsAllViewsSinogramAndReport() throws IOException {
    Path raw = scanned("--ffs", "z", "--photons", 1e6, "--seed", 3);
    Path few = folder.resolve("few.nii");
    Path all = folder.resolve("all.mha");
    Path sinogram = folder.resolve("rebinned.npz");
    Path report = folder.resolve("report");
    CommandRun run =
        CommandRun.ok(
            "reconstruct",
            raw,
            "--views",
            60,
            "--full-view-out",
            all,
            "--save-sinogram",
            sinogram,
            "--like",
            file,
            "--report",
            report,
            "--out",
            few);
    double sparse = rmse(patient, read(few));
    double full = rmse(patient, read(all));
    assertTrue(full < sparse, full + " against " + sparse);
    Manifest manifest = Manifest.read(Manifest.beside(few));
    String html = Files.readString(report.resolve("report.html"));
    List<String> warned =
        run.err().lines().filter(l -> l.startsWith("warning: ")).map(l -> l.substring(9)).toList();
    assertEquals(warned, manifest.warnings());
    for (String warning : warned) {
      assertTrue(html.contains(warning.replace("'", "&#39;")) || html.contains(warning), warning);
    }
    assertTrue(html.contains("60 views") && html.contains("lung and gas"), "tissue table");

    Sinogram rebinned = SinogramFiles.read(sinogram);
    assertEquals(288, rebinned.geometry().views());
    Path again = folder.resolve("again.npz");
    CommandRun.ok(
        "reconstruct", sinogram, "--hu", "--pixel-mm", 3, "--columns", SIDE, "--out", again);
    CommandRun.ok(
        "reconstruct",
        raw,
        "--z",
        "%s:%s".formatted(-310, -310 + (SLICES - 1) * SLICE_MM),
        "--slice-spacing-mm",
        SLICE_MM,
        "--pixel-mm",
        3,
        "--columns",
        SIDE,
        "--out",
        folder.resolve("direct.npz"));
    FloatStack direct = read(folder.resolve("direct.npz")).stack();
    FloatStack stored = read(again).stack();
    assertEquals(SLICES, direct.slices());
    // The sinogram's slices are in the gantry's order, head first reversed.
    Volume turned = mirrored(read(again), false, false, true);
    assertArrayEquals(direct.data(), turned.stack().data(), 0.01f);
    assertEquals(stored.slices(), direct.slices());
  }

  @Test
  void infoTellsTheScan() throws IOException {
    Path raw = scanned("--ffs", "z", "--pitch", 0.8);
    CommandRun run = CommandRun.ok("info", raw, "--json");
    JsonNode facts = JSON.readTree(run.out());
    assertEquals("helical CT raw data", facts.get("kind").asText());
    assertEquals("z", facts.get("focalSpotMode").asText());
    assertEquals(0.8, facts.get("pitch").asDouble(), 1e-6);
    assertEquals(576, facts.get("viewsPerTurnNominal").asInt());
    assertEquals("HFS", facts.get("patientPosition").asText());
    double low = facts.get("validZMm").get(0).get(0).asDouble();
    double high = facts.get("validZMm").get(0).get(1).asDouble();
    assertTrue(low <= -310 && high >= -310 + (SLICES - 1) * SLICE_MM, low + " to " + high);
    assertTrue(facts.get("memory").asText().contains("GB"));
  }

  @Test
  void lowDoseOfRawDataHasTheNoiseItShould() throws IOException {
    Path raw = scanned("--photons", 1e5, "--seed", 1);
    Path low = folder.resolve("low");
    CommandRun.ok("simulate", raw, "--dose-fraction", 0.25, "--seed", 2, "--out", low);
    Path a = folder.resolve("a.nii");
    Path b = folder.resolve("b.nii");
    CommandRun.ok("reconstruct", raw, "--like", file, "--out", a);
    CommandRun.ok("reconstruct", low, "--like", file, "--out", b);
    Path clean = folder.resolve("clean.nii");
    Path silent = scanned();
    CommandRun.ok("reconstruct", silent, "--like", file, "--out", clean);
    double full = rmse(read(clean), read(a));
    double quarter = rmse(read(clean), read(b));
    System.out.printf(
        "measured: noise at full dose %.2f HU, at a quarter %.2f HU%n", full, quarter);
    assertEquals(2, quarter / full, 0.06);
  }

  @Test
  void otherProgramsReadTheSeries() throws IOException, InterruptedException {
    ExternalProgram checker = ExternalProgram.requireProgram("dciodvfy");
    Path raw = scanned();
    Path out = folder.resolve("series");
    CommandRun.ok("reconstruct", raw, "--columns", 64, "--pixel-mm", 4, "--out", out);
    try (var files = Files.list(out)) {
      for (Path slice : files.sorted().limit(2).toList()) {
        ExternalProgram.Result result =
            checker.run(Duration.ofSeconds(60), folder, Map.of(), List.of(slice.toString()));
        String text = result.out() + result.err();
        assertTrue(text.lines().noneMatch(line -> line.startsWith("Error")), text);
      }
    }
  }

  @Test
  void imagesAreNotProjections() throws IOException {
    Path raw = scanned();
    Path images = folder.resolve("images");
    CommandRun.ok("reconstruct", raw, "--columns", 64, "--pixel-mm", 4, "--out", images);
    CommandRun.of("reconstruct", images, "--out", folder.resolve("x"))
        .refused(CommandRun.INPUT, "reconstructed images");
  }

  @Test
  void optionsOfTheOtherKindAreRefused() throws IOException {
    Path raw = scanned();
    CommandRun.of("reconstruct", raw, "--slices", "0:2", "--out", folder.resolve("x"))
        .refused(CommandRun.USAGE, "--z");
    SmallData data = SmallData.in(folder.resolve("in"));
    CommandRun.of("reconstruct", data.sinogramFile(), "--z", "0:2", "--out", folder.resolve("x"))
        .refused(CommandRun.USAGE, "--z", "raw data");
    CommandRun.of("reconstruct", raw, "--z", "900:950", "--out", folder.resolve("x"))
        .refused(CommandRun.INPUT, "900");
    CommandRun.of("convert", raw, folder.resolve("x.nii")).refused(CommandRun.INPUT, "reconstruct");
    CommandRun.of("simulate", "no-such-thing", "--out", folder.resolve("x"))
        .refused(CommandRun.INPUT, "helical-test");
  }
}
