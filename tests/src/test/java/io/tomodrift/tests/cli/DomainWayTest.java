package io.tomodrift.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tomodrift.formats.volume.VolumeFiles;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of a domain from the command line: training, samples, a study, a counterfactual. */
class DomainWayTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String RECIPE =
      """
      name: tiny
      method: diffusion
      network: {kind: time-resnet, dimensions: 2, inputChannels: 1, outputChannels: 1, widths: [4, 6], units: 1, norm: none, attention: false}
      data:
        side: 16
        region: abdomen
        train: {firstSeed: 1, bodies: 4}
      patches: {batch: 2, side: 16}
      output: {lowHu: -1000, highHu: 600, huPerUnit: 1000}
      optimiser: {steps: 20, learningRate: 3e-3, warmUp: 2, averaging: 0.9}
      """;

  @TempDir private static Path folder;
  private static Path model;
  private static Path domain;

  @BeforeAll
  static void train() throws IOException {
    Path recipe = folder.resolve("recipe.yaml");
    Files.writeString(recipe, RECIPE);
    Path run = folder.resolve("run");
    CommandRun.ok("train", "domain", "--config", recipe, "--out", run);
    model = run.resolve("tiny.json");
    domain = run.resolve("tiny-domain.npz");
    assertTrue(Files.readString(run.resolve("report.html")).contains("noise to an image"));
  }

  @Test
  void samplesAreMadeComparedAndSearched() throws IOException {
    Path out = folder.resolve("samples.npz");
    CommandRun run =
        CommandRun.ok(
            "sample",
            "--model",
            model,
            "--count",
            3,
            "--solver",
            "ddim",
            "--steps",
            4,
            "--compare",
            domain,
            "--search-delta",
            "--delta-mode",
            "per-step",
            "--out",
            out);
    assertEquals(9, run.out().lines().filter(line -> line.startsWith("delta")).count());
    assertTrue(run.out().contains("mean difference"), run.out());
    Volume made = VolumeFiles.standard().read(out).volume();
    assertEquals(3, made.slices());
    assertEquals(16, made.stack().rows());
    assertEquals(25.5, made.frame().columnSpacingMm(), 1e-6);
    assertTrue(Files.exists(folder.resolve("samples.npz.png")));
    JsonNode manifest = JSON.readTree(folder.resolve("samples.npz.manifest.json").toFile());
    double taken = manifest.at("/configuration/delta").doubleValue();
    double distance = manifest.at("/results/histogramL1").doubleValue();
    assertEquals(
        manifest.at("/results/histogramL1AtDelta%.2f".formatted(taken)).doubleValue(), distance);
    assertTrue(distance <= manifest.at("/results/histogramL1AtDelta0.00").doubleValue(), run.out());

    Path csv = folder.resolve("study.csv");
    Path report = folder.resolve("study");
    CommandRun study =
        CommandRun.ok(
            "drift-study",
            "--source",
            domain,
            "--target",
            domain,
            "--test",
            domain,
            "--trial",
            "a:0.00=" + domain,
            "--trial",
            "a:-0.10=" + out,
            "--csv",
            csv,
            "--png",
            folder.resolve("study.png"),
            "--out",
            report);
    assertTrue(study.out().contains("a: delta 0.00 chosen"), study.out());
    assertEquals("a,0.00,0.00000,0.00000,0.000,0.000", Files.readAllLines(csv).get(1));
    assertTrue(Files.readString(report.resolve("report.html")).contains("nobody was scanned"));
    CommandRun.of(
            "drift-study",
            "--source",
            domain,
            "--target",
            domain,
            "--test",
            domain,
            "--trial",
            "a=" + domain,
            "--out",
            folder.resolve("none"))
        .refused(CommandRun.USAGE, "SERIES:DELTA=FILE");
  }

  /** Every output says what it is. */
  @Test
  void counterfactualsAreResearchOutputs() throws IOException {
    Path out = folder.resolve("counterfactual");
    CommandRun run =
        CommandRun.ok(
            "counterfactual", domain, "--slice", 2, "--model", model, "--steps", 8, "--out", out);
    assertTrue(run.out().contains("research output, no diagnosis"), run.out());
    assertEquals(10, run.out().lines().filter(line -> line.startsWith("strength")).count());
    assertEquals(1, run.out().lines().filter(line -> line.endsWith("taken")).count());
    assertTrue(run.err().contains("research output, no diagnosis"), run.err());
    JsonNode manifest = JSON.readTree(out.resolve("manifest.json").toFile());
    assertTrue(manifest.at("/configuration/purpose").asText().contains("no diagnosis"));
    assertTrue(manifest.at("/warnings/0").asText().contains("no diagnosis"));
    String report = Files.readString(out.resolve("report.html"));
    assertTrue(report.contains("research output, no diagnosis"));
    Volume made = VolumeFiles.standard().read(out.resolve("counterfactual.npz")).volume();
    Volume change = VolumeFiles.standard().read(out.resolve("difference.npz")).volume();
    Volume given = VolumeFiles.standard().read(domain).volume();
    assertEquals(
        given.stack().get(2, 8, 8) + change.stack().get(0, 8, 8), made.stack().get(0, 8, 8), 0.01);
  }

  @Test
  void mistakesAreNamed() throws IOException {
    Path out = folder.resolve("no.npz");
    CommandRun.of("sample", "--model", model, "--search-delta", "--out", out)
        .refused(CommandRun.USAGE, "--compare");
    CommandRun.of("sample", "--model", model, "--delta-mode", "each", "--out", out)
        .refused(CommandRun.USAGE, "per-step or total");
    CommandRun.of("sample", "--model", "svct-60-gdm", "--out", out)
        .refused(CommandRun.INPUT, "svct", "train domain");
    CommandRun.of("counterfactual", domain, "--model", model, "--strength", 0, "--out", out)
        .refused(CommandRun.USAGE, "--strength");
    CommandRun.of("counterfactual", domain, "--model", model, "--slice", 4, "--out", out)
        .refused(CommandRun.INPUT, "slices 0 to 3");
    Path small = folder.resolve("small.npz");
    VolumeFiles.write(
        new Volume(
            FloatStack.planar(1, 8, 8),
            VolumeFrame.gantry(ImageGrid.square(8, 25.5), 0, 1),
            VolumeUnit.HU),
        small);
    CommandRun.of("counterfactual", small, "--model", model, "--out", out)
        .refused(CommandRun.INPUT, "8 x 8", "16 x 16 pixels of 25.50 mm");
    assertFalse(Files.exists(out));
  }
}
