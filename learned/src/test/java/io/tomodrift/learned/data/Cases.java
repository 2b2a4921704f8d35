package io.tomodrift.learned.data;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import java.util.Optional;

/** Small cases with known values. */
final class Cases {

  private Cases() {}

  /** A value at each voxel. */
  interface Value {
    double at(int slice, int row, int column);
  }

  static Volume volume(int slices, int rows, int columns, Value value) {
    FloatStack stack = FloatStack.planar(slices, rows, columns);
    for (int k = 0; k < slices; k++) {
      for (int j = 0; j < rows; j++) {
        for (int i = 0; i < columns; i++) {
          stack.set(k, j, i, (float) value.at(k, j, i));
        }
      }
    }
    VolumeFrame frame = VolumeFrame.gantry(new ImageGrid(columns, rows, 1, 0, 0), 0, 2);
    return new Volume(stack, frame, VolumeUnit.HU);
  }

  static TrainingCase of(String id, CaseKind kind, Volume input, Volume target) {
    return new TrainingCase(id, id, kind, input, target, Optional.empty());
  }

  /**
   * A case whose values tell where they are: target 10000 k + 100 j + i, input half a unit more.
   */
  static TrainingCase coded(int slices, int rows, int columns) {
    return of(
        "coded",
        CaseKind.PHANTOM,
        volume(slices, rows, columns, (k, j, i) -> 10000.0 * k + 100.0 * j + i + 0.5),
        volume(slices, rows, columns, (k, j, i) -> 10000.0 * k + 100.0 * j + i));
  }
}
