package io.tomodrift.pipeline.check;

/**
 * Finds by how much one image is displaced against another: the translation that makes their
 * squared difference within a circle smallest, by Gauss-Newton steps on smoothed images (Lucas and
 * Kanade 1981). Meant for displacements of up to a few pixels; a few thousandths of a pixel without
 * noise.
 */
final class ImageRegistration {

  private static final int STEPS = 12;
  private static final double DONE = 1e-4;

  private ImageRegistration() {}

  /**
   * The displacement of {@code moved} against {@code fixed}, pixels to the right and down; not a
   * number if the images have no structure.
   *
   * @param size number of rows and columns
   * @param radius of the circle about the middle within which the images are compared, pixels
   */
  static double[] displacement(float[] fixed, float[] moved, int size, double radius) {
    SlicePlane a = SlicePlane.smoothed(fixed, size);
    SlicePlane b = SlicePlane.smoothed(moved, size);
    double[] shift = new double[2];
    for (int i = 0; i < STEPS; i++) {
      double[] step = step(a, b, shift, radius);
      shift[0] += step[0];
      shift[1] += step[1];
      if (!(Math.hypot(step[0], step[1]) > DONE)) {
        break;
      }
    }
    return shift;
  }

  private static double[] step(SlicePlane a, SlicePlane b, double[] shift, double radius) {
    double xx = 0;
    double xy = 0;
    double yy = 0;
    double x = 0;
    double y = 0;
    double middle = (a.size() - 1) / 2.0;
    int margin = 2 + (int) Math.ceil(Math.max(Math.abs(shift[0]), Math.abs(shift[1])));
    for (int r = margin; r < a.size() - margin; r++) {
      for (int c = margin; c < a.size() - margin; c++) {
        if (Math.hypot(r - middle, c - middle) > radius) {
          continue;
        }
        double row = r + shift[1];
        double column = c + shift[0];
        double gx =
            (a.at(r, c + 1) - a.at(r, c - 1) + b.at(row, column + 1) - b.at(row, column - 1)) / 4;
        double gy =
            (a.at(r + 1, c) - a.at(r - 1, c) + b.at(row + 1, column) - b.at(row - 1, column)) / 4;
        double difference = a.at(r, c) - b.at(row, column);
        xx += gx * gx;
        xy += gx * gy;
        yy += gy * gy;
        x += gx * difference;
        y += gy * difference;
      }
    }
    double det = xx * yy - xy * xy;
    return new double[] {(yy * x - xy * y) / det, (xx * y - xy * x) / det};
  }
}
