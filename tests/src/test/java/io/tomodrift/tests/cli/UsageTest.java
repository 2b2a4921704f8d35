package io.tomodrift.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes on the command line itself: exit code 2, what is wrong, and the way to the help. */
class UsageTest {

  private static final String[] COMMANDS = {
    "demo",
    "reconstruct",
    "project",
    "compare",
    "evaluate",
    "convert",
    "info",
    "geometry",
    "doctor",
    "bench"
  };

  @TempDir private Path folder;
  private SmallData data;
  private Path out;

  @BeforeEach
  void writeInputs() throws IOException {
    data = SmallData.in(folder.resolve("in"));
    out = folder.resolve("out.nii");
  }

  private void refused(List<Object> arguments, Object... parts) throws IOException {
    Leftovers watch = Leftovers.watch(folder);
    CommandRun run = CommandRun.of(arguments.toArray());
    assertEquals(CommandRun.USAGE, run.exitCode(), run.toString());
    run.requireNoTrace();
    assertEquals("", run.out(), run.toString());
    for (Object part : parts) {
      assertTrue(run.err().contains(part.toString()), "'" + part + "' is not in: " + run);
    }
    watch.requireNone(run);
  }

  private List<Object> reconstruct(String... more) {
    List<Object> arguments = new ArrayList<>();
    arguments.addAll(List.of("reconstruct", data.sinogramFile(), "--out", out));
    arguments.addAll(Arrays.asList(more));
    return arguments;
  }

  @Test
  void unknownCommandIsAnsweredWithTheNearest() throws IOException {
    refused(List.of("reconstrct"), "reconstrct", "reconstruct", "See: tomodrift --help");
    refused(List.of("geometry", "shw"), "shw", "show");
    refused(List.of("fly"), "fly", "tomodrift --help");
  }

  @Test
  void unknownOptionIsAnsweredWithTheNearest() throws IOException {
    refused(reconstruct("--vews", "30"), "--vews", "--views", "tomodrift reconstruct --help");
    refused(List.of("info", data.volumeFile(), "--jsn"), "--jsn", "--json");
    refused(List.of("demo", "--out", out, "--full-view", 9), "--full-view", "--full-views");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "reconstruct",
        "project",
        "compare",
        "evaluate",
        "convert",
        "info",
        "geometry show"
      })
  void missingArgumentsAreNamed(String command) throws IOException {
    refused(Arrays.asList((Object[]) command.split(" ", -1)), "Missing required", "--help");
  }

  @ParameterizedTest
  @CsvSource({
    "--slices, 5:2, 5:2",
    "--slices, 2:2, 2:2",
    "--slices, -1:2, -1:2",
    "--slices, a:b, a:b",
    "--cutoff, 2, '(0, 1]'",
    "--cutoff, 0, '(0, 1]'",
    "--cutoff, -1, '(0, 1]'",
    "--cutoff, NaN, '(0, 1]'",
    "--cutoff, much, much",
    "--threads, 0, 1 or more",
    "--threads, -3, -3",
    "--threads, two, two",
    "--views, 0, 0",
    "--views, -5, -5",
    "--columns, 0, 0",
    "--columns, -4, -4",
    "--columns, 20000, 16384",
    "--rows, 0, 0",
    "--pixel-mm, 0, 0",
    "--pixel-mm, -1, -1",
    "--pixel-mm, NaN, NaN",
    "--centre-mm, 1, two numbers",
    "--filter, hanning, hann",
    "--redundancy, parkr, parker",
    "--truncation, some, some",
    "--interpolation, nearest, nearest",
    "--format, jpeg, jpeg",
    "--format, mha, --format",
    "--mu-water-per-mm, 0, 0",
    "--mu-water-per-mm, -1, -1",
    "--seed, x, x"
  })
  void valuesOutOfRange(String option, String value, String part) throws IOException {
    refused(reconstruct(option, value), part);
  }

  @Test
  void fastBackProjectionGoesWithLinearInterpolation() throws IOException {
    refused(reconstruct("--fast", "--interpolation", "cubic"), "--fast", "--interpolation linear");
  }

  @ParameterizedTest
  @CsvSource({
    "--noise-photons, 0, 0",
    "--noise-photons, -5, -5",
    "--noise-photons, NaN, NaN",
    "--model, jospeh, JOSEPH",
    "--slices, 5:2, 5:2",
    "--threads, 0, 1 or more"
  })
  void valuesOutOfRangeOfProject(String option, String value, String part) throws IOException {
    refused(
        List.of(
            "project",
            data.volumeFile(),
            "--geometry",
            data.geometryFile(),
            "--out",
            folder.resolve("p.npz"),
            option,
            value),
        part);
  }

  @ParameterizedTest
  @CsvSource({
    "--views, 0, 0",
    "--full-views, 0, 0",
    "--full-views, -1, -1",
    "--phantom-slices, 0, 0",
    "--phantom-slices, -2, -2",
    "--region, knee, knee",
    "--scanner, siemens, siemens",
    "--cutoff, 2, '(0, 1]'",
    "--threads, 0, 1 or more"
  })
  void valuesOutOfRangeOfDemo(String option, String value, String part) throws IOException {
    refused(List.of("demo", "--out", folder.resolve("demo"), option, value), part);
  }

  @ParameterizedTest
  @CsvSource({
    "--range, 0, 0",
    "--range, -1, -1",
    "--range, NaN, NaN",
    "--fov-radius-mm, 0, 0",
    "--mask, bdy, bdy"
  })
  void valuesOutOfRangeOfCompare(String option, String value, String part) throws IOException {
    refused(
        List.of(
            "compare",
            data.volumeFile(),
            data.volumeFile(),
            "--json",
            folder.resolve("m.json"),
            option,
            value),
        part);
  }

  @ParameterizedTest
  @CsvSource({
    "--range-hu, 3000, '2000 or 4000'",
    "--range-hu, many, many",
    "--mask, bdy, bdy",
    "--region, '5:2,:', 5:2",
    "--region, '1:2', 'rows,columns'",
    "--region, 'a:b,:', a:b",
    "--group, phantoms, NAME=PREFIX",
    "--group, =p, NAME=PREFIX",
    "--window, soft, soft",
    "--window, '40,0', '40,0'",
    "--pictures, -1, -1",
    "--test, images, NAME=DIR",
    "--test, a=, NAME=DIR",
    "--test, reference=x, taken",
    "--threads, 0, 1 or more"
  })
  void valuesOutOfRangeOfEvaluate(String option, String value, String part) throws IOException {
    refused(
        List.of(
            "evaluate",
            "--reference",
            data.volumeFile(),
            "--test",
            "first=" + data.volumeFile(),
            "--json",
            folder.resolve("e.json"),
            option,
            value),
        part);
  }

  @Test
  void methodsOfOneNameAreRefused() throws IOException {
    Object same = "a=" + data.volumeFile();
    refused(
        List.of("evaluate", "--reference", data.volumeFile(), "--test", same, "--test", same),
        "'a' is taken");
  }

  @Test
  void valuesOutOfRangeOfTheOthers() throws IOException {
    refused(List.of("convert", data.volumeFile(), out, "--unit", "celsius"), "celsius", "per-mm");
    refused(List.of("convert", data.volumeFile(), out, "--slices", "5:2"), "5:2");
    refused(List.of("geometry", "init", "--out", folder.resolve("g.yaml"), "--views", 0), "0");
    refused(List.of("geometry", "init", "--out", folder.resolve("g.yaml"), "--scanner", "x"), "x");
    refused(List.of("info", data.volumeFile(), "--threads", 0), "1 or more");
  }

  @Test
  void namesOfUnknownFormatsAreRefused() throws IOException {
    refused(List.of("convert", data.volumeFile(), folder.resolve("a.jpg")), "a.jpg", ".nii.gz");
    refused(
        List.of("reconstruct", data.sinogramFile(), "--out", folder.resolve("a.tiff")),
        "a.tiff",
        ".mha");
    refused(
        List.of(
            "project",
            data.volumeFile(),
            "--geometry",
            data.geometryFile(),
            "--out",
            folder.resolve("p.nii")),
        "p.nii",
        ".npz");
    refused(List.of("geometry", "init", "--out", folder.resolve("g.txt")), "g.txt", ".yaml");
  }

  @Test
  void unknownBackendIsAFailureOfTheBackend() throws IOException {
    Leftovers watch = Leftovers.watch(folder);
    CommandRun run = CommandRun.of(reconstruct("--backend", "gpu").toArray());
    run.refused(CommandRun.BACKEND, "gpu", "cpu");
    CommandRun project =
        CommandRun.of(
            "project",
            data.volumeFile(),
            "--geometry",
            data.geometryFile(),
            "--out",
            folder.resolve("p.npz"),
            "--backend",
            "gpu");
    project.refused(CommandRun.BACKEND, "gpu", "cpu");
    CommandRun demo =
        CommandRun.of(
            "demo",
            "--input",
            data.volumeFile(),
            "--out",
            folder.resolve("demo"),
            "--backend",
            "gpu");
    demo.refused(CommandRun.BACKEND, "gpu", "cpu");
    watch.requireNone(run);
  }

  @Test
  void everyCommandHasHelp() {
    for (String command : COMMANDS) {
      CommandRun run = CommandRun.ok(command, "--help");
      assertTrue(run.out().contains("Usage: tomodrift " + command), run.toString());
      assertEquals("", run.err());
    }
    CommandRun root = CommandRun.ok("--help");
    for (String command : COMMANDS) {
      assertTrue(root.out().contains(command), root.toString());
    }
    assertTrue(CommandRun.ok("--version").out().contains("tomodrift"));
  }

  @Test
  void stackTraceIsPrintedWhenAskedForOnly() {
    CommandRun run = CommandRun.of("info", data.absent(), "--stacktrace");
    assertEquals(CommandRun.INPUT, run.exitCode());
    assertTrue(run.err().contains("at io.tomodrift"), run.toString());
  }

  @Test
  void quietRunsSayNothing() {
    CommandRun run =
        CommandRun.ok("convert", data.volumeFile(), folder.resolve("q.mha"), "--quiet");
    assertEquals("", run.err());
    assertEquals("", run.out());
  }
}
