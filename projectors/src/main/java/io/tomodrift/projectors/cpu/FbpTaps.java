package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.projectors.Interpolation;

/** The two or four channels between which a filtered projection is read at a pixel. */
final class FbpTaps implements PixelTaps {

  private final ChannelMap map;
  private final ImageGrid grid;
  private final int channels;
  private final boolean cubic;
  private final double[] viewWeights;
  private final double[] channel = new double[GROUP];
  private final double[] weight = new double[GROUP];

  FbpTaps(
      ChannelMap map,
      ImageGrid grid,
      int channels,
      Interpolation interpolation,
      double[] viewWeights) {
    this.map = map;
    this.grid = grid;
    this.channels = channels;
    this.cubic = interpolation == Interpolation.CUBIC;
    this.viewWeights = viewWeights;
  }

  @Override
  public void collect(int column, int row, int first, int count, int firstInput, TapList taps) {
    map.locate(grid.xMm(column), grid.yMm(row), first, count, channel, weight);
    for (int k = 0; k < count; k++) {
      double at = channel[k];
      if (at >= 0 && at <= channels - 1) {
        int n = Math.min((int) at, channels - 2);
        double scale = weight[k] * viewWeights[first + k];
        if (cubic) {
          addCubic(firstInput + k * channels, n, at - n, scale, taps);
        } else {
          int input = firstInput + k * channels + n;
          double fraction = at - n;
          taps.add(input, (float) (scale * (1 - fraction)));
          taps.add(input + 1, (float) (scale * fraction));
        }
      }
    }
  }

  /**
   * Cubic convolution, Keys 1981, IEEE Trans. ASSP 29(6):1153, a = -1/2; nothing off the detector.
   */
  private void addCubic(int input, int n, double f, double scale, TapList taps) {
    if (n > 0) {
      taps.add(input + n - 1, (float) (scale * (((-0.5 * f + 1) * f - 0.5) * f)));
    }
    taps.add(input + n, (float) (scale * ((1.5 * f - 2.5) * f * f + 1)));
    taps.add(input + n + 1, (float) (scale * (((-1.5 * f + 2) * f + 0.5) * f)));
    if (n + 2 < channels) {
      taps.add(input + n + 2, (float) (scale * ((0.5 * f - 0.5) * f * f)));
    }
  }
}
