package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.ImageGrid;

/**
 * A rectangle of pixels, small enough for the rays that it needs to stay in the nearest cache.
 * Pixel {@code p = y width + x} is at column {@code column0 + x} and row {@code row0 + y}. Owned by
 * one thread and moved from place to place.
 */
final class Tile {
  /** Columns and rows of a whole tile. */
  static final int SIZE = 16;

  /** Pixels of a whole tile. */
  static final int PIXELS = SIZE * SIZE;

  private final ImageGrid grid;
  private final double[] dxMm = new double[PIXELS];
  private final double[] dyMm = new double[PIXELS];
  private int column0;
  private int row0;
  private int width;
  private int height;
  private double reachMm;

  Tile(ImageGrid grid) {
    this.grid = grid;
  }

  /** Moves the tile to the pixels of an area that it covers from a corner on. */
  void moveTo(int firstColumn, int firstRow, int columns, int rows) {
    column0 = firstColumn;
    row0 = firstRow;
    width = columns;
    height = rows;
    double halfX = (width - 1) / 2.0 * grid.pixelMm();
    double halfY = (height - 1) / 2.0 * grid.pixelMm();
    reachMm = Math.hypot(halfX, halfY);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        dxMm[y * width + x] = x * grid.pixelMm() - halfX;
        dyMm[y * width + x] = halfY - y * grid.pixelMm();
      }
    }
  }

  int column0() {
    return column0;
  }

  int row0() {
    return row0;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  int pixels() {
    return width * height;
  }

  /** x of each pixel, from the centre of the tile. */
  double[] dxMm() {
    return dxMm;
  }

  /** y of each pixel, from the centre of the tile. */
  double[] dyMm() {
    return dyMm;
  }

  double centreXMm() {
    return grid.xMm(column0 + (width - 1) / 2.0);
  }

  double centreYMm() {
    return grid.yMm(row0 + (height - 1) / 2.0);
  }

  /** Distance of the farthest pixel from the centre. */
  double reachMm() {
    return reachMm;
  }
}
