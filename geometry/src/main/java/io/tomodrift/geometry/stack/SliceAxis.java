package io.tomodrift.geometry.stack;

import io.tomodrift.geometry.error.GeometryException;

/**
 * Z positions of the slices of a sinogram stack, gantry frame.
 *
 * @param firstZMm Z of slice 0, mm
 * @param spacingMm distance between slices, mm, positive
 */
public record SliceAxis(double firstZMm, double spacingMm) {

  /** One slice, or a stack whose spacing does not matter: Z = 0, 1 mm apart. */
  public static final SliceAxis UNIT = new SliceAxis(0, 1);

  /** Checks the values. */
  public SliceAxis {
    if (!Double.isFinite(firstZMm) || !(spacingMm > 0) || Double.isInfinite(spacingMm)) {
      throw new GeometryException(
          "slice axis needs a finite start and a positive spacing, got %s mm and %s mm"
              .formatted(firstZMm, spacingMm));
    }
  }

  /** Z of a slice, mm. */
  public double zMm(int slice) {
    return firstZMm + slice * spacingMm;
  }

  /** The axis counted from slice {@code first}. */
  public SliceAxis from(int first) {
    return new SliceAxis(zMm(first), spacingMm);
  }
}
