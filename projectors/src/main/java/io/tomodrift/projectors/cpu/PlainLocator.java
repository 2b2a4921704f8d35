package io.tomodrift.projectors.cpu;

/**
 * {@link LaneKernels#locate} in plain Java. All kernels use it where a tile crosses the end of the
 * detector.
 */
public final class PlainLocator {
  private PlainLocator() {}

  /** As {@link LaneKernels#locate}. */
  public static void locate(
      TileView view,
      double[] dxMm,
      double[] dyMm,
      int count,
      int lastChannel,
      int firstPosition,
      PairTaps taps,
      int first) {
    double[] channel = taps.scratchChannel();
    double[] weight = taps.scratchWeight();
    project(view, dxMm, dyMm, count, channel, weight);
    int[] position = taps.position();
    float[] near = taps.near();
    float[] far = taps.far();
    int lowest = -view.channel0;
    int highest = lastChannel - 1 - view.channel0;
    int origin = firstPosition + view.channel0;
    for (int p = 0; p < count; p++) {
      int n = (int) channel[p];
      n -= channel[p] < n ? 1 : 0;
      n = Math.max(lowest, Math.min(highest, n));
      double fraction = channel[p] - n;
      double w = fraction >= 0 && fraction <= 1 ? weight[p] : 0;
      double share = w * fraction;
      position[first + p] = origin + n;
      near[first + p] = (float) (w - share);
      far[first + p] = (float) share;
    }
  }

  private static void project(
      TileView view, double[] dx, double[] dy, int count, double[] channel, double[] weight) {
    double ax = view.acrossX;
    double ay = view.acrossY;
    double depth = view.depth;
    double bx = view.depthX;
    double by = view.depthY;
    double fraction = view.fraction;
    double k = view.channelsPerUnit;
    double scale = view.scale;
    if (view.arc) {
      for (int p = 0; p < count; p++) {
        double inverse = 1 / (depth + dx[p] * bx + dy[p] * by);
        double z = (dx[p] * ax + dy[p] * ay) * inverse;
        double z2 = z * z;
        channel[p] = fraction + k * (z * (1 - z2 * (1 / 3.0 - z2 * (1 / 5.0 - z2 * (1 / 7.0)))));
        weight[p] = scale * (inverse * inverse) * (1 - z2 * (1 - z2 * (1 - z2)));
      }
    } else {
      for (int p = 0; p < count; p++) {
        double inverse = 1 / (depth + dx[p] * bx + dy[p] * by);
        channel[p] = fraction + k * ((dx[p] * ax + dy[p] * ay) * inverse);
        weight[p] = scale * (inverse * inverse);
      }
    }
  }
}
