package io.tomodrift.pipeline.evaluate;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import java.util.SplittableRandom;

/** Volumes in HU from formulas. */
final class Fields {

  private Fields() {}

  /** A value for each position. */
  interface Formula {
    double at(int slice, int row, int column);
  }

  static Volume volume(int slices, int side, double pixelMm, Formula formula) {
    FloatStack stack = FloatStack.planar(slices, side, side);
    for (int s = 0; s < slices; s++) {
      for (int r = 0; r < side; r++) {
        for (int c = 0; c < side; c++) {
          stack.set(s, r, c, (float) formula.at(s, r, c));
        }
      }
    }
    ImageGrid grid = ImageGrid.square(side, pixelMm);
    return new Volume(stack, VolumeFrame.gantry(grid, 0, 2), VolumeUnit.HU);
  }

  /** Normal deviates, the same for one seed. */
  static Formula noise(long seed, double standardDeviation) {
    SplittableRandom random = new SplittableRandom(seed);
    return (s, r, c) -> {
      double u = 1 - random.nextDouble();
      return standardDeviation
          * Math.sqrt(-2 * Math.log(u))
          * Math.cos(2 * Math.PI * random.nextDouble());
    };
  }
}
