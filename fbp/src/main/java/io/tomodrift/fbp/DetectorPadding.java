package io.tomodrift.fbp;

import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.Detector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ParallelBeamGeometry;
import io.tomodrift.geometry.ScanGeometry;

/**
 * Channels added so that a displaced detector reaches equally far on both sides: the ramp spreads
 * each projection over all channels, and the back projector reads zero beyond the last one.
 *
 * @param before channels added before channel 0
 * @param after channels added after the last one
 */
record DetectorPadding(int before, int after) {

  static DetectorPadding of(ScanGeometry geometry, int openSide) {
    if (openSide == 0) {
      return new DetectorPadding(0, 0);
    }
    Detector detector = geometry.detector();
    double first = detector.centreChannel();
    double last = detector.channels() - 1 - first;
    int missing = (int) Math.ceil(Math.abs(last - first));
    return openSide < 0 ? new DetectorPadding(missing, 0) : new DetectorPadding(0, missing);
  }

  ScanGeometry widen(ScanGeometry geometry) {
    if (before + after == 0) {
      return geometry;
    }
    if (geometry instanceof FanBeamGeometry fan) {
      return new FanBeamGeometry(
          fan.sourceToIsocenterMm(), fan.sourceToDetectorMm(), widen(fan.detector()), fan.angles());
    }
    ParallelBeamGeometry parallel = (ParallelBeamGeometry) geometry;
    return new ParallelBeamGeometry((FlatDetector) widen(parallel.detector()), parallel.angles());
  }

  private Detector widen(Detector detector) {
    int channels = detector.channels() + before + after;
    double centre = detector.centreChannel() + before;
    return detector instanceof ArcDetector arc
        ? new ArcDetector(channels, arc.pitchRad(), centre)
        : new FlatDetector(channels, ((FlatDetector) detector).pitchMm(), centre);
  }
}
