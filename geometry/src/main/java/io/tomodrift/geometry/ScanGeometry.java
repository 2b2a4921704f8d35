package io.tomodrift.geometry;

import java.util.List;

/**
 * How the rays of a scan run through the slice plane. Immutable. Channel positions may be
 * fractional everywhere, so that detector cells can be sampled by sub-rays.
 */
public sealed interface ScanGeometry permits FanBeamGeometry, ParallelBeamGeometry {

  /** View angles: of the source (fan beam) or of the detector normal (parallel beam). */
  Angles angles();

  /** The detector. */
  Detector detector();

  /** The ray of a view and channel position. */
  Ray ray(int view, double channel);

  /** Radius around the isocenter that every view sees on both sides, mm. */
  double fovRadiusMm();

  /** Distance between neighbouring rays at the isocenter, mm. */
  double isoPitchMm();

  /** Angle after which measurements repeat: 2 pi (fan) or pi (parallel), rad. */
  double periodRad();

  /** The same scanner with other views. */
  ScanGeometry withAngles(Angles angles);

  /** Every parameter, given and derived, for printing. */
  List<GeometryParameter> parameters();

  /** Number of views. */
  default int views() {
    return angles().count();
  }

  /** Number of channels. */
  default int channels() {
    return detector().channels();
  }

  /** The arc the views cover. */
  default ScanArc arc() {
    return angles().arc(periodRad());
  }
}
