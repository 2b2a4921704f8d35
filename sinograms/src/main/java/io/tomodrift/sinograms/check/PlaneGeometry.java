package io.tomodrift.sinograms.check;

import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.DetectorShape;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.ViewPose;

/**
 * A scan as primitive arrays, and its rays seen in the plane of rotation: a ray is an angle theta
 * of its normal and a signed distance s from the axis; travelling the other way it is (theta + pi,
 * -s).
 */
final class PlaneGeometry {

  private final ConeDetector detector;
  private final double toDetectorMm;
  private final boolean arc;
  private final double[] focalRadius;
  private final double[] focalZ;
  private final double[] shiftAngle;
  final double[] sourceRadius;
  final double[] sourceZ;
  final double[] sourceAngle;

  PlaneGeometry(HelicalGeometry geometry) {
    detector = geometry.detector();
    toDetectorMm = geometry.sourceToDetectorMm();
    arc = detector.shape() == DetectorShape.CYLINDRICAL;
    int views = geometry.views();
    focalRadius = new double[views];
    focalZ = new double[views];
    shiftAngle = new double[views];
    sourceRadius = new double[views];
    sourceZ = new double[views];
    sourceAngle = new double[views];
    for (int v = 0; v < views; v++) {
      ViewPose pose = geometry.pose(v);
      focalRadius[v] = pose.radiusMm();
      focalZ[v] = pose.zMm();
      shiftAngle[v] = pose.shift().angleRad();
      sourceRadius[v] = pose.sourceRadiusMm();
      sourceZ[v] = pose.sourceZMm();
      sourceAngle[v] = geometry.unwrappedRad(v) + pose.shift().angleRad();
    }
  }

  int views() {
    return sourceZ.length;
  }

  /**
   * Angle of a ray of a view against the line from its focal spot to the axis, rad; in the plane of
   * rotation.
   */
  double fanAngleRad(int view, double column) {
    double along = detector.columnOffsetMm(column);
    double x = along;
    double y = focalRadius[view] - toDetectorMm;
    if (arc) {
      double gamma = along / toDetectorMm;
      x = toDetectorMm * Math.sin(gamma);
      y = focalRadius[view] - toDetectorMm * Math.cos(gamma);
    }
    double dx = x + sourceRadius[view] * Math.sin(shiftAngle[view]);
    double dy = y - sourceRadius[view] * Math.cos(shiftAngle[view]);
    return Math.atan2(dx, -dy) - shiftAngle[view];
  }

  /** Where the ray of a view with a given fan angle meets the detector; sets column and length. */
  void meet(int view, double fanRad, RayPosition target) {
    double angle = shiftAngle[view] + fanRad;
    double dx = Math.sin(angle);
    double dy = -Math.cos(angle);
    double sx = -sourceRadius[view] * Math.sin(shiftAngle[view]);
    double sy = sourceRadius[view] * Math.cos(shiftAngle[view]) - focalRadius[view];
    if (arc) {
      double along = sx * dx + sy * dy;
      double rest = sx * sx + sy * sy - toDetectorMm * toDetectorMm;
      target.lengthMm = -along + Math.sqrt(along * along - rest);
      double gamma = Math.atan2(sx + target.lengthMm * dx, -(sy + target.lengthMm * dy));
      target.column = detector.centreColumn() + gamma * toDetectorMm / detector.columnPitchMm();
    } else {
      target.lengthMm = (-toDetectorMm - sy) / dy;
      target.column =
          detector.centreColumn() + (sx + target.lengthMm * dx) / detector.columnPitchMm();
    }
  }

  /** Row at which a detector is hit at height Z during a view. */
  double rowAt(int view, double zMm) {
    return detector.centreRow() + (zMm - focalZ[view]) / detector.rowPitchMm();
  }
}
