package io.tomodrift.metrics;

import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;

/** Profiles along lines of a slice, with positions in mm. */
public final class Profiles {

  private Profiles() {}

  /** A row of a slice; x is the distance from the centre of the first column, mm. */
  public static Curve horizontal(Volume volume, int slice, double row) {
    return segment(
        volume, slice, row, 0, row, volume.stack().columns() - 1.0, volume.stack().columns());
  }

  /** A column of a slice; x is the distance from the centre of the first row, mm. */
  public static Curve vertical(Volume volume, int slice, double column) {
    return segment(
        volume, slice, 0, column, volume.stack().rows() - 1.0, column, volume.stack().rows());
  }

  /** Any segment of a slice, in the volume's spacing and unit. */
  public static Curve segment(
      Volume volume,
      int slice,
      double fromRow,
      double fromColumn,
      double toRow,
      double toColumn,
      int points) {
    VolumeFrame frame = volume.frame();
    return segment(
        Samples.of(volume),
        slice,
        new double[] {fromRow, fromColumn},
        new double[] {toRow, toColumn},
        frame.rowSpacingMm(),
        frame.columnSpacingMm(),
        points,
        volume.unit().symbol());
  }

  /**
   * Values at {@code points} equal steps from one position to another, both included; bilinear.
   *
   * @param from (row, column), may be fractional
   * @param to (row, column)
   * @return value over the distance from the start, mm
   * @throws IllegalArgumentException if an end is outside the slice or both are equal
   */
  public static Curve segment(
      Samples values,
      int slice,
      double[] from,
      double[] to,
      double rowSpacingMm,
      double columnSpacingMm,
      int points,
      String unit) {
    if (points < 2) {
      throw new IllegalArgumentException("a profile needs 2 points or more, got " + points);
    }
    double lengthMm =
        Math.hypot((to[0] - from[0]) * rowSpacingMm, (to[1] - from[1]) * columnSpacingMm);
    if (!(lengthMm > 0)) {
      throw new IllegalArgumentException("both ends of the profile are the same position");
    }
    double[] x = new double[points];
    double[] y = new double[points];
    for (int i = 0; i < points; i++) {
      double t = (double) i / (points - 1);
      x[i] = t * lengthMm;
      // This form hits both ends exactly, where rounding must not leave the slice.
      y[i] = values.at(slice, (1 - t) * from[0] + t * to[0], (1 - t) * from[1] + t * to[1]);
    }
    return new Curve(x, y, "distance (mm)", unit);
  }
}
