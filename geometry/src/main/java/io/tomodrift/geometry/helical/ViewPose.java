package io.tomodrift.geometry.helical;

import io.tomodrift.geometry.error.GeometryException;
import java.util.Objects;

/**
 * Where focal centre and focal spot are during one view, gantry frame.
 *
 * @param angleRad angle of the focal centre, rad, 0 at +Y, positive from +Y to -X
 * @param zMm Z of the focal centre and of the detector's centre row, mm
 * @param radiusMm distance of the focal centre from the axis, mm
 * @param shift focal spot relative to the focal centre
 */
public record ViewPose(double angleRad, double zMm, double radiusMm, SourceShift shift) {

  /** Checks the values. */
  public ViewPose {
    Objects.requireNonNull(shift, "shift");
    if (!Double.isFinite(angleRad) || !Double.isFinite(zMm)) {
      throw new GeometryException(
          "a view needs a finite position, got angle %s rad, Z %s mm".formatted(angleRad, zMm));
    }
    if (!(radiusMm > 0) || Double.isInfinite(radiusMm)) {
      throw new GeometryException("radiusMm must be positive and finite, got " + radiusMm);
    }
  }

  /** Angle of the focal spot, rad. */
  public double sourceAngleRad() {
    return angleRad + shift.angleRad();
  }

  /** Distance of the focal spot from the axis, mm. */
  public double sourceRadiusMm() {
    return radiusMm + shift.radialMm();
  }

  /** Z of the focal spot, mm. */
  public double sourceZMm() {
    return zMm + shift.zMm();
  }
}
