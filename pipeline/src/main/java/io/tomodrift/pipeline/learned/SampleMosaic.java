package io.tomodrift.pipeline.learned;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.pipeline.report.SliceImage;
import java.util.List;

/** The first slices of volumes as tiles of one picture. */
final class SampleMosaic {

  private SampleMosaic() {}

  /**
   * A line of tiles for each volume, below each other.
   *
   * @param volumes with slices of equal size
   * @param tiles slices of each; where a volume has fewer, air
   */
  static SliceImage lines(List<Volume> volumes, int tiles) {
    FloatStack first = volumes.get(0).stack();
    int rows = first.rows();
    int columns = first.columns();
    int width = tiles * columns;
    float[] values = new float[volumes.size() * rows * width];
    java.util.Arrays.fill(values, -1000);
    for (int line = 0; line < volumes.size(); line++) {
      FloatStack stack = volumes.get(line).stack();
      if (stack.rows() != rows || stack.columns() != columns) {
        throw new IllegalArgumentException(
            "images of %d x %d and %d x %d cannot be tiles of one picture"
                .formatted(rows, columns, stack.rows(), stack.columns()));
      }
      for (int tile = 0; tile < Math.min(tiles, stack.slices()); tile++) {
        for (int r = 0; r < rows; r++) {
          for (int c = 0; c < columns; c++) {
            values[(line * rows + r) * width + tile * columns + c] = stack.get(tile, r, c);
          }
        }
      }
    }
    return SliceImage.of(
        values, volumes.size() * rows, width, volumes.get(0).frame().columnSpacingMm());
  }
}
