package io.tomodrift.learned.physics;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.Ray;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.learned.physics.PhysicsTerm.Corner;

/** The rays of a scan as lines, and their chords through squares of pixels. */
final class ScanRays {

  private static final int NUMBERS = 4;

  /** Interpolation lets pixels reach rays that pass up to half a pixel beside them. */
  private static final double REACH_PIXELS = 0.5;

  private final int views;
  private final int channels;

  /** Origin and direction of each ray, X and Y in turn. */
  private final double[] lines;

  ScanRays(ScanGeometry geometry) {
    views = geometry.views();
    channels = geometry.channels();
    lines = new double[NUMBERS * views * channels];
    int next = 0;
    for (int view = 0; view < views; view++) {
      for (int channel = 0; channel < channels; channel++) {
        Ray ray = geometry.ray(view, channel);
        lines[next++] = ray.originXMm();
        lines[next++] = ray.originYMm();
        lines[next++] = ray.directionX();
        lines[next++] = ray.directionY();
      }
    }
  }

  static long bytes(ScanGeometry geometry) {
    return (long) NUMBERS * Double.BYTES * geometry.views() * geometry.channels();
  }

  /**
   * Gives every ray that a square of pixels can reach the weight {@code 1 / (slope^2 sum of
   * chord^2)}, the sum over all rays, and every other 0. All are 0 if no ray meets the square.
   *
   * @param slopePerMm attenuation that a chord is multiplied by, 1/mm
   * @param weights {@code [view][channel][lane]}
   * @param lane whose weights are set
   */
  void weigh(
      ImageGrid grid, Corner corner, int side, double slopePerMm, FloatStack weights, int lane) {
    double left = grid.xMm(corner.column() - 0.5);
    double top = grid.yMm(corner.row() - 0.5);
    double size = side * grid.pixelMm();
    double reach = REACH_PIXELS * grid.pixelMm();
    double sum = 0;
    for (int ray = 0; ray < views * channels; ray++) {
      double chord = chord(ray, left, left + size, top - size, top);
      sum += chord * chord;
    }
    float weight = sum > 0 ? (float) (1 / (slopePerMm * slopePerMm * sum)) : 0;
    for (int ray = 0; ray < views * channels; ray++) {
      double chord = chord(ray, left - reach, left + size + reach, top - size - reach, top + reach);
      weights.set(lane, ray / channels, ray % channels, chord > 0 ? weight : 0);
    }
  }

  /** Length of a ray within a rectangle, mm. */
  double chord(int ray, double left, double right, double bottom, double top) {
    int at = NUMBERS * ray;
    double entry = Double.NEGATIVE_INFINITY;
    double exit = Double.POSITIVE_INFINITY;
    for (int axis = 0; axis < 2; axis++) {
      double origin = lines[at + axis];
      double direction = lines[at + 2 + axis];
      double low = axis == 0 ? left : bottom;
      double high = axis == 0 ? right : top;
      if (direction == 0) {
        if (origin < low || origin > high) {
          return 0;
        }
        continue;
      }
      double one = (low - origin) / direction;
      double other = (high - origin) / direction;
      entry = Math.max(entry, Math.min(one, other));
      exit = Math.min(exit, Math.max(one, other));
    }
    return Math.max(0, exit - entry);
  }
}
