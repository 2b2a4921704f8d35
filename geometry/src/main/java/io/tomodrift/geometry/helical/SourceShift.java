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

  private static final double SAME_ANGLE_RAD = 2e-5;
  private static final double SAME_Z_MM = 0.02;
  private static final double SAME_RADIUS_MM = 0.05;

  /** Checks the values. */
  public SourceShift {
    if (!Double.isFinite(angleRad) || !Double.isFinite(zMm) || !Double.isFinite(radialMm)) {
      throw new GeometryException(
          "a source shift must be finite, got angle %s rad, Z %s mm, radius %s mm"
              .formatted(angleRad, zMm, radialMm));
    }
  }

  /**
   * Whether this is the same position of the focal spot but for the jitter and rounding of headers:
   * within 2e-5 rad, 0.02 mm along Z and 0.05 mm radially. The positions of flying focal spots are
   * at least ten times as far apart.
   */
  public boolean isSamePosition(SourceShift other) {
    return Math.abs(angleRad - other.angleRad) <= SAME_ANGLE_RAD
        && Math.abs(zMm - other.zMm) <= SAME_Z_MM
        && Math.abs(radialMm - other.radialMm) <= SAME_RADIUS_MM;
  }
}
