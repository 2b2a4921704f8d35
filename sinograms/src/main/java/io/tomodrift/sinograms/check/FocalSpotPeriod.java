package io.tomodrift.sinograms.check;

import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.SourceShift;

/** After how many views the focal spot is back where it was. */
final class FocalSpotPeriod {

  private static final int LONGEST = 4;

  private FocalSpotPeriod() {}

  /** 1 to 4, or 0 if there is no such pattern. */
  static int of(HelicalGeometry geometry) {
    for (int period = 1; period <= LONGEST; period++) {
      if (firstBreak(geometry, period) < 0) {
        return period;
      }
    }
    return 0;
  }

  /** The first view that is unlike the one {@code period} views before, or -1. */
  static int firstBreak(HelicalGeometry geometry, int period) {
    for (int view = period; view < geometry.views(); view++) {
      if (!alike(geometry.pose(view).shift(), geometry.pose(view - period).shift())) {
        return view;
      }
    }
    return -1;
  }

  private static boolean alike(SourceShift a, SourceShift b) {
    return Math.abs(a.angleRad() - b.angleRad()) < 2e-5
        && Math.abs(a.zMm() - b.zMm()) < 0.02
        && Math.abs(a.radialMm() - b.radialMm()) < 0.1;
  }
}
