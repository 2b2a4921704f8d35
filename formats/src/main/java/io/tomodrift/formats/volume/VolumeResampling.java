package io.tomodrift.formats.volume;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;

/** Resampling within slices. */
public final class VolumeResampling {

  private static final double SQUARE_TOLERANCE = 1e-6;

  private VolumeResampling() {}

  /**
   * Makes pixels square with the smaller of the two spacings; returns the volume itself if they are
   * square to 1e-6 already.
   */
  public static Volume toSquarePixels(Volume volume) {
    VolumeFrame frame = volume.frame();
    double smaller = Math.min(frame.columnSpacingMm(), frame.rowSpacingMm());
    double larger = Math.max(frame.columnSpacingMm(), frame.rowSpacingMm());
    return larger - smaller <= SQUARE_TOLERANCE * smaller
        ? volume
        : toSquarePixels(volume, smaller);
  }

  /**
   * Resamples every slice to square pixels by linear interpolation along columns and rows. The
   * centre of the slices stays where it is, and their extent is kept to within half a pixel; at the
   * edges the outermost values continue. There is no smoothing: a pixel much larger than the old
   * ones takes samples, not means.
   *
   * @param pixelMm side of the new pixels, mm
   */
  public static Volume toSquarePixels(Volume volume, double pixelMm) {
    if (!(pixelMm > 0) || Double.isInfinite(pixelMm)) {
      throw new IllegalArgumentException("pixelMm must be positive and finite, got " + pixelMm);
    }
    FloatStack in = volume.stack().toLayout(SliceLayout.PLANAR);
    VolumeFrame frame = volume.frame();
    Samples columns = Samples.of(in.columns(), frame.columnSpacingMm(), pixelMm);
    Samples rows = Samples.of(in.rows(), frame.rowSpacingMm(), pixelMm);
    FloatStack out = FloatStack.planar(in.slices(), rows.count(), columns.count());
    for (int slice = 0; slice < in.slices(); slice++) {
      resample(in, out, slice, rows, columns);
    }
    VolumeFrame placed =
        new VolumeFrame(
            pixelMm,
            pixelMm,
            frame.sliceSpacingMm(),
            frame.positionMm(0, rows.position(0), columns.position(0)),
            frame.columnDirection(),
            frame.rowDirection(),
            frame.sliceDirection(),
            frame.space());
    return new Volume(out, placed, volume.unit());
  }

  private static void resample(
      FloatStack in, FloatStack out, int slice, Samples rows, Samples columns) {
    for (int row = 0; row < rows.count(); row++) {
      int above = rows.lower(row);
      int below = rows.upper(row);
      double down = rows.fraction(row);
      for (int column = 0; column < columns.count(); column++) {
        int left = columns.lower(column);
        int right = columns.upper(column);
        double across = columns.fraction(column);
        double top = mix(in.get(slice, above, left), in.get(slice, above, right), across);
        double bottom = mix(in.get(slice, below, left), in.get(slice, below, right), across);
        out.set(slice, row, column, (float) mix(top, bottom, down));
      }
    }
  }

  private static double mix(double a, double b, double fraction) {
    return a + fraction * (b - a);
  }

  /** Old positions of new pixels along one axis. */
  private record Samples(int count, int oldCount, double step) {

    static Samples of(int oldCount, double oldSpacingMm, double pixelMm) {
      long count = Math.max(1, Math.round(oldCount * oldSpacingMm / pixelMm));
      return new Samples(Math.toIntExact(count), oldCount, pixelMm / oldSpacingMm);
    }

    double position(int index) {
      return (oldCount - 1) / 2.0 + (index - (count - 1) / 2.0) * step;
    }

    private double clamped(int index) {
      return Math.max(0, Math.min(oldCount - 1, position(index)));
    }

    int lower(int index) {
      return (int) clamped(index);
    }

    int upper(int index) {
      return Math.min(oldCount - 1, lower(index) + 1);
    }

    double fraction(int index) {
      return clamped(index) - lower(index);
    }
  }
}
