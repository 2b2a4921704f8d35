package io.tomodrift.metrics;

/**
 * Two masks cut to the box that holds both, with one layer of background around it in every
 * dimension they have.
 */
final class MaskPair {

  private final boolean[] reference;
  private final boolean[] test;
  private final int[] shape;
  private final double[] spacingMm;
  private final int dimensions;

  private MaskPair(
      boolean[] reference, boolean[] test, int[] shape, double[] spacingMm, int dimensions) {
    this.reference = reference;
    this.test = test;
    this.shape = shape;
    this.spacingMm = spacingMm;
    this.dimensions = dimensions;
  }

  /** Voxels of the reference, {@code [slice][row][column]} of the box. */
  boolean[] reference() {
    return reference;
  }

  /** Voxels of the test mask. */
  boolean[] test() {
    return test;
  }

  /** Slices, rows, columns of the box. */
  int[] shape() {
    return shape;
  }

  /** Spacing in the order of the shape; 1 across the slice of an image. */
  double[] spacingMm() {
    return spacingMm;
  }

  /** 2 or 3. */
  int dimensions() {
    return dimensions;
  }

  /** Cuts two masks, of which one at least is not empty. */
  static MaskPair of(Mask reference, Mask test, double... spacingMm) {
    int[] low = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
    int[] high = {-1, -1, -1};
    for (int s = 0; s < reference.slices(); s++) {
      for (int r = 0; r < reference.rows(); r++) {
        for (int c = 0; c < reference.columns(); c++) {
          if (reference.contains(s, r, c) || test.contains(s, r, c)) {
            int[] at = {s, r, c};
            for (int axis = 0; axis < 3; axis++) {
              low[axis] = Math.min(low[axis], at[axis]);
              high[axis] = Math.max(high[axis], at[axis]);
            }
          }
        }
      }
    }
    int[] shape = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      boolean padded = axis > 0 || reference.dimensions() == 3;
      low[axis] -= padded ? 1 : 0;
      shape[axis] = high[axis] - low[axis] + (padded ? 2 : 1);
    }
    double[] spacing =
        reference.dimensions() == 3
            ? spacingMm.clone()
            : new double[] {1, spacingMm[0], spacingMm[1]};
    return new MaskPair(
        cut(reference, low, shape), cut(test, low, shape), shape, spacing, reference.dimensions());
  }

  private static boolean[] cut(Mask mask, int[] low, int[] shape) {
    boolean[] box =
        new boolean[Math.multiplyExact(Math.multiplyExact(shape[0], shape[1]), shape[2])];
    for (int s = Math.max(0, low[0]); s < Math.min(mask.slices(), low[0] + shape[0]); s++) {
      for (int r = Math.max(0, low[1]); r < Math.min(mask.rows(), low[1] + shape[1]); r++) {
        for (int c = Math.max(0, low[2]); c < Math.min(mask.columns(), low[2] + shape[2]); c++) {
          box[((s - low[0]) * shape[1] + r - low[1]) * shape[2] + c - low[2]] =
              mask.contains(s, r, c);
        }
      }
    }
    return box;
  }

  /** The voxels of a mask with a face neighbour outside it. */
  boolean[] edge(boolean[] set) {
    Mask mask = dimensions == 3 ? Mask.adopt(set, shape) : Mask.adopt(set, shape[1], shape[2]);
    Mask inner = mask.eroded(1);
    boolean[] edge = new boolean[set.length];
    for (int i = 0; i < set.length; i++) {
      edge[i] = set[i] && !inner.contains(i);
    }
    return edge;
  }
}
