package io.tomodrift.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tomodrift.pipeline.report.Manifest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users of raw data get wrong, and files that are not as they should be. */
class RawTroubleTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path scans;
  @TempDir private Path folder;
  private static Path raw;

  @BeforeAll
  static void scan() {
    raw = scans.resolve("raw");
    CommandRun.ok("simulate", "helical-test", "--scanner", "small", "--z=-3:3", "--out", raw);
  }

  private CommandRun reconstruct(Path scan, Object... more) {
    List<Object> all =
        new ArrayList<>(
            List.of("reconstruct", scan, "--columns", 32, "--pixel-mm", 8, "--slice-spacing-mm"));
    all.add(3);
    all.addAll(List.of(more));
    return CommandRun.of(all.toArray());
  }

  private Path copy() throws IOException {
    Path copy = Files.createDirectories(folder.resolve("copy"));
    try (var files = Files.list(raw)) {
      for (Path file : files.toList()) {
        Files.createLink(copy.resolve(file.getFileName()), file);
      }
    }
    return copy;
  }

  private static void requireEverywhere(String part, CommandRun run, Path out, Path report)
      throws IOException {
    assertEquals(CommandRun.OK, run.exitCode(), run.toString());
    assertTrue(run.err().lines().anyMatch(l -> l.startsWith("warning: ") && l.contains(part)));
    List<String> warnings = Manifest.read(Manifest.beside(out)).warnings();
    assertTrue(warnings.stream().anyMatch(w -> w.contains(part)), warnings.toString());
    assertTrue(Files.readString(report.resolve("report.html")).contains(part), "report");
  }

  @Test
  void iterativeMethodsPointToTheSinogram() throws IOException {
    Path out = folder.resolve("x.nii");
    Leftovers watch = Leftovers.watch(folder);
    CommandRun run = reconstruct(raw, "--algorithm", "sirt", "--out", out);
    run.refused(CommandRun.USAGE, "--algorithm sirt is for sinograms", "--save-sinogram");
    watch.requireNone(run);
    Path projections = folder.resolve("projections.npz");
    reconstruct(raw, "--save-sinogram", projections, "--out", out);
    CommandRun.ok(
        "reconstruct",
        projections,
        "--columns",
        32,
        "--algorithm",
        "sirt",
        "--iterations",
        2,
        "--out",
        folder.resolve("y.nii"));
  }

  @Test
  void incompleteSlicesAreTold() throws IOException {
    Path out = folder.resolve("x.nii");
    Path report = folder.resolve("report");
    reconstruct(raw, "--z=-30:0", "--out", out).refused(CommandRun.INPUT, "-30", "more views");
    CommandRun run =
        reconstruct(raw, "--z=-30:0", "--incomplete", "--out", out, "--report", report);
    requireEverywhere("slices are incomplete, z -30.0 to", run, out, report);
    reconstruct(raw, "--z=500:510", "--incomplete", "--out", folder.resolve("y.nii"))
        .refused(CommandRun.INPUT, "no ray", "500.0 to", "info");
  }

  @Test
  void damagedAndMissingFiles() throws IOException {
    Path copy = copy();
    Path cut = copy.resolve("00200.dcm");
    byte[] whole = Files.readAllBytes(cut);
    Files.delete(cut);
    Files.write(cut, whole);
    try (FileChannel channel = FileChannel.open(cut, StandardOpenOption.WRITE)) {
      channel.truncate(3000);
    }
    Files.writeString(copy.resolve("readme.txt"), "about this scan");
    Path out = folder.resolve("x.nii");
    Path report = folder.resolve("report");
    reconstruct(copy, "--out", out).refused(CommandRun.INPUT, "00200.dcm", "bytes");
    CommandRun.of("info", copy).refused(CommandRun.INPUT, "00200.dcm");
    JsonNode facts = json(CommandRun.ok("info", copy, "--skip-bad", "--json"));
    assertTrue(facts.get("warnings").toString().contains("00200.dcm"), facts.toString());
    CommandRun run = reconstruct(copy, "--skip-bad", "--out", out, "--report", report);
    requireEverywhere("00200.dcm", run, out, report);
    requireEverywhere("1 missing views", run, out, report);
  }

  private static JsonNode json(CommandRun run) throws IOException {
    return JSON.readTree(run.out());
  }

  @Test
  void theCentralElementCanBeCountedOtherwise() throws IOException {
    double tag = 93.75;
    for (var rule : Map.of("from-one", tag - 1, "from-other-end", 183 - tag).entrySet()) {
      String name = rule.getKey();
      JsonNode facts = json(CommandRun.ok("info", raw, "--central-element", name, "--json"));
      assertEquals(name, facts.get("centralElementCounted").asText());
      assertEquals(rule.getValue(), facts.get("centreColumnFrom0").asDouble(), 1e-4);
      Path out = folder.resolve(name + ".nii");
      assertEquals(0, reconstruct(raw, "--central-element", name, "--out", out).exitCode());
      Map<String, Object> settings = Manifest.read(Manifest.beside(out)).configuration();
      assertEquals(name, settings.get("centralElement"));
      assertEquals(3.0, settings.get("sliceSpacingMm"));
      assertEquals(8.0, settings.get("pixelMm"));
      assertEquals(true, settings.get("hu"));
    }
    byte[] one = Files.readAllBytes(folder.resolve("from-one.nii"));
    byte[] other = Files.readAllBytes(folder.resolve("from-other-end.nii"));
    assertFalse(java.util.Arrays.equals(one, other), "the rule changes nothing");
  }

  @Test
  void wrongCentreIsFoundAndReported() throws IOException {
    Path report = folder.resolve("report");
    Path holed = Files.createDirectories(folder.resolve("holed"));
    try (var files = Files.list(raw)) {
      for (Path file : files.filter(f -> !f.endsWith("00300.dcm")).toList()) {
        Files.createLink(holed.resolve(file.getFileName()), file);
      }
    }
    CommandRun run =
        CommandRun.of(
            "check-geometry", holed, "--central-element", "from-other-end", "--report", report);
    assertEquals(CommandRun.FAILED, run.exitCode(), run.toString());
    String html = Files.readString(report.resolve("report.html"));
    assertTrue(html.contains("The geometry is not good"));
    assertTrue(html.contains("from-other-end"), "how it was made");
    assertTrue(html.contains("missing"), "warning of the scan");
  }

  @Test
  void tooFewViewsTellNothing() throws IOException {
    Path few = Files.createDirectories(folder.resolve("few"));
    for (int view = 1; view <= 150; view++) {
      String name = "%05d.dcm".formatted(view);
      Files.createLink(few.resolve(name), raw.resolve(name));
    }
    CommandRun run = CommandRun.of("check-geometry", few, "--json");
    assertEquals(CommandRun.FAILED, run.exitCode(), run.toString());
    assertEquals("cannot be told", json(run).get("geometry").asText());
  }

  @ParameterizedTest
  @CsvSource({
    "--save-sinogram, s.nii, .npz",
    "--full-view-out, full.xyz, full.xyz",
    "--full-view-out, x.nii, two outputs",
    "--report, x.nii, two outputs"
  })
  void namesOfOutputsAreCheckedFirst(String option, String name, String part) {
    Path out = folder.resolve("x.nii");
    reconstruct(raw, "--views", 20, option, folder.resolve(name), "--out", out)
        .refused(CommandRun.USAGE, part);
    assertFalse(Files.exists(out));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--pitch=1", "--ffs=none", "--scanner=small", "--z=0:3", "--sub-rays=2"})
  void rawDataKeepTheirScan(String option) {
    Path out = folder.resolve("low");
    CommandRun.of("simulate", raw, "--dose-fraction", 0.5, "--photons", 1e5, option, "--out", out)
        .refused(CommandRun.USAGE, option.substring(0, option.indexOf('=')), "raw data");
  }

  @Test
  void optionsWithoutEffectAreRefused() {
    Path out = folder.resolve("out");
    CommandRun.of("simulate", "helical-test", "--bowtie", "--out", out)
        .refused(CommandRun.USAGE, "--bowtie", "--photons");
    CommandRun.of("simulate", "helical-test", "--skip-bad", "--out", out)
        .refused(CommandRun.USAGE, "--skip-bad");
    CommandRun.of("simulate", "helical-test", "--ffs", "y", "--out", out)
        .refused(CommandRun.USAGE, "'y' is not one of none, z, xy, xyz");
  }

  @Test
  void pixelsOfAnotherVolumeAreTakenWhole() throws IOException {
    Path like = folder.resolve("like.nii");
    assertEquals(CommandRun.OK, reconstruct(raw, "--out", like).exitCode());
    Path out = folder.resolve("x.nii");
    reconstruct(raw, "--like", like, "--out", out).refused(CommandRun.USAGE, "--columns", "--like");
    CommandRun.ok("reconstruct", raw, "--like", like, "--out", out);
    Map<String, Object> settings = Manifest.read(Manifest.beside(out)).configuration();
    assertEquals(like.toString(), settings.get("like"));
    assertFalse(settings.containsKey("columns"), settings.toString());
  }

  @Test
  void commandsForVolumesSayWhatToDo() throws IOException {
    CommandRun.of("compare", raw, raw).refused(CommandRun.INPUT, "tomodrift reconstruct");
    CommandRun.of("convert", raw, folder.resolve("x.nii"))
        .refused(CommandRun.INPUT, "tomodrift reconstruct");
    CommandRun.of("geometry", "show", raw).refused(CommandRun.INPUT, "tomodrift info");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    CommandRun.of("reconstruct", empty, "--out", folder.resolve("x.nii"))
        .refused(CommandRun.INPUT, "empty", "the folder is empty");
  }

  @Test
  void scannersAreFilesToEdit() throws IOException {
    Path file = folder.resolve("mine.yaml");
    CommandRun.of("simulate", "helical-test", "--scanner", file, "--out", folder.resolve("r"))
        .refused(CommandRun.INPUT, "mine.yaml", "init-scanner");
    CommandRun.of("simulate", "helical-test", "--scanner", "nope", "--out", folder.resolve("r"))
        .refused(CommandRun.USAGE, "nope", "siemens-as-plus");
    CommandRun.ok("geometry", "init-scanner", "--scanner", "small", "--out", file);
    String text = Files.readString(file);
    assertTrue(text.contains("manufacturer: TOMODRIFT"), text);
    Files.writeString(file, text.replace("manufacturer: TOMODRIFT", "manufacturer: SIEMENS"));
    Path mine = folder.resolve("mine");
    CommandRun.ok("simulate", "helical-test", "--scanner", file, "--z=-1:1", "--out", mine);
    JsonNode facts = json(CommandRun.ok("info", mine, "--json"));
    assertEquals("SIEMENS", facts.get("manufacturer").asText());
    assertEquals(184, facts.get("columns").asInt());
  }
}
