package io.tomodrift.pipeline.check;

import io.tomodrift.geometry.stack.Volume;

/**
 * One slice from the views with the source on one side, and from those with it on the other.
 *
 * @param sourceAngleRad angle about which the views of the first image are centred, rad
 * @param here the first image, 1/mm
 * @param opposite the image from the views centred half a turn away, 1/mm
 * @param alongMm displacement of the first against the second along the direction in which channels
 *     grow at that angle, mm; has the sign of the correction that the central channel needs
 * @param acrossMm displacement perpendicular to that, mm, positive away from the source
 */
public record HalfTurnPair(
    double sourceAngleRad, Volume here, Volume opposite, double alongMm, double acrossMm) {

  /** Distance of the two images, mm. */
  public double distanceMm() {
    return Math.hypot(alongMm, acrossMm);
  }
}
