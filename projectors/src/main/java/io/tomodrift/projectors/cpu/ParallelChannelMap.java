package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.ParallelBeamGeometry;

/** Parallel beam: channel of {@code t = X cos theta + Y sin theta}, no distance weight. */
final class ParallelChannelMap implements ChannelMap {

  private final ViewDirections directions;
  private final double centreChannel;
  private final double channelsPerMm;

  ParallelChannelMap(ParallelBeamGeometry geometry) {
    directions = ViewDirections.of(geometry.angles());
    centreChannel = geometry.detector().centreChannel();
    channelsPerMm = 1 / geometry.detector().pitchMm();
  }

  @Override
  public void locate(
      double xMm, double yMm, int first, int count, double[] channel, double[] weight) {
    double[] cos = directions.cos();
    double[] sin = directions.sin();
    for (int k = 0; k < count; k++) {
      double t = xMm * cos[first + k] + yMm * sin[first + k];
      channel[k] = centreChannel + t * channelsPerMm;
      weight[k] = 1;
    }
  }

  @Override
  public void span(
      double xMm, double yMm, double reachMm, int first, int count, double[] low, double[] high) {
    double[] cos = directions.cos();
    double[] sin = directions.sin();
    double half = reachMm * channelsPerMm + SAFETY;
    for (int k = 0; k < count; k++) {
      double t = xMm * cos[first + k] + yMm * sin[first + k];
      double centre = centreChannel + t * channelsPerMm;
      low[k] = centre - half;
      high[k] = centre + half;
    }
  }
}
