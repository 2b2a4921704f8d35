package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.ImageGrid;

/** The rays that touch a pixel, with the weights the forward projection gives it. */
final class AdjointTaps implements PixelTaps {

  private final RayTable rays;
  private final ChannelMap map;
  private final ImageGrid grid;
  private final int channels;
  private final double reachMm;
  private final double[] low = new double[GROUP];
  private final double[] high = new double[GROUP];

  AdjointTaps(RayTable rays, ChannelMap map, ImageGrid grid, int channels) {
    this.rays = rays;
    this.map = map;
    this.grid = grid;
    this.channels = channels;
    this.reachMm = rays.reachPixels() * grid.pixelMm();
  }

  @Override
  public void collect(int column, int row, int first, int count, int firstInput, TapList taps) {
    map.span(grid.xMm(column), grid.yMm(row), reachMm, first, count, low, high);
    for (int k = 0; k < count; k++) {
      int from = Math.max(0, (int) Math.ceil(low[k]));
      int to = (int) Math.min(channels - 1, Math.floor(high[k]));
      int input = firstInput + k * channels;
      for (int n = from; n <= to; n++) {
        taps.add(input + n, rays.weightMm(first + k, n, column, row));
      }
    }
  }
}
