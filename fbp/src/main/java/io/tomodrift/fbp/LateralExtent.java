package io.tomodrift.fbp;

import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ScanGeometry;

/**
 * How far a detector reaches on its two sides, as distance of its outermost rays from the
 * isocenter.
 *
 * @param firstSideMm on the side of channel 0, not negative
 * @param lastSideMm on the side of the last channel, not negative
 */
record LateralExtent(double firstSideMm, double lastSideMm) {

  static LateralExtent of(ScanGeometry geometry) {
    if (geometry instanceof FanBeamGeometry fan) {
      double radius = fan.sourceToIsocenterMm();
      return new LateralExtent(
          -radius * Math.sin(fan.minFanAngleRad()), radius * Math.sin(fan.maxFanAngleRad()));
    }
    FlatDetector flat = (FlatDetector) geometry.detector();
    return new LateralExtent(-flat.positionMm(0), flat.positionMm(flat.channels() - 1));
  }

  double shortSideMm() {
    return Math.min(firstSideMm, lastSideMm);
  }

  double longSideMm() {
    return Math.max(firstSideMm, lastSideMm);
  }

  int longSide() {
    return lastSideMm >= firstSideMm ? 1 : -1;
  }
}
