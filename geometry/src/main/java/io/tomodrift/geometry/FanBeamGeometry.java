package io.tomodrift.geometry;

import io.tomodrift.geometry.error.GeometryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Third-generation fan beam: source and detector turn together about the isocenter.
 *
 * <p>Source of view beta: {@code R (-sin beta, cos beta)}. Direction of the ray at fan angle gamma:
 * {@code (sin beta cos gamma + cos beta sin gamma, -cos beta cos gamma + sin beta sin gamma)}. That
 * ray is the parallel-beam ray at {@code theta = beta + gamma}, {@code s = R sin gamma}; the same
 * line is measured again at {@code (beta + pi + 2 gamma, -gamma)}.
 *
 * @param sourceToIsocenterMm R, mm
 * @param sourceToDetectorMm D, mm, larger than R; radius of the arc, or distance of the flat line
 * @param detector equiangular or flat
 * @param angles source angle of each view, rad
 */
public record FanBeamGeometry(
    double sourceToIsocenterMm, double sourceToDetectorMm, Detector detector, Angles angles)
    implements ScanGeometry {

  /** Checks the values. */
  public FanBeamGeometry {
    Objects.requireNonNull(detector, "detector");
    Objects.requireNonNull(angles, "angles");
    if (!(sourceToIsocenterMm > 0) || Double.isInfinite(sourceToIsocenterMm)) {
      throw new GeometryException(
          "sourceToIsocenterMm must be positive and finite, got " + sourceToIsocenterMm);
    }
    if (!(sourceToDetectorMm > sourceToIsocenterMm) || Double.isInfinite(sourceToDetectorMm)) {
      throw new GeometryException(
          "sourceToDetectorMm %s must be larger than sourceToIsocenterMm %s; are the two swapped?"
              .formatted(sourceToDetectorMm, sourceToIsocenterMm));
    }
  }

  /** Fan angle of a channel position, rad; grows with the channel index. */
  public double fanAngleRad(double channel) {
    if (detector instanceof ArcDetector arc) {
      return arc.fanAngleRad(channel);
    }
    FlatDetector flat = (FlatDetector) detector;
    return Math.atan(flat.positionMm(channel) / sourceToDetectorMm);
  }

  /** Channel position of a fan angle. */
  public double channelAt(double fanAngleRad) {
    if (detector instanceof ArcDetector arc) {
      return arc.centreChannel() + fanAngleRad / arc.pitchRad();
    }
    FlatDetector flat = (FlatDetector) detector;
    return flat.centreChannel() + Math.tan(fanAngleRad) * sourceToDetectorMm / flat.pitchMm();
  }

  /** Fan angle of the first channel, rad, not positive. */
  public double minFanAngleRad() {
    return fanAngleRad(0);
  }

  /** Fan angle of the last channel, rad, not negative. */
  public double maxFanAngleRad() {
    return fanAngleRad(detector.channels() - 1);
  }

  /**
   * The larger of the two half fan angles, rad: what a short scan must cover beyond half a turn.
   */
  public double halfFanRad() {
    return Math.max(-minFanAngleRad(), maxFanAngleRad());
  }

  /** The smaller of the two half fan angles, rad: what every view sees on both sides. */
  public double symmetricHalfFanRad() {
    return Math.min(-minFanAngleRad(), maxFanAngleRad());
  }

  @Override
  public Ray ray(int view, double channel) {
    double beta = angles.rad(view);
    double gamma = fanAngleRad(channel);
    double theta = beta + gamma;
    return new Ray(
        -sourceToIsocenterMm * Math.sin(beta),
        sourceToIsocenterMm * Math.cos(beta),
        Math.sin(theta),
        -Math.cos(theta));
  }

  @Override
  public double fovRadiusMm() {
    return sourceToIsocenterMm * Math.sin(symmetricHalfFanRad());
  }

  @Override
  public double isoPitchMm() {
    if (detector instanceof ArcDetector arc) {
      return sourceToIsocenterMm * arc.pitchRad();
    }
    return ((FlatDetector) detector).pitchMm() * sourceToIsocenterMm / sourceToDetectorMm;
  }

  @Override
  public double periodRad() {
    return 2 * Math.PI;
  }

  @Override
  public FanBeamGeometry withAngles(Angles newAngles) {
    return new FanBeamGeometry(sourceToIsocenterMm, sourceToDetectorMm, detector, newAngles);
  }

  @Override
  public List<GeometryParameter> parameters() {
    List<GeometryParameter> list = new ArrayList<>();
    ParameterLists.add(list, "sourceToIsocenterMm", sourceToIsocenterMm, "source to isocenter R");
    ParameterLists.add(list, "sourceToDetectorMm", sourceToDetectorMm, "source to detector D");
    ParameterLists.addDetector(list, detector);
    ParameterLists.add(
        list, "minFanAngleDegrees", Math.toDegrees(minFanAngleRad()), "fan angle, first channel");
    ParameterLists.add(
        list, "maxFanAngleDegrees", Math.toDegrees(maxFanAngleRad()), "fan angle, last channel");
    ParameterLists.add(
        list,
        "magnification",
        sourceToDetectorMm / sourceToIsocenterMm,
        "detector size over isocenter size, D/R");
    ParameterLists.addScan(list, this);
    ParameterLists.add(
        list,
        "shortScanDegrees",
        180 + 2 * Math.toDegrees(halfFanRad()),
        "least arc for a short scan");
    return List.copyOf(list);
  }

  @Override
  public String toString() {
    return "FanBeamGeometry[R %.2f mm, D %.2f mm, %s, %s]"
        .formatted(sourceToIsocenterMm, sourceToDetectorMm, detector, angles);
  }
}
