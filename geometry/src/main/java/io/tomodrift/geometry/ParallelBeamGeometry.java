package io.tomodrift.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Parallel beam: the ray of view theta at detector position s is the line {@code s (cos theta, sin
 * theta) + t (sin theta, -cos theta)}; the same line is measured again at {@code (theta + pi, -s)}.
 *
 * @param detector flat; its pitch is the distance between rays
 * @param angles theta of each view, rad
 */
public record ParallelBeamGeometry(FlatDetector detector, Angles angles) implements ScanGeometry {

  /** Checks the values. */
  public ParallelBeamGeometry {
    Objects.requireNonNull(detector, "detector");
    Objects.requireNonNull(angles, "angles");
  }

  @Override
  public Ray ray(int view, double channel) {
    double theta = angles.rad(view);
    double s = detector.positionMm(channel);
    double cos = Math.cos(theta);
    double sin = Math.sin(theta);
    return new Ray(s * cos, s * sin, sin, -cos);
  }

  @Override
  public double fovRadiusMm() {
    return Math.min(-detector.positionMm(0), detector.positionMm(detector.channels() - 1));
  }

  @Override
  public double isoPitchMm() {
    return detector.pitchMm();
  }

  @Override
  public double periodRad() {
    return Math.PI;
  }

  @Override
  public ParallelBeamGeometry withAngles(Angles newAngles) {
    return new ParallelBeamGeometry(detector, newAngles);
  }

  @Override
  public List<GeometryParameter> parameters() {
    List<GeometryParameter> list = new ArrayList<>();
    ParameterLists.addDetector(list, detector);
    ParameterLists.addScan(list, this);
    return List.copyOf(list);
  }
}
