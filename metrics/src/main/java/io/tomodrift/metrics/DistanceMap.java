package io.tomodrift.metrics;

/**
 * Exact Euclidean distance to the nearest voxel of a set, for any spacing: the lower envelope of
 * parabolas, axis by axis (Felzenszwalb, Huttenlocher 2012, Theory Comput. 8:415).
 */
final class DistanceMap {

  private DistanceMap() {}

  /**
   * Distances in mm, {@code [slice][row][column]}; infinite everywhere if the set is empty.
   *
   * @param shape slices, rows, columns
   * @param spacingMm spacing in the same order
   */
  static double[] of(boolean[] set, int[] shape, double... spacingMm) {
    double[] squared = new double[set.length];
    for (int i = 0; i < set.length; i++) {
      squared[i] = set[i] ? 0 : Double.POSITIVE_INFINITY;
    }
    int stride = 1;
    for (int axis = 2; axis >= 0; axis--) {
      Line line = new Line(shape[axis], spacingMm[axis]);
      for (int i = 0; i < set.length; i++) {
        if (i / stride % shape[axis] == 0) {
          line.transform(squared, i, stride);
        }
      }
      stride *= shape[axis];
    }
    for (int i = 0; i < squared.length; i++) {
      squared[i] = Math.sqrt(squared[i]);
    }
    return squared;
  }

  private static final class Line {
    private final int size;
    private final double spacing;
    private final double[] value;
    private final int[] vertex;
    private final double[] from;

    Line(int size, double spacing) {
      this.size = size;
      this.spacing = spacing;
      value = new double[size];
      vertex = new int[size];
      from = new double[size];
    }

    void transform(double[] data, int start, int stride) {
      int last = -1;
      for (int q = 0; q < size; q++) {
        value[q] = data[start + q * stride];
        if (Double.isInfinite(value[q])) {
          continue;
        }
        double cross = Double.NEGATIVE_INFINITY;
        while (last >= 0) {
          cross = crossing(vertex[last], q);
          if (cross > from[last]) {
            break;
          }
          last--;
          cross = Double.NEGATIVE_INFINITY;
        }
        last++;
        vertex[last] = q;
        from[last] = cross;
      }
      if (last < 0) {
        return;
      }
      int k = 0;
      for (int q = 0; q < size; q++) {
        while (k < last && from[k + 1] < q * spacing) {
          k++;
        }
        double d = (q - vertex[k]) * spacing;
        data[start + q * stride] = d * d + value[vertex[k]];
      }
    }

    /** Where the parabola of q gets below that of p, mm. */
    private double crossing(int p, int q) {
      double a = p * spacing;
      double b = q * spacing;
      return (value[q] - value[p] + b * b - a * a) / (2 * (b - a));
    }
  }
}
