package io.tomodrift.fbp;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.stack.FloatStack;

/** Overwrites the pixels whose centre lies outside a circle around the isocenter. */
public final class FovMask {

  private FovMask() {}

  /**
   * Overwrites in every slice of either layout.
   *
   * @param radiusMm radius of the circle that is kept
   * @param value what the rest becomes
   */
  public static void apply(FloatStack image, ImageGrid grid, double radiusMm, float value) {
    for (int j = 0; j < grid.rows(); j++) {
      double y = grid.yMm(j);
      for (int i = 0; i < grid.columns(); i++) {
        if (Math.hypot(grid.xMm(i), y) > radiusMm) {
          for (int s = 0; s < image.slices(); s++) {
            image.set(s, j, i, value);
          }
        }
      }
    }
  }
}
