package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.ImageGrid;

/**
 * Fan beam on an arc detector: {@code gamma = atan(t / l)}, weight {@code 1 / (t^2 + l^2)}, with
 * {@code t = X cos beta + Y sin beta}, {@code l = R + X sin beta - Y cos beta}.
 */
final class ArcChannelMap implements ChannelMap {

  private final ViewDirections directions;
  private final double radiusMm;
  private final double centreChannel;
  private final double channelsPerRad;
  private final ArcTangentTable fanAngle;
  private final double widestRad;
  private final int lastChannel;

  ArcChannelMap(FanBeamGeometry geometry, ArcDetector arc, ImageGrid grid) {
    directions = ViewDirections.of(geometry.angles());
    radiusMm = geometry.sourceToIsocenterMm();
    centreChannel = arc.centreChannel();
    channelsPerRad = 1 / arc.pitchRad();
    lastChannel = arc.channels() - 1;
    widestRad = Math.PI - geometry.halfFanRad();
    double sine = Math.min(1, grid.radiusMm() / radiusMm);
    fanAngle = new ArcTangentTable(sine / Math.sqrt(1 - sine * sine));
  }

  @Override
  public void locate(
      double xMm, double yMm, int first, int count, double[] channel, double[] weight) {
    double[] cos = directions.cos();
    double[] sin = directions.sin();
    for (int k = 0; k < count; k++) {
      double t = xMm * cos[first + k] + yMm * sin[first + k];
      double l = radiusMm + xMm * sin[first + k] - yMm * cos[first + k];
      // One division, the slowest operation here, for both 1 / l and 1 / (t^2 + l^2).
      double square = t * t + l * l;
      double inverse = 1 / (l * square);
      channel[k] = t * (square * inverse);
      weight[k] = l * inverse;
    }
    for (int k = 0; k < count; k++) {
      channel[k] = centreChannel + fanAngle.at(channel[k]) * channelsPerRad;
    }
  }

  @Override
  public void span(
      double xMm, double yMm, double reachMm, int first, int count, double[] low, double[] high) {
    double[] cos = directions.cos();
    double[] sin = directions.sin();
    for (int k = 0; k < count; k++) {
      double t = xMm * cos[first + k] + yMm * sin[first + k];
      double l = radiusMm + xMm * sin[first + k] - yMm * cos[first + k];
      low[k] = t / l;
      high[k] = reachMm / Math.sqrt(t * t + l * l);
    }
    for (int k = 0; k < count; k++) {
      double gamma = fanAngle.at(low[k]);
      double half = arcSineBound(high[k]);
      // So far aside, the line of a ray at the other end of the fan comes near behind the source.
      boolean all = Math.abs(gamma) + half >= widestRad;
      low[k] = all ? 0 : centreChannel + (gamma - half) * channelsPerRad - SAFETY;
      high[k] = all ? lastChannel : centreChannel + (gamma + half) * channelsPerRad + SAFETY;
    }
  }

  /** At least asin(x), and not much more where x is small; infinite where every ray is near. */
  private static double arcSineBound(double x) {
    if (x < 0.5) {
      return x * (1 + x * x);
    }
    return x < 1 ? x * (Math.PI / 2) : Double.POSITIVE_INFINITY;
  }
}
