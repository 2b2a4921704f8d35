package io.tomodrift.geometry;

import io.tomodrift.geometry.error.GeometryException;

/**
 * Square pixels of one slice in the gantry frame: column i is at {@code X = centreXMm + (i -
 * (columns - 1) / 2) pixelMm}, row j at {@code Y = centreYMm - (j - (rows - 1) / 2) pixelMm}: rows
 * go down the screen, Y goes up.
 *
 * @param columns number of columns
 * @param rows number of rows
 * @param pixelMm side of a pixel, mm
 * @param centreXMm X of the middle of the grid, mm
 * @param centreYMm Y of the middle of the grid, mm
 */
public record ImageGrid(int columns, int rows, double pixelMm, double centreXMm, double centreYMm) {

  /** Checks the values. */
  public ImageGrid {
    if (columns < 1 || rows < 1) {
      throw new GeometryException(
          "an image grid needs positive sizes, got %d columns x %d rows".formatted(columns, rows));
    }
    if (!(pixelMm > 0) || Double.isInfinite(pixelMm)) {
      throw new GeometryException("pixelMm must be positive and finite, got " + pixelMm);
    }
    if (!Double.isFinite(centreXMm) || !Double.isFinite(centreYMm)) {
      throw new GeometryException(
          "the centre of an image grid must be finite, got (%s, %s) mm"
              .formatted(centreXMm, centreYMm));
    }
  }

  /** A square grid centred on the isocenter. */
  public static ImageGrid square(int size, double pixelMm) {
    return new ImageGrid(size, size, pixelMm, 0, 0);
  }

  /** X of a column position (may be fractional), mm. */
  public double xMm(double column) {
    return centreXMm + (column - (columns - 1) / 2.0) * pixelMm;
  }

  /** Y of a row position (may be fractional), mm. */
  public double yMm(double row) {
    return centreYMm - (row - (rows - 1) / 2.0) * pixelMm;
  }

  /** Fractional column at X. */
  public double columnAt(double xMm) {
    return (xMm - centreXMm) / pixelMm + (columns - 1) / 2.0;
  }

  /** Fractional row at Y. */
  public double rowAt(double yMm) {
    return (centreYMm - yMm) / pixelMm + (rows - 1) / 2.0;
  }

  /** Width of the grid, mm. */
  public double widthMm() {
    return columns * pixelMm;
  }

  /** Height of the grid, mm. */
  public double heightMm() {
    return rows * pixelMm;
  }

  /** Distance of the farthest pixel corner from the isocenter, mm. */
  public double radiusMm() {
    return Math.hypot(Math.abs(centreXMm) + widthMm() / 2, Math.abs(centreYMm) + heightMm() / 2);
  }
}
