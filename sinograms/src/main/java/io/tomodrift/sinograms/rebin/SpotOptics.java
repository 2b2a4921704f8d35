package io.tomodrift.sinograms.rebin;

import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.DetectorShape;
import io.tomodrift.geometry.helical.SourceShift;

/**
 * The rays of one focal spot position in the plane of rotation, in coordinates that turn with the
 * focal centre, and their equivalents in an ideal fan whose source is on the circle of radius R.
 *
 * <p>With S the focal spot, P the element of a column, {@code L = |P - S|} and d the direction from
 * S to P: the line's normal is at {@code theta = atan2(d_u, -d_r)}, its distance from the axis
 * {@code s = S . (cos theta, sin theta)}; the ideal fan measures it at {@code gamma = asin(s / R)},
 * {@code beta = theta - gamma}. Its point nearest to the axis is {@code a = -S . d} from S.
 */
final class SpotOptics {

  private static final int BISECTIONS = 60;

  private final ConeDetector detector;
  private final double sourceToDetectorMm;
  private final double radiusMm;
  private final SourceShift shift;
  private final double spotU;
  private final double spotR;

  SpotOptics(ConeDetector detector, double sourceToDetectorMm, double radiusMm, SourceShift shift) {
    this.detector = detector;
    this.sourceToDetectorMm = sourceToDetectorMm;
    this.radiusMm = radiusMm;
    this.shift = shift;
    double spotRadius = radiusMm + shift.radialMm();
    this.spotU = -spotRadius * Math.sin(shift.angleRad());
    this.spotR = spotRadius * Math.cos(shift.angleRad());
  }

  /** Where a ray goes; all lengths in the plane of rotation, mm. */
  private record Line(double thetaRad, double distanceMm, double lengthMm, double toMidpointMm) {}

  private Line line(double column) {
    double along = detector.columnOffsetMm(column);
    double outward = radiusMm - sourceToDetectorMm;
    if (detector.shape() == DetectorShape.CYLINDRICAL) {
      double angle = along / sourceToDetectorMm;
      along = sourceToDetectorMm * Math.sin(angle);
      outward = radiusMm - sourceToDetectorMm * Math.cos(angle);
    }
    double du = along - spotU;
    double dr = outward - spotR;
    double length = Math.hypot(du, dr);
    double theta = Math.atan2(du, -dr);
    double distance = spotU * Math.cos(theta) + spotR * Math.sin(theta);
    return new Line(theta, distance, length, -(spotU * du + spotR * dr) / length);
  }

  private double fanAngle(Line line) {
    return Math.asin(line.distanceMm / radiusMm);
  }

  /** Ideal fan angle of a column, rad; grows with the column. */
  double fanAngleRad(double column) {
    return fanAngle(line(column));
  }

  /** Ideal source angle of a column minus the angle of the focal centre, rad. */
  double sourceOffsetRad(double column) {
    Line line = line(column);
    return line.thetaRad - fanAngle(line);
  }

  /** Share of the way from the focal spot to the column at which the ray is nearest to the axis. */
  double midpointShare(double column) {
    Line line = line(column);
    return line.toMidpointMm / line.lengthMm;
  }

  /** Cosine of the angle between the ray to an element and the plane of rotation. */
  double obliquityCosine(double column, double row) {
    double length = line(column).lengthMm;
    return length / Math.hypot(length, detector.rowOffsetMm(row) - shift.zMm());
  }

  /** Height of a ray's midpoint above the focal centre for the centre row, mm. */
  double midpointLiftMm(double column) {
    return shift.zMm() * (1 - midpointShare(column));
  }

  /** The column with an ideal fan angle; -1 or columns() if it is more than one column off. */
  double columnAt(double fanAngleRad) {
    double low = -1;
    double high = detector.columns();
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (fanAngleRad(middle) < fanAngleRad) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
