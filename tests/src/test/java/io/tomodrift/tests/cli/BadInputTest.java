package io.tomodrift.tests.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Inputs that no command can use: exit code 3, one line that names the file, no output. */
class BadInputTest {

  @TempDir private Path folder;
  private SmallData data;
  private Path out;

  /** Commands that take an input, and how they are called with it. */
  enum Command {
    INFO {
      @Override
      List<Object> with(Path input, SmallData data, Path out) {
        return List.of("info", input);
      }
    },
    PROJECT {
      @Override
      List<Object> with(Path input, SmallData data, Path out) {
        return List.of(
            "project", input, "--geometry", data.geometryFile(), "--out", out.resolve("p.npz"));
      }
    },
    PROJECT_GEOMETRY {
      @Override
      List<Object> with(Path input, SmallData data, Path out) {
        return List.of(
            "project", data.volumeFile(), "--geometry", input, "--out", out.resolve("p.npz"));
      }
    },
    RECONSTRUCT {
      @Override
      List<Object> with(Path input, SmallData data, Path out) {
        return List.of("reconstruct", input, "--columns", 32, "--out", out.resolve("r.nii"));
      }
    },
    RECONSTRUCT_GEOMETRY {
      @Override
      List<Object> with(Path input, SmallData data, Path out) {
        return List.of(
            "reconstruct", data.sinogramFile(), "--geometry", input, "--out", out.resolve("r.nii"));
      }
    },
    COMPARE_REFERENCE {
      @Override
      List<Object> with(Path input, SmallData data, Path out) {
        return List.of("compare", input, data.volumeFile(), "--json", out.resolve("m.json"));
      }
    },
    COMPARE_TEST {
      @Override
      List<Object> with(Path input, SmallData data, Path out) {
        return List.of("compare", data.volumeFile(), input, "--report", out.resolve("report"));
      }
    },
    EVALUATE_REFERENCE {
      @Override
      List<Object> with(Path input, SmallData data, Path out) {
        return List.of(
            "evaluate",
            "--reference",
            input,
            "--test",
            "a=" + data.volumeFile(),
            "--json",
            out.resolve("m.json"));
      }
    },
    EVALUATE_TEST {
      @Override
      List<Object> with(Path input, SmallData data, Path out) {
        return List.of(
            "evaluate",
            "--reference",
            data.volumeFile(),
            "--test",
            "a=" + data.volumeFile(),
            "--test",
            "b=" + input,
            "--report",
            out.resolve("report"));
      }
    },
    EVALUATE_MASK {
      @Override
      List<Object> with(Path input, SmallData data, Path out) {
        return List.of(
            "evaluate",
            "--reference",
            data.volumeFile(),
            "--test",
            "a=" + data.volumeFile(),
            "--mask",
            input,
            "--csv",
            out.resolve("m.csv"));
      }
    },
    CONVERT {
      @Override
      List<Object> with(Path input, SmallData data, Path out) {
        return List.of("convert", input, out.resolve("c.mha"));
      }
    },
    DEMO {
      @Override
      List<Object> with(Path input, SmallData data, Path out) {
        return List.of("demo", "--input", input, "--out", out.resolve("demo"));
      }
    },
    DEMO_GEOMETRY {
      @Override
      List<Object> with(Path input, SmallData data, Path out) {
        return List.of(
            "demo",
            "--input",
            data.volumeFile(),
            "--geometry",
            input,
            "--out",
            out.resolve("demo"));
      }
    },
    GEOMETRY_SHOW {
      @Override
      List<Object> with(Path input, SmallData data, Path out) {
        return List.of("geometry", "show", input);
      }
    };

    abstract List<Object> with(Path input, SmallData data, Path out);

    boolean wantsGeometry() {
      return name().contains("GEOMETRY");
    }
  }

  @BeforeEach
  void writeInputs() throws IOException {
    data = SmallData.in(folder.resolve("in"));
    out = folder.resolve("out");
    java.nio.file.Files.createDirectory(out);
  }

  private CommandRun refused(Command command, Path input, Object... parts) throws IOException {
    Leftovers watch = Leftovers.watch(folder);
    CommandRun run = CommandRun.of(command.with(input, data, out).toArray());
    List<Object> all = new ArrayList<>(List.of(input));
    all.addAll(List.of(parts));
    run.refused(CommandRun.INPUT, all.toArray());
    watch.requireNone(run);
    return run;
  }

  @ParameterizedTest
  @EnumSource
  void missing(Command command) throws IOException {
    if (command == Command.EVALUATE_MASK) {
      return; // A word that is no folder is a mistake of usage.
    }
    for (String name :
        List.of("absent.nii", "absent.npz", "absent.yaml", "absent", "no/such.mha")) {
      refused(command, data.folder().resolve(name), "no such file");
    }
  }

  @ParameterizedTest
  @EnumSource
  void text(Command command) throws IOException {
    String[] names = {
      "t.nii",
      "t.nii.gz",
      "t.mha",
      "t.mhd",
      "t.npy",
      "t.npz",
      "t.mat",
      "t.h5",
      "t.yaml",
      "t.json",
      "t.dcm",
      "t.txt",
      "t"
    };
    for (String name : names) {
      refused(command, data.text(name));
    }
  }

  @ParameterizedTest
  @EnumSource
  void empty(Command command) throws IOException {
    String[] names = {
      "e.nii",
      "e.nii.gz",
      "e.mha",
      "e.mhd",
      "e.npy",
      "e.npz",
      "e.mat",
      "e.h5",
      "e.yaml",
      "e.json",
      "e.dcm",
      "e"
    };
    for (String name : names) {
      refused(command, data.empty(name));
    }
    refused(command, data.emptyFolder());
  }

  @ParameterizedTest
  @EnumSource
  void truncated(Command command) throws IOException {
    Path good =
        switch (command) {
          case RECONSTRUCT -> data.sinogramFile();
          case PROJECT_GEOMETRY, RECONSTRUCT_GEOMETRY, DEMO_GEOMETRY, GEOMETRY_SHOW ->
              data.geometryFile();
          default -> data.volumeFile();
        };
    for (double fraction : new double[] {0.01, 0.3, 0.7}) {
      refused(command, data.truncated(good, fraction));
    }
  }

  @ParameterizedTest
  @EnumSource
  void truncatedInEveryFormat(Command command) throws IOException {
    if (command.wantsGeometry() || command == Command.RECONSTRUCT) {
      return;
    }
    for (String name : List.of("v.nii.gz", "v.mha", "v.npy", "v.npz")) {
      Path whole = data.folder().resolve(name);
      CommandRun.ok("convert", data.volumeFile(), whole, "--force");
      for (double fraction : new double[] {0.02, 0.9}) {
        refused(command, data.truncated(whole, fraction));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void wrongKind(Command command) throws IOException {
    switch (command) {
      case INFO, CONVERT -> {
        // Both take volumes and sinograms.
      }
      case RECONSTRUCT -> refused(command, data.volumeFile(), "--geometry");
      case PROJECT,
          COMPARE_REFERENCE,
          COMPARE_TEST,
          EVALUATE_REFERENCE,
          EVALUATE_TEST,
          EVALUATE_MASK,
          DEMO ->
          refused(command, data.sinogramFile(), "sinogram", "volume");
      default -> refused(command, data.volumeFile(), "geometry");
    }
  }

  @ParameterizedTest
  @EnumSource
  void notANumber(Command command) throws IOException {
    switch (command) {
      case RECONSTRUCT -> refused(command, data.sinogramWithNan(), "slice 2", "row 5", "NaN");
      case PROJECT,
          COMPARE_REFERENCE,
          COMPARE_TEST,
          EVALUATE_REFERENCE,
          EVALUATE_TEST,
          EVALUATE_MASK,
          CONVERT,
          DEMO ->
          refused(command, data.volumeWithNan(), "slice 1", "NaN");
      default -> {
        // Geometries hold no values; info reports them.
      }
    }
  }

  @Test
  void infoReportsValuesThatAreNoNumbers() throws IOException {
    CommandRun run = CommandRun.ok("info", data.volumeWithNan());
    org.junit.jupiter.api.Assertions.assertTrue(run.out().contains("warning"), run.toString());
    org.junit.jupiter.api.Assertions.assertTrue(run.out().contains("not finite"), run.toString());
  }

  private static Stream<Command> geometryCommands() {
    return Stream.of(Command.values()).filter(Command::wantsGeometry);
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.MethodSource("geometryCommands")
  void impossibleGeometry(Command command) throws IOException {
    refused(command, data.geometryWith("1040", "400"), "400", "570", "swapped");
    refused(
        command,
        data.geometryWith("sourceToIsocenterMm", "sourceToIsocentreMm"),
        "sourceToIsocentreMm",
        "did you mean 'sourceToIsocenterMm'?");
    refused(command, data.geometryWith("channels: 96", "channels: 0"), "channels", "0");
    refused(command, data.geometryWith("channels: 96", "channels: many"), "channels", "many");
    refused(
        command, data.geometryWith("pitchRad: 0.004", "pitchRad: -0.004"), "pitchRad", "-0.004");
    refused(command, data.geometryWith("pitchRad: 0.004", "pitchRad: .nan"), ".nan", "line: 7");
    refused(
        command, data.geometryWith("pitchRad: 0.004", "pitchRad: 0.4"), "is the pitch in radians?");
    refused(command, data.geometryWith("views: 90", "views: 0"), "views", "0");
    refused(command, data.geometryWith("type: arc", "type: bow"), "bow", "arc and flat");
    refused(command, data.geometryWith("type: fan", "type: cone"), "cone");
    refused(command, data.geometryWith("570", "-570"), "-570");
  }

  @Test
  void geometryOfAnotherScan() throws IOException {
    Path other = data.geometryWith("channels: 96", "channels: 100");
    Leftovers watch = Leftovers.watch(folder);
    CommandRun run = CommandRun.of(Command.RECONSTRUCT_GEOMETRY.with(other, data, out).toArray());
    run.refused(CommandRun.INPUT, data.sinogramFile(), "96", "100");
    watch.requireNone(run);
  }

  @Test
  void comparedVolumesOfDifferentSizes() throws IOException {
    Path fewer = data.folder().resolve("fewer.nii");
    CommandRun.ok("convert", data.volumeFile(), fewer, "--slices", "0:2");
    Leftovers watch = Leftovers.watch(folder);
    CommandRun run =
        CommandRun.of("compare", data.volumeFile(), fewer, "--report", out.resolve("r"));
    run.refused(CommandRun.INPUT, "3", "2", "48");
    watch.requireNone(run);
  }

  @Test
  void unitThatCannotBeProjected() throws IOException {
    Path arbitrary = data.folder().resolve("arbitrary.nii");
    CommandRun.ok("convert", data.volumeFile(), arbitrary, "--unit", "arbitrary");
    Leftovers watch = Leftovers.watch(folder);
    CommandRun run =
        CommandRun.of(
            "project", arbitrary, "--geometry", data.geometryFile(), "--out", out.resolve("p.npz"));
    run.refused(CommandRun.INPUT, arbitrary, "HU", "1/mm");
    watch.requireNone(run);
  }

  @Test
  void moreViewsThanThereAre() throws IOException {
    Leftovers watch = Leftovers.watch(folder);
    CommandRun run =
        CommandRun.of(
            "reconstruct", data.sinogramFile(), "--views", 91, "--out", out.resolve("r.nii"));
    run.refused(CommandRun.INPUT, "91", "90");
    watch.requireNone(run);
  }

  @Test
  void slicesThatTheInputLacks() throws IOException {
    Leftovers watch = Leftovers.watch(folder);
    for (String range : List.of("3:4", "2:9", "7")) {
      CommandRun run =
          CommandRun.of(
              "reconstruct", data.sinogramFile(), "--slices", range, "--out", out.resolve("r.nii"));
      run.refused(CommandRun.INPUT, range.split(":", -1)[0], "3 slices", "0 to 2");
      watch.requireNone(run);
    }
  }
}
