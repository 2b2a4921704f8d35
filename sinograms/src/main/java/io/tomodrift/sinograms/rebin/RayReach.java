package io.tomodrift.sinograms.rebin;

/** Between which heights a ray of the ideal fan is measured in one turn. */
final class RayReach {

  private final double centreRow;
  private final int lastRow;
  private double lowMm;
  private double highMm;

  RayReach(double centreRow, int rows) {
    this.centreRow = centreRow;
    this.lastRow = rows - 1;
  }

  /** Lower end, mm. */
  double lowMm() {
    return lowMm;
  }

  /** Upper end, mm. */
  double highMm() {
    return highMm;
  }

  /** Finds the interval for an unwrapped source angle; false if there is none. */
  boolean find(RayGroup group, int channel, double sourceRad) {
    lowMm = Double.POSITIVE_INFINITY;
    highMm = Double.NEGATIVE_INFINITY;
    for (int s = 0; s < group.spots(); s++) {
      include(group.map(s), group.track(s), channel, sourceRad);
    }
    return lowMm <= highMm;
  }

  private void include(RayMap map, SpotTrack track, int channel, double sourceRad) {
    double place = map.place(channel);
    if (Double.isNaN(place)) {
      return;
    }
    int c = (int) place;
    double t = place - c;
    double middle = middleMm(map, track, c, sourceRad);
    double slope = map.slopeMm(c);
    if (t > 0) {
      middle = (1 - t) * middle + t * middleMm(map, track, c + 1, sourceRad);
      slope = (1 - t) * slope + t * map.slopeMm(c + 1);
    }
    if (!Double.isNaN(middle)) {
      lowMm = Math.min(lowMm, middle - centreRow * slope);
      highMm = Math.max(highMm, middle + (lastRow - centreRow) * slope);
    }
  }

  private static double middleMm(RayMap map, SpotTrack track, int column, double sourceRad) {
    double position = track.position(sourceRad + map.focalOffsetRad(column));
    return Double.isNaN(position) ? Double.NaN : track.zMm(position) + map.liftMm(column);
  }
}
