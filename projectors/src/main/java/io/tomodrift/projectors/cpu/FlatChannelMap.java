package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;

/**
 * Fan beam on a flat detector: {@code u = D t / l}, weight {@code (R / l)^2}, with {@code t = X cos
 * beta + Y sin beta}, {@code l = R + X sin beta - Y cos beta}.
 */
final class FlatChannelMap implements ChannelMap {

  private final ViewDirections directions;
  private final double radiusMm;
  private final double centreChannel;
  private final double channelsPerTangent;

  FlatChannelMap(FanBeamGeometry geometry) {
    FlatDetector flat = (FlatDetector) geometry.detector();
    directions = ViewDirections.of(geometry.angles());
    radiusMm = geometry.sourceToIsocenterMm();
    centreChannel = flat.centreChannel();
    channelsPerTangent = geometry.sourceToDetectorMm() / flat.pitchMm();
  }

  @Override
  public void locate(
      double xMm, double yMm, int first, int count, double[] channel, double[] weight) {
    double[] cos = directions.cos();
    double[] sin = directions.sin();
    for (int k = 0; k < count; k++) {
      double t = xMm * cos[first + k] + yMm * sin[first + k];
      double inverse = 1 / (radiusMm + xMm * sin[first + k] - yMm * cos[first + k]);
      channel[k] = centreChannel + t * inverse * channelsPerTangent;
      weight[k] = radiusMm * inverse * (radiusMm * inverse);
    }
  }

  /**
   * The rays at distance {@code reach} from the point have the tangents {@code (t l +- reach
   * sqrt(t^2 + l^2 - reach^2)) / (l^2 - reach^2)}.
   */
  @Override
  public void span(
      double xMm, double yMm, double reachMm, int first, int count, double[] low, double[] high) {
    double[] cos = directions.cos();
    double[] sin = directions.sin();
    double reach2 = reachMm * reachMm;
    for (int k = 0; k < count; k++) {
      double t = xMm * cos[first + k] + yMm * sin[first + k];
      double l = radiusMm + xMm * sin[first + k] - yMm * cos[first + k];
      double scale = channelsPerTangent / (l * l - reach2);
      double centre = centreChannel + t * l * scale;
      double half = reachMm * Math.sqrt(t * t + l * l - reach2) * scale + SAFETY;
      boolean near = l <= 1.0001 * reachMm;
      low[k] = near ? Double.NEGATIVE_INFINITY : centre - half;
      high[k] = near ? Double.POSITIVE_INFINITY : centre + half;
    }
  }
}
