package io.tomodrift.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * A square part of a slice.
 *
 * @param slice slice index
 * @param row first row
 * @param column first column
 * @param size side, pixels
 */
public record RegionOfInterest(int slice, int row, int column, int size) {

  /**
   * Half-overlapping squares on every slice, all corners of which lie within a circle around the
   * middle of the image: the usual choice for a uniform phantom.
   *
   * @param radiusPixels radius of the circle, pixels; stay clear of the phantom's edge
   */
  public static List<RegionOfInterest> withinCircle(Samples image, int size, double radiusPixels) {
    List<RegionOfInterest> regions = new ArrayList<>();
    int step = Math.max(1, size / 2);
    for (int s = 0; s < image.slices(); s++) {
      for (int r = (image.rows() - size) / 2 % step; r + size <= image.rows(); r += step) {
        for (int c = (image.columns() - size) / 2 % step; c + size <= image.columns(); c += step) {
          double dy = Math.abs(r + (size - image.rows()) / 2.0) + size / 2.0;
          double dx = Math.abs(c + (size - image.columns()) / 2.0) + size / 2.0;
          if (Math.hypot(dx, dy) <= radiusPixels) {
            regions.add(new RegionOfInterest(s, r, c, size));
          }
        }
      }
    }
    return regions;
  }

  /** The pixels of the region, {@code [row][column]}. */
  double[] load(Samples image) {
    double[] values = new double[size * size];
    for (int r = 0; r < size; r++) {
      for (int c = 0; c < size; c++) {
        values[r * size + c] = image.at(slice, row + r, column + c);
      }
    }
    return values;
  }
}
