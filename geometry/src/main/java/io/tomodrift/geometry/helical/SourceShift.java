package io.tomodrift.geometry.helical;

import io.tomodrift.geometry.error.GeometryException;

/**
 * Where the focal spot is relative to the focal centre, to which the detector is fixed.
 *
 * @param angleRad about the axis of rotation, rad
 * @param zMm along the gantry's +Z, mm (the negative of the axial shift of DICOM-CT-PD)
 * @param radialMm away from the axis, mm
 */
public record SourceShift(double angleRad, double zMm, double radialMm) {

  /** At the focal centre. */
  public static final SourceShift NONE = new SourceShift(0, 0, 0);

  /** Checks the values. */
  public SourceShift {
    if (!Double.isFinite(angleRad) || !Double.isFinite(zMm) || !Double.isFinite(radialMm)) {
      throw new GeometryException(
          "a source shift must be finite, got angle %s rad, Z %s mm, radius %s mm"
              .formatted(angleRad, zMm, radialMm));
    }
  }
}
