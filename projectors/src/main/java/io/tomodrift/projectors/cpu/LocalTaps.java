package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.ImageGrid;

/** Where the pixels of a tile read the {@link LocalViews} of the part it lies in. */
final class LocalTaps {
  private final LaneKernels kernels;
  private final TileProjection projection;
  private final ChannelMap map;
  private final ImageGrid grid;
  private final TileView seen = new TileView();
  private final double[] channel = new double[1];
  private final double[] weight = new double[1];
  private final PairTaps taps;

  LocalTaps(LaneKernels kernels, TileProjection projection, ChannelMap map, ImageGrid grid) {
    this.kernels = kernels;
    this.projection = projection;
    this.map = map;
    this.grid = grid;
    taps = new PairTaps(Tile.PIXELS, kernels.groupViews());
  }

  /**
   * Adds all views of a section to the sums of a tile.
   *
   * @param firstView view of the scan at which the section begins
   * @param viewWeight share of one view of the scan, rad
   * @param sums {@code [pixel][lane]}
   */
  void add(
      Tile tile,
      LocalViews views,
      PartCurve curve,
      int firstView,
      double viewWeight,
      float[] sums,
      int firstSum,
      int lanes) {
    int group = kernels.groupViews();
    int pixels = tile.pixels();
    for (int from = 0; from < views.count(); from += group) {
      int count = Math.min(group, views.count() - from);
      for (int k = 0; k < count; k++) {
        int view = firstView + (from + k) * views.factor();
        double shift = views.middle() - curve.centreChannel(view) * LocalGrid.POINTS;
        int row = (from + k) * views.points();
        if (projection.project(
            tile.centreXMm(), tile.centreYMm(), tile.reachMm(), view, viewWeight, seen)) {
          refine(shift);
          kernels.locate(
              seen,
              tile.dxMm(),
              tile.dyMm(),
              pixels,
              views.points() - 1,
              row,
              taps,
              k * taps.stride());
        } else {
          locateEach(tile, view, viewWeight, shift, row, k * taps.stride());
        }
      }
      kernels.addPairs(views.rows(), 0, 1, taps, 0, pixels, count, sums, firstSum, lanes);
    }
  }

  /** Counts in points from the first one of the local view, within which the tile lies. */
  private void refine(double shift) {
    double point = (seen.channel0 + seen.fraction) * LocalGrid.POINTS + shift;
    seen.channel0 = (int) Math.floor(point);
    seen.fraction = point - seen.channel0;
    seen.channelsPerUnit *= LocalGrid.POINTS;
    seen.inside = true;
  }

  /** The same pixel by pixel in double precision, for tiles right before the source. */
  private void locateEach(
      Tile tile, int view, double viewWeight, double shift, int row, int first) {
    for (int p = 0; p < tile.pixels(); p++) {
      double xMm = grid.xMm(tile.column0() + p % tile.width());
      double yMm = grid.yMm(tile.row0() + p / tile.width());
      map.locate(xMm, yMm, view, 1, channel, weight);
      double point = channel[0] * LocalGrid.POINTS + shift;
      int n = (int) Math.floor(point);
      double scale = weight[0] * viewWeight;
      taps.position()[first + p] = row + n;
      taps.near()[first + p] = (float) (scale * (1 - (point - n)));
      taps.far()[first + p] = (float) (scale * (point - n));
    }
  }
}
