package io.tomodrift.phantoms.helical;

import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.DetectorShape;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.ViewPose;

/**
 * The rays of one view to all rows of one column: points {@code (sourceX + u alongX, sourceY + u
 * alongY, sourceZ + u slope(row))}, u in mm in the plane of rotation. Mutable, for one thread.
 */
final class ColumnFan {

  private final HelicalGeometry geometry;
  private final ConeDetector detector;
  private double sin;
  private double cos;
  private double radiusMm;
  private double firstRowHeightMm;

  double sourceX;
  double sourceY;
  double sourceZ;
  double alongX;
  double alongY;

  /** In-plane distance from the focal spot to the column, mm. */
  double lengthMm;

  ColumnFan(HelicalGeometry geometry) {
    this.geometry = geometry;
    this.detector = geometry.detector();
  }

  void moveToView(int view) {
    ViewPose pose = geometry.pose(view);
    double beta = pose.sourceAngleRad();
    sourceX = -pose.sourceRadiusMm() * Math.sin(beta);
    sourceY = pose.sourceRadiusMm() * Math.cos(beta);
    sourceZ = pose.sourceZMm();
    sin = Math.sin(pose.angleRad());
    cos = Math.cos(pose.angleRad());
    radiusMm = pose.radiusMm();
    // The detector stays with the focal centre when the focal spot moves along Z.
    firstRowHeightMm = detector.rowOffsetMm(0) - pose.shift().zMm();
  }

  /** Turns to a column, which may be fractional. */
  void moveToColumn(double column) {
    double distance = geometry.sourceToDetectorMm();
    double aside = detector.columnOffsetMm(column);
    double outward = radiusMm - distance;
    if (detector.shape() == DetectorShape.CYLINDRICAL) {
      double gamma = aside / distance;
      aside = distance * Math.sin(gamma);
      outward = radiusMm - distance * Math.cos(gamma);
    }
    double x = aside * cos - outward * sin - sourceX;
    double y = aside * sin + outward * cos - sourceY;
    lengthMm = Math.sqrt(x * x + y * y);
    alongX = x / lengthMm;
    alongY = y / lengthMm;
  }

  /** Rise of the ray to a row, which may be fractional, for each mm in the plane. */
  double slope(double row) {
    return (firstRowHeightMm + row * detector.rowPitchMm()) / lengthMm;
  }

  /** The fractional row whose ray has a slope. */
  double rowOfSlope(double slope) {
    return (slope * lengthMm - firstRowHeightMm) / detector.rowPitchMm();
  }

  /** Length of a ray for each mm in the plane. */
  static double stretch(double slope) {
    return Math.sqrt(1 + slope * slope);
  }
}
