package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.ImageGrid;

/** The two channels between which a filtered projection is read linearly at each pixel. */
final class LinearTaps implements TileTaps {
  private final LaneKernels kernels;
  private final TileProjection projection;
  private final ChannelMap map;
  private final ImageGrid grid;
  private final int channels;
  private final double[] viewWeights;
  private final TileView seen = new TileView();
  private final double[] channel = new double[1];
  private final double[] weight = new double[1];
  private final PairTaps taps;
  private final RowSpans needed;
  private int pixels;
  private int views;

  LinearTaps(
      LaneKernels kernels,
      TileProjection projection,
      ChannelMap map,
      ImageGrid grid,
      int channels,
      double[] viewWeights) {
    this.kernels = kernels;
    this.projection = projection;
    this.map = map;
    this.grid = grid;
    this.channels = channels;
    this.viewWeights = viewWeights;
    taps = new PairTaps(Tile.PIXELS, kernels.groupViews());
    needed = new RowSpans(kernels.groupViews());
  }

  @Override
  public void find(Tile tile, int view, int count, int firstPosition) {
    pixels = tile.pixels();
    views = count;
    needed.clear();
    double xMm = tile.centreXMm();
    double yMm = tile.centreYMm();
    for (int k = 0; k < count; k++) {
      int position = firstPosition + k * LaneRows.padded(channels, channels);
      double viewWeight = viewWeights[view + k];
      if (projection.project(xMm, yMm, tile.reachMm(), view + k, viewWeight, seen)) {
        kernels.locate(
            seen,
            tile.dxMm(),
            tile.dyMm(),
            pixels,
            channels - 1,
            position,
            taps,
            k * taps.stride());
        needed.add(position + seen.lowest, position + seen.highest);
      } else {
        locateEach(tile, view + k, position, k * taps.stride());
      }
    }
  }

  @Override
  public RowSpans needed() {
    return needed;
  }

  /** The same pixel by pixel in double precision, for tiles right before the source. */
  private void locateEach(Tile tile, int view, int position, int first) {
    for (int p = 0; p < pixels; p++) {
      double xMm = grid.xMm(tile.column0() + p % tile.width());
      double yMm = grid.yMm(tile.row0() + p / tile.width());
      map.locate(xMm, yMm, view, 1, channel, weight);
      double at = channel[0];
      boolean seenByTwo = at >= 0 && at <= channels - 1;
      int n = seenByTwo ? Math.min((int) at, channels - 2) : 0;
      double scale = seenByTwo ? weight[0] * viewWeights[view] : 0;
      double fraction = seenByTwo ? at - n : 0;
      taps.position()[first + p] = position + n;
      taps.near()[first + p] = (float) (scale * (1 - fraction));
      taps.far()[first + p] = (float) (scale * fraction);
    }
  }

  @Override
  public void add(
      LaneKernels lanesKernels, LaneRows rows, int base, float[] sums, int firstSum, int lanes) {
    lanesKernels.addPairs(rows, base, 1, taps, 0, pixels, views, sums, firstSum, lanes);
  }
}
