package io.tomodrift.tests.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tomodrift.formats.volume.VolumeFiles;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Folders of cases made by hand, and runs of {@code evaluate} on them.
 *
 * @param folder where they are
 */
record EvaluateCases(Path folder) {

  static final int SIDE = 48;
  static final double PIXEL_MM = 2;

  /** HU at a position. */
  interface Values {
    double at(int slice, int row, int column);
  }

  /** A body with a bone and a lung in air, at pixel centres that no threshold is near. */
  static double body(int row, int column) {
    if (row >= 10 && row < 16 && column >= 10 && column < 20) {
      return 500;
    }
    if (row >= 24 && row < 34 && column >= 24 && column < 34) {
      return -800;
    }
    return row >= 6 && row < 42 && column >= 6 && column < 42 ? 40 : -1000;
  }

  static Volume volume(int slices, int rows, int columns, Values values) {
    FloatStack stack = FloatStack.planar(slices, rows, columns);
    for (int s = 0; s < slices; s++) {
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          stack.set(s, r, c, (float) values.at(s, r, c));
        }
      }
    }
    ImageGrid grid = new ImageGrid(columns, rows, PIXEL_MM, 0, 0);
    return new Volume(stack, VolumeFrame.gantry(grid, 0, 3), VolumeUnit.HU);
  }

  /** Writes a case of two slices. */
  Path write(String file, Values values) throws IOException {
    return write(file, 2, values);
  }

  /** Writes a case of some slices. */
  Path write(String file, int slices, Values values) throws IOException {
    Path path = folder.resolve(file);
    VolumeFiles.write(volume(slices, SIDE, SIDE, values), path);
    return path;
  }

  /** Writes the body with a constant added everywhere. */
  Path writeShifted(String file, double hu) throws IOException {
    return write(file, (s, r, c) -> body(r, c) + hu);
  }

  /** {@code evaluate --reference ref --test ...} and more arguments. */
  CommandRun run(List<String> methods, Object... more) {
    List<Object> arguments =
        new ArrayList<>(List.of("evaluate", "--reference", folder.resolve("ref")));
    for (String method : methods) {
      arguments.addAll(List.of("--test", method + "=" + folder.resolve(method)));
    }
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray());
  }

  /** The JSON of a run that must succeed. */
  JsonNode json(List<String> methods, Object... more) throws IOException {
    Path file = folder.resolve("numbers.json");
    List<Object> all = new ArrayList<>(List.of(more));
    all.addAll(List.of("--json", file, "--force"));
    CommandRun run = run(methods, all.toArray());
    if (run.exitCode() != CommandRun.OK) {
      throw new AssertionError(run.toString());
    }
    run.requireNoTrace();
    return new ObjectMapper().readTree(file.toFile());
  }

  /** The numbers of a method in a case of the first group. */
  static JsonNode result(JsonNode json, String caseName, String method) {
    for (JsonNode one : json.at("/groups/0/cases")) {
      if (one.get("case").asText().equals(caseName)) {
        return one.get("methods").get(method);
      }
    }
    throw new AssertionError(caseName + " is not in " + json);
  }
}
