package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ParallelBeamGeometry;
import io.tomodrift.geometry.ScanGeometry;

/**
 * Where a point of the slice plane appears on the detector, for a run of views at a time. Stateless
 * after construction: threads share one.
 */
interface ChannelMap {

  /**
   * Fractional channel and distance weight of a point in views {@code first} to {@code first +
   * count - 1}; entry k of the arrays belongs to view {@code first + k}.
   */
  void locate(double xMm, double yMm, int first, int count, double[] channel, double[] weight);

  /**
   * Channels whose rays may pass within {@code reachMm} of a point: from {@code low[k]} to {@code
   * high[k]}, both possibly beyond the detector. May name more channels than needed, never fewer.
   */
  void span(
      double xMm, double yMm, double reachMm, int first, int count, double[] low, double[] high);

  /** Added on both sides of a span, in channels, against rounding. */
  double SAFETY = 1e-6;

  /** The map of a geometry; points lie on {@code grid}. */
  static ChannelMap of(ScanGeometry geometry, ImageGrid grid) {
    if (geometry instanceof ParallelBeamGeometry parallel) {
      return new ParallelChannelMap(parallel);
    }
    FanBeamGeometry fan = (FanBeamGeometry) geometry;
    return fan.detector() instanceof ArcDetector arc
        ? new ArcChannelMap(fan, arc, grid)
        : new FlatChannelMap(fan);
  }
}
