package io.tomodrift.metrics;

/**
 * How much a volume changes from one voxel to the next along each axis: the mean absolute
 * difference of face neighbours. Of an image that was made slice by slice, the step along the
 * slices in proportion to that of a real volume tells whether its slices flicker.
 *
 * <p><b>Shape</b>: {@code [slice][row][column]}. The names are those of axial slices: steps along
 * the slices are between neighbouring axial planes, along the rows between coronal ones, along the
 * columns between sagittal ones.
 *
 * <p><b>Unit</b>: that of the values, for each voxel and not for each mm. <b>Accuracy</b>: sums in
 * double. An axis along which no two neighbours are to be compared, such as that of the slices of
 * an image, has no step: not a number.
 *
 * @param axial between neighbouring slices
 * @param coronal between neighbouring rows of a slice
 * @param sagittal between neighbouring columns of a slice
 */
public record NeighbourSteps(double axial, double coronal, double sagittal) {

  /**
   * Measures a volume.
   *
   * @param mask both neighbours must be in it; null for every voxel
   */
  public static NeighbourSteps of(Samples values, Mask mask) {
    if (mask != null) {
      Shapes.requireSame(values, mask);
    }
    int columns = values.columns();
    int plane = values.plane();
    Sum axial = new Sum();
    Sum coronal = new Sum();
    Sum sagittal = new Sum();
    double[] before = new double[plane];
    double[] now = new double[plane];
    for (int s = 0; s < values.slices(); s++) {
      values.loadSlice(s, now);
      int at = s * plane;
      for (int i = 0; i < plane; i++) {
        if (!inside(mask, at + i)) {
          continue;
        }
        if (i % columns > 0 && inside(mask, at + i - 1)) {
          sagittal.add(now[i] - now[i - 1]);
        }
        if (i >= columns && inside(mask, at + i - columns)) {
          coronal.add(now[i] - now[i - columns]);
        }
        if (s > 0 && inside(mask, at + i - plane)) {
          axial.add(now[i] - before[i]);
        }
      }
      double[] next = before;
      before = now;
      now = next;
    }
    return new NeighbourSteps(axial.mean(), coronal.mean(), sagittal.mean());
  }

  private static boolean inside(Mask mask, int index) {
    return mask == null || mask.contains(index);
  }

  /**
   * These steps in proportion to those of a reference, axis by axis: 1 is as smooth, more is
   * rougher. Not a number where either has no step or that of the reference is 0.
   */
  public NeighbourSteps over(NeighbourSteps reference) {
    return new NeighbourSteps(
        ratio(axial, reference.axial),
        ratio(coronal, reference.coronal),
        ratio(sagittal, reference.sagittal));
  }

  private static double ratio(double step, double reference) {
    return reference > 0 ? step / reference : Double.NaN;
  }

  private static final class Sum {
    private double magnitudes;
    private long count;

    void add(double difference) {
      magnitudes += Math.abs(difference);
      count++;
    }

    double mean() {
      return count == 0 ? Double.NaN : magnitudes / count;
    }
  }
}
