package io.tomodrift.sinograms.rebin;

import io.tomodrift.geometry.helical.HelicalGeometry;

/**
 * How far a scan goes.
 *
 * @param degrees angle the views cover
 * @param sourceZ Z of the focal centre, first to last
 * @param viewsPerMm views for each mm of table movement
 * @param rowHeightMm distance between rows at the axis, mm
 */
record ScanLength(double degrees, ZInterval sourceZ, double viewsPerMm, double rowHeightMm) {

  static ScanLength of(HelicalGeometry scan) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (int v = 0; v < scan.views(); v++) {
      low = Math.min(low, scan.unwrappedRad(v));
      high = Math.max(high, scan.unwrappedRad(v));
      lowest = Math.min(lowest, scan.pose(v).zMm());
      highest = Math.max(highest, scan.pose(v).zMm());
    }
    int views = scan.views();
    double arc = (high - low) * views / (views - 1);
    double perTurn = views * 2 * Math.PI / arc;
    return new ScanLength(
        Math.toDegrees(arc),
        new ZInterval(lowest, highest),
        perTurn / Math.abs(scan.feedPerTurnMm()),
        scan.rowPitchAtIsocenterMm());
  }
}
