package io.tomodrift.pipeline.data;

import io.tomodrift.formats.matlab.MatFile;
import io.tomodrift.formats.matlab.MatNumbers;
import io.tomodrift.formats.matlab.MatStruct;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.pipeline.data.Input.OfVolume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A MATLAB file with one matrix ({@code rows x columns} or {@code rows x columns x slices}). */
final class MatlabMatrices {

  private MatlabMatrices() {}

  static Optional<OfVolume> read(Path path) throws IOException {
    if (!path.toString().toLowerCase(Locale.ROOT).endsWith(".mat")) {
      return Optional.empty();
    }
    MatStruct variables = MatFile.read(path);
    List<String> names = new ArrayList<>();
    variables
        .fields()
        .forEach(
            (name, value) -> {
              if (value instanceof MatNumbers numbers && numbers.count() > 1) {
                names.add(name);
              }
            });
    if (names.size() != 1) {
      throw new FormatException(
          "%s: exactly one matrix expected, found %s; known scan structures hold 'sinogram' and 'parameters'"
              .formatted(path, names.isEmpty() ? variables.fields().keySet() : names));
    }
    Volume volume = volume(path, variables.numbers(names.get(0)));
    return Optional.of(
        new OfVolume(
            path,
            "MATLAB matrix '%s'".formatted(names.get(0)),
            List.of(
                "the file states no voxel size and no unit: 1 mm and arbitrary units are taken"),
            volume,
            Optional.empty()));
  }

  private static Volume volume(Path path, MatNumbers numbers) {
    List<Integer> shape = numbers.shape();
    if (shape.size() > 3) {
      throw new FormatException(
          "%s: a matrix of 2 or 3 dimensions expected, found %s".formatted(path, shape));
    }
    int rows = shape.get(0);
    int columns = shape.get(1);
    int slices = shape.size() == 3 ? shape.get(2) : 1;
    float[] values = numbers.rowMajorFloats();
    FloatStack stack = FloatStack.planar(slices, rows, columns);
    for (int i = 0; i < values.length; i++) {
      int slice = i % slices;
      stack.data()[slice * rows * columns + i / slices] = values[i];
    }
    ImageGrid grid = new ImageGrid(columns, rows, 1, 0, 0);
    return new Volume(stack, VolumeFrame.gantry(grid, 0, 1), VolumeUnit.ARBITRARY);
  }
}
