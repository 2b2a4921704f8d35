package io.tomodrift.tests.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Outputs that cannot be written or are there already: exit code 1 and nothing changed. */
class OutputTroubleTest {

  @TempDir private Path folder;
  private SmallData data;

  /** Every command that writes, and how it is called for an output. */
  enum Writer {
    GEOMETRY_INIT("g.yaml") {
      @Override
      List<Object> to(Path out, SmallData data) {
        return List.of("geometry", "init", "--out", out);
      }
    },
    PROJECT("p.npz") {
      @Override
      List<Object> to(Path out, SmallData data) {
        return List.of(
            "project", data.volumeFile(), "--geometry", data.geometryFile(), "--out", out);
      }
    },
    RECONSTRUCT("r.nii.gz") {
      @Override
      List<Object> to(Path out, SmallData data) {
        return List.of("reconstruct", data.sinogramFile(), "--out", out, "--columns", 128);
      }
    },
    RECONSTRUCT_DICOM("series") {
      @Override
      List<Object> to(Path out, SmallData data) {
        return List.of("reconstruct", data.sinogramFile(), "--hu", "--out", out);
      }
    },
    RECONSTRUCT_REPORT("report") {
      @Override
      List<Object> to(Path out, SmallData data) {
        return List.of(
            "reconstruct",
            data.sinogramFile(),
            "--columns",
            64,
            "--out",
            data.folder().resolveSibling("side.nii"),
            "--report",
            out);
      }
    },
    COMPARE_JSON("m.json") {
      @Override
      List<Object> to(Path out, SmallData data) {
        return List.of("compare", data.volumeFile(), data.volumeFile(), "--json", out);
      }
    },
    COMPARE_REPORT("report") {
      @Override
      List<Object> to(Path out, SmallData data) {
        return List.of("compare", data.volumeFile(), data.volumeFile(), "--report", out);
      }
    },
    EVALUATE_JSON("e.json") {
      @Override
      List<Object> to(Path out, SmallData data) {
        return evaluate(data, "--json", out);
      }
    },
    EVALUATE_CSV("e.csv") {
      @Override
      List<Object> to(Path out, SmallData data) {
        return evaluate(data, "--csv", out);
      }
    },
    EVALUATE_REPORT("report") {
      @Override
      List<Object> to(Path out, SmallData data) {
        return evaluate(data, "--report", out);
      }
    },
    CONVERT("c.mha") {
      @Override
      List<Object> to(Path out, SmallData data) {
        return List.of("convert", data.volumeFile(), out);
      }
    },
    CONVERT_HEADER_AND_DATA("c.mhd") {
      @Override
      List<Object> to(Path out, SmallData data) {
        return List.of("convert", data.volumeFile(), out);
      }
    },
    CONVERT_SINOGRAM("s.npz") {
      @Override
      List<Object> to(Path out, SmallData data) {
        return List.of("convert", data.sinogramFile(), out);
      }
    },
    DEMO("demo") {
      @Override
      List<Object> to(Path out, SmallData data) {
        return List.of(
            "demo",
            "--input",
            data.volumeFile(),
            "--geometry",
            data.geometryFile(),
            "--views",
            30,
            "--out",
            out);
      }
    };

    private final String fileName;

    Writer(String fileName) {
      this.fileName = fileName;
    }

    abstract List<Object> to(Path out, SmallData data);

    private static List<Object> evaluate(SmallData data, String option, Path out) {
      return List.of(
          "evaluate",
          "--reference",
          data.volumeFile(),
          "--test",
          "same=" + data.volumeFile(),
          option,
          out);
    }

    String fileName() {
      return fileName;
    }
  }

  @BeforeEach
  void writeInputs() throws IOException {
    data = SmallData.in(folder.resolve("in"));
  }

  @ParameterizedTest
  @EnumSource
  void belowAFile(Writer writer) throws IOException {
    Path file = data.text("letter.txt");
    for (Path out :
        List.of(file.resolve(writer.fileName()), file.resolve("deeper/" + writer.fileName()))) {
      Leftovers watch = Leftovers.watch(folder);
      CommandRun run = CommandRun.of(writer.to(out, data).toArray());
      run.refused(CommandRun.FAILED, file, out, "not a folder");
      watch.requireNone(run);
    }
  }

  /** The process file system refuses new files even to the superuser. */
  @ParameterizedTest
  @EnumSource
  void folderThatTakesNoFiles(Writer writer) throws IOException {
    Path sealed = Path.of("/proc/self/task");
    Assumptions.assumeTrue(Files.isDirectory(sealed), "no /proc here");
    Leftovers watch = Leftovers.watch(folder);
    Path out = sealed.resolve(writer.fileName());
    CommandRun run = CommandRun.of(writer.to(out, data).toArray());
    run.refused(CommandRun.FAILED, writer.fileName());
    watch.requireNone(run);
  }

  @ParameterizedTest
  @EnumSource
  void outputThatExists(Writer writer) throws IOException {
    Path out = folder.resolve(writer.fileName());
    byte[] old = "something of value".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Path valuable = out;
    if (!writer.fileName().contains(".")) {
      Files.createDirectory(out);
      valuable = out.resolve("notes.txt");
    }
    Files.write(valuable, old);
    Leftovers watch = Leftovers.watch(folder);
    CommandRun run = CommandRun.of(writer.to(out, data).toArray());
    run.refused(CommandRun.FAILED, out, "exists", "--force");
    watch.requireNone(run);
    assertArrayEquals(old, Files.readAllBytes(valuable));
  }

  @ParameterizedTest
  @EnumSource
  void forceReplacesAnOutput(Writer writer) throws IOException {
    Path out = folder.resolve(writer.fileName());
    CommandRun.ok(writer.to(out, data).toArray());
    Leftovers watch = Leftovers.watch(folder);
    List<Object> again = new ArrayList<>(writer.to(out, data));
    again.add("--force");
    CommandRun run = CommandRun.ok(again.toArray());
    if (writer != Writer.RECONSTRUCT_DICOM) {
      watch.requireNone(run);
    }
    assertTrue(Files.exists(out));
  }

  /** --force is for results of earlier runs, never for folders that hold anything else. */
  @ParameterizedTest
  @EnumSource
  void forceSparesFoldersOfOthers(Writer writer) throws IOException {
    Path out = folder.resolve(writer.fileName());
    Path valuable = Files.createDirectories(out.resolve("thesis")).resolve("chapter1.tex");
    Files.writeString(valuable, "It was a dark and stormy night");
    List<Object> arguments = new ArrayList<>(writer.to(out, data));
    arguments.add("--force");
    CommandRun run = CommandRun.of(arguments.toArray());
    assertTrue(Files.exists(valuable), run.toString());
    run.refused(CommandRun.FAILED, out);
  }

  @Test
  void emptyFolderIsFilled() throws IOException {
    Path out = Files.createDirectory(folder.resolve("series"));
    CommandRun.ok("convert", data.volumeFile(), out);
    assertTrue(Leftovers.list(out).size() > SmallData.SLICES, Leftovers.list(out).toString());
  }
}
