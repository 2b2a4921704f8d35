package io.tomodrift.sinograms.check;

import io.tomodrift.geometry.helical.FocalSpotMode;
import io.tomodrift.geometry.helical.HelicalGeometry;

/** After how many views the focal spot is back where it was. */
final class FocalSpotPeriod {

  private FocalSpotPeriod() {}

  /** 1 to 4, or 0 if there is no such pattern. */
  static int of(HelicalGeometry geometry) {
    for (int period = 1; period <= FocalSpotMode.MOST_POSITIONS; period++) {
      if (firstBreak(geometry, period) < 0) {
        return period;
      }
    }
    return 0;
  }

  /** The first view that is unlike the one {@code period} views before, or -1. */
  static int firstBreak(HelicalGeometry geometry, int period) {
    for (int view = period; view < geometry.views(); view++) {
      if (!geometry.pose(view).shift().isSamePosition(geometry.pose(view - period).shift())) {
        return view;
      }
    }
    return -1;
  }
}
