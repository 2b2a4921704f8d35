package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.ImageGrid;

/**
 * The four channels between which a filtered projection is read by cubic convolution, Keys 1981,
 * IEEE Trans. ASSP 29(6):1153, a = -1/2; there is nothing off the detector.
 */
final class CubicTaps implements TileTaps {
  private final ChannelMap map;
  private final ImageGrid grid;
  private final int channels;
  private final double[] viewWeights;
  private final double[] channel;
  private final double[] weight;
  private final ListTaps taps;
  private final RowSpans needed = new RowSpans(0);
  private int pixels;

  CubicTaps(ChannelMap map, ImageGrid grid, int channels, double[] viewWeights, int groupViews) {
    this.map = map;
    this.grid = grid;
    this.channels = channels;
    this.viewWeights = viewWeights;
    channel = new double[groupViews];
    weight = new double[groupViews];
    taps = new ListTaps(Tile.PIXELS, 4 * groupViews);
  }

  @Override
  public void find(Tile tile, int view, int count, int firstPosition) {
    pixels = tile.pixels();
    taps.clear();
    for (int p = 0; p < pixels; p++) {
      double xMm = grid.xMm(tile.column0() + p % tile.width());
      double yMm = grid.yMm(tile.row0() + p / tile.width());
      map.locate(xMm, yMm, view, count, channel, weight);
      for (int k = 0; k < count; k++) {
        double at = channel[k];
        if (at >= 0 && at <= channels - 1) {
          int n = Math.min((int) at, channels - 2);
          addView(
              p,
              firstPosition + k * LaneRows.padded(channels, channels),
              n,
              at - n,
              weight[k] * viewWeights[view + k]);
        }
      }
    }
  }

  private void addView(int pixel, int position, int n, double f, double scale) {
    if (n > 0) {
      taps.add(pixel, position + n - 1, (float) (scale * (((-0.5 * f + 1) * f - 0.5) * f)));
    }
    taps.add(pixel, position + n, (float) (scale * ((1.5 * f - 2.5) * f * f + 1)));
    taps.add(pixel, position + n + 1, (float) (scale * (((-1.5 * f + 2) * f + 0.5) * f)));
    if (n + 2 < channels) {
      taps.add(pixel, position + n + 2, (float) (scale * ((0.5 * f - 0.5) * f * f)));
    }
  }

  /** None: pixels are located one by one, and no range of channels is known for a tile. */
  @Override
  public RowSpans needed() {
    return needed;
  }

  @Override
  public void add(
      LaneKernels kernels, LaneRows rows, int base, float[] sums, int firstSum, int lanes) {
    kernels.addLists(rows, base, taps, 0, pixels, sums, firstSum, lanes);
  }
}
