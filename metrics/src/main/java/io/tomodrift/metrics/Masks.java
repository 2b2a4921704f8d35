package io.tomodrift.metrics;

import io.tomodrift.geometry.ImageGrid;
import java.util.Arrays;

/** The masks within which images are usually compared. */
public final class Masks {

  /** Voxels above this belong to the body, HU: halfway between air and water. */
  public static final double BODY_THRESHOLD_HU = -500;

  private Masks() {}

  /** Every voxel. */
  public static Mask all(Samples values) {
    boolean[] inside = new boolean[values.slices() * values.plane()];
    Arrays.fill(inside, true);
    return Mask.adopt(inside, values.slices(), values.rows(), values.columns());
  }

  /** Voxels strictly above a threshold in the unit of the values. */
  public static Mask above(Samples values, double threshold) {
    int plane = values.plane();
    boolean[] inside = new boolean[values.slices() * plane];
    double[] slice = new double[plane];
    for (int s = 0; s < values.slices(); s++) {
      values.loadSlice(s, slice);
      for (int i = 0; i < plane; i++) {
        inside[s * plane + i] = slice[i] > threshold;
      }
    }
    return Mask.adopt(inside, values.slices(), values.rows(), values.columns());
  }

  /**
   * The body: voxels above {@value #BODY_THRESHOLD_HU} HU, of which the largest face-connected
   * component is kept (the table goes), with holes filled slice by slice (lungs and bowel gas
   * stay).
   *
   * @param hu values in HU
   */
  public static Mask body(Samples hu) {
    return Components.holesFilledPerSlice(Components.largest(above(hu, BODY_THRESHOLD_HU)));
  }

  /**
   * Pixels whose centre lies within {@code radiusMm} of the isocenter, the same in every slice: the
   * field of view of a scanner.
   */
  public static Mask fovCircle(int slices, ImageGrid grid, double radiusMm) {
    return circle(slices, grid, 0, 0, radiusMm);
  }

  /** Pixels whose centre lies within {@code radiusMm} of (xMm, yMm), the same in every slice. */
  public static Mask circle(int slices, ImageGrid grid, double xMm, double yMm, double radiusMm) {
    if (!(radiusMm > 0)) {
      throw new IllegalArgumentException("radiusMm must be positive, got " + radiusMm);
    }
    int plane = Math.multiplyExact(grid.rows(), grid.columns());
    boolean[] inside = new boolean[Math.multiplyExact(slices, plane)];
    for (int r = 0; r < grid.rows(); r++) {
      double dy = grid.yMm(r) - yMm;
      for (int c = 0; c < grid.columns(); c++) {
        double dx = grid.xMm(c) - xMm;
        inside[r * grid.columns() + c] = dx * dx + dy * dy <= radiusMm * radiusMm;
      }
    }
    for (int s = 1; s < slices; s++) {
      System.arraycopy(inside, 0, inside, s * plane, plane);
    }
    return Mask.adopt(inside, slices, grid.rows(), grid.columns());
  }
}
