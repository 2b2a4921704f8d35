package io.tomodrift.fbp;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ParallelBeamGeometry;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;

/** A clinical scanner's dimensions and short cuts for tests. */
final class Scans {

  static final double R = 595;
  static final double D = 1085.6;
  static final int CHANNELS = 736;
  static final double PITCH_MM = 1.285839319;
  static final double QUARTER = 1.25;

  private Scans() {}

  static FanBeamGeometry arc(double offset, Angles angles) {
    return new FanBeamGeometry(
        R, D, ArcDetector.withOffset(CHANNELS, PITCH_MM / D, offset), angles);
  }

  static FanBeamGeometry flat(double offset, Angles angles) {
    return new FanBeamGeometry(R, D, FlatDetector.withOffset(CHANNELS, PITCH_MM, offset), angles);
  }

  static ParallelBeamGeometry parallel(double offset, Angles angles) {
    return new ParallelBeamGeometry(FlatDetector.withOffset(CHANNELS, 0.7, offset), angles);
  }

  /** A scanner of half the channels and twice the pitch, for tests of many scans. */
  static FanBeamGeometry coarseArc(double offset, Angles angles) {
    return new FanBeamGeometry(
        R, D, ArcDetector.withOffset(CHANNELS / 2, 2 * PITCH_MM / D, offset), angles);
  }

  /** Half a turn plus the fan, and a little more. */
  static double shortArcRad(FanBeamGeometry fan, double moreRad) {
    return Math.PI + 2 * fan.halfFanRad() + moreRad;
  }

  static FloatStack reconstruct(Sinogram sinogram, ImageGrid grid, FbpSettings settings) {
    return volume(sinogram, grid, settings, RunContext.defaults()).stack();
  }

  static Volume volume(
      Sinogram sinogram, ImageGrid grid, FbpSettings settings, RunContext context) {
    try (Backend backend = Backends.select("cpu", context)) {
      return new FilteredBackprojection(settings, backend).reconstruct(sinogram, grid, context);
    }
  }
}
