package io.tomodrift.sinograms.check;

/** Where a ray falls on the detector: mutable, one a thread. */
final class RayPosition {
  double column;
  double row;

  /** In-plane distance from the focal spot to the detector, mm. */
  double lengthMm;
}
