package io.tomodrift.projectors.cpu;

/**
 * The rays that touch each pixel of a tile, with the weights the forward projection gives them.
 * Every ray near the tile is listed with the pixels it meets; a pixel's list has its rays in the
 * order of views and channels.
 */
final class AdjointTaps implements TileTaps {
  private static final int TAPS_A_VIEW = 4;

  private final RayTable rays;
  private final ChannelMap map;
  private final int channels;
  private final double pixelMm;
  private final double[] low;
  private final double[] high;
  private final ListTaps taps;
  private final RowSpans needed;
  private int pixels;

  AdjointTaps(RayTable rays, ChannelMap map, double pixelMm, int channels, int groupViews) {
    this.rays = rays;
    this.map = map;
    this.channels = channels;
    this.pixelMm = pixelMm;
    low = new double[groupViews];
    high = new double[groupViews];
    taps = new ListTaps(Tile.PIXELS, TAPS_A_VIEW * groupViews);
    needed = new RowSpans(groupViews);
  }

  @Override
  public void find(Tile tile, int view, int count, int firstPosition) {
    pixels = tile.pixels();
    taps.clear();
    needed.clear();
    double reachMm = tile.reachMm() + rays.reachPixels() * pixelMm;
    map.span(tile.centreXMm(), tile.centreYMm(), reachMm, view, count, low, high);
    for (int k = 0; k < count; k++) {
      int from = Math.max(0, (int) Math.ceil(low[k]));
      int to = (int) Math.min(channels - 1, Math.floor(high[k]));
      int position = firstPosition + k * LaneRows.padded(channels, channels);
      rays.listInTile(view + k, from, to, tile, position, taps);
      needed.add(position + from, position + to);
    }
  }

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
