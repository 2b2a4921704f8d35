package io.tomodrift.sinograms.rawwriter;

import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.ViewPose;

/**
 * The numbers of one view in the frame of DICOM-CT-PD, whose z runs against the gantry's Z.
 *
 * @param angleRad (7031,1001), 0 to 2 pi
 * @param axialMm (7031,1002)
 * @param radiusMm (7031,1003)
 * @param angularShiftRad (7033,100B)
 * @param axialShiftMm (7033,100C)
 * @param radialShiftMm (7033,100D)
 * @param timeMs (7033,1067), from the first view
 */
record ViewValues(
    float angleRad,
    float axialMm,
    float radiusMm,
    float angularShiftRad,
    float axialShiftMm,
    float radialShiftMm,
    float timeMs) {

  private static final double TWO_PI = 2 * Math.PI;

  static ViewValues of(HelicalGeometry geometry, int view, double rotationTimeMs) {
    ViewPose pose = geometry.pose(view);
    // Wrapped, because 32 bits lose a view's fraction within some hundred turns. Subtractions from
    // 0 avoid a negative zero.
    double wrapped = pose.angleRad() - TWO_PI * Math.floor(pose.angleRad() / TWO_PI);
    return new ViewValues(
        (float) wrapped,
        (float) (0 - pose.zMm()),
        (float) pose.radiusMm(),
        (float) pose.shift().angleRad(),
        (float) (0 - pose.shift().zMm()),
        (float) pose.shift().radialMm(),
        (float) (view * rotationTimeMs / geometry.viewsPerTurn()));
  }
}
