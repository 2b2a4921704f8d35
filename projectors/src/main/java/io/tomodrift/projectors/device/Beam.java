package io.tomodrift.projectors.device;

import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.ScanGeometry;

/** The kinds of beam. */
enum Beam {
  ARC(0),
  FLAT(1),
  PARALLEL(2);

  private final int number;

  Beam(int number) {
    this.number = number;
  }

  /** Its name in the kernels. */
  int number() {
    return number;
  }

  static Beam of(ScanGeometry geometry) {
    if (geometry instanceof FanBeamGeometry fan) {
      return fan.detector() instanceof ArcDetector ? ARC : FLAT;
    }
    return PARALLEL;
  }
}
