package io.tomodrift.projectors.device;

import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ParallelBeamGeometry;
import io.tomodrift.geometry.ScanGeometry;

/**
 * What the adjoint needs to find the channels near a pixel.
 *
 * @param radiusMm distance of the source, 0 for a parallel beam
 * @param centreChannel channel through the isocenter
 * @param scale channels per radian, per unit of the tangent or per mm
 * @param widestRad beyond it, a ray at the other end of the fan may come near behind the source
 * @param safety channels added on both sides; far above what float arithmetic can be off
 */
record SpanParameters(
    double radiusMm, double centreChannel, double scale, double widestRad, double safety) {

  static SpanParameters of(ScanGeometry geometry) {
    double safety = 0.01 + 2e-6 * geometry.channels();
    if (geometry instanceof ParallelBeamGeometry parallel) {
      return new SpanParameters(
          0, parallel.detector().centreChannel(), 1 / parallel.detector().pitchMm(), 0, safety);
    }
    FanBeamGeometry fan = (FanBeamGeometry) geometry;
    double radius = fan.sourceToIsocenterMm();
    double centre = fan.detector().centreChannel();
    if (fan.detector() instanceof ArcDetector arc) {
      double widest = Math.PI - fan.halfFanRad() - 1e-4;
      return new SpanParameters(radius, centre, 1 / arc.pitchRad(), widest, safety);
    }
    double scale = fan.sourceToDetectorMm() / ((FlatDetector) fan.detector()).pitchMm();
    return new SpanParameters(radius, centre, scale, 0, safety);
  }
}
