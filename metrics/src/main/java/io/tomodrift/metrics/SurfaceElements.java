package io.tomodrift.metrics;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The surface of a mask as elements on the grid of voxel corners: each 2 x 2 (x 2) block that is
 * neither full nor empty holds one, with the length or area of the surface through it.
 */
final class SurfaceElements {

  private final boolean[] present;
  private final double[] size;

  private SurfaceElements(boolean[] present, double[] size) {
    this.present = present;
    this.size = size;
  }

  /** Maximum over both directions of the percentile weighted by the size of the elements. */
  static double hausdorff(MaskPair pair, double percent) {
    double[] sizes = CellSurface.sizes(pair.dimensions(), pair.spacingMm());
    SurfaceElements first = of(pair, pair.reference(), sizes);
    SurfaceElements second = of(pair, pair.test(), sizes);
    return Math.max(
        first.percentileTo(second, pair, percent), second.percentileTo(first, pair, percent));
  }

  /** The element at index i is that of the block whose last voxel is i; the box has a border. */
  private static SurfaceElements of(MaskPair pair, boolean[] set, double... sizes) {
    int columns = pair.shape()[2];
    int plane = pair.shape()[1] * columns;
    int corners = pair.dimensions() == 3 ? 8 : 4;
    boolean[] present = new boolean[set.length];
    double[] size = new double[set.length];
    for (int i = 0; i < set.length; i++) {
      int code = 0;
      for (int corner = 0; corner < corners; corner++) {
        int back = (corner & 1) + (corner >> 1 & 1) * columns + (corner >> 2) * plane;
        // The layer of background around the box makes wrapping around harmless.
        if (i >= back && set[i - back]) {
          code |= 1 << corner;
        }
      }
      present[i] = code != 0 && code != (1 << corners) - 1;
      size[i] = sizes[code];
    }
    return new SurfaceElements(present, size);
  }

  private double percentileTo(SurfaceElements other, MaskPair pair, double percent) {
    double[] map = DistanceMap.of(other.present, pair.shape(), pair.spacingMm());
    double[][] elements = new double[map.length][];
    int count = 0;
    double total = 0;
    for (int i = 0; i < map.length; i++) {
      if (present[i]) {
        elements[count++] = new double[] {map[i], size[i]};
        total += size[i];
      }
    }
    Arrays.sort(
        elements,
        0,
        count,
        Comparator.<double[]>comparingDouble(e -> e[0]).thenComparingDouble(e -> e[1]));
    double sum = 0;
    for (int k = 0; k < count; k++) {
      sum += elements[k][1];
      if (sum / total >= percent / 100) {
        return elements[k][0];
      }
    }
    return elements[count - 1][0];
  }
}
