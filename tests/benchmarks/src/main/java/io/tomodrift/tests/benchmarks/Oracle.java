package io.tomodrift.tests.benchmarks;

import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.Ray;
import io.tomodrift.geometry.stack.FloatStack;

/** The operators ray by ray and pixel by pixel, in double precision and without any thrift. */
final class Oracle {

  private final FanBeamGeometry geometry;
  private final ArcDetector detector;
  private final ImageGrid grid;

  Oracle(FanBeamGeometry geometry, ImageGrid grid) {
    this.geometry = geometry;
    this.detector = (ArcDetector) geometry.detector();
    this.grid = grid;
  }

  /** Joseph's line integral of one ray. */
  double forward(FloatStack image, int slice, int view, int channel) {
    Ray ray = geometry.ray(view, channel);
    boolean along = Math.abs(ray.directionX()) >= Math.abs(ray.directionY());
    double sum = 0;
    for (int i = 0; i < (along ? grid.columns() : grid.rows()); i++) {
      double position = crossing(ray, along, i);
      int low = (int) Math.floor(position);
      double share = position - low;
      sum += (1 - share) * pixel(image, slice, along, i, low);
      sum += share * pixel(image, slice, along, i, low + 1);
    }
    return sum * stepMm(ray, along);
  }

  private double pixel(FloatStack image, int slice, boolean along, int i, int cross) {
    if (cross < 0 || cross >= (along ? grid.rows() : grid.columns())) {
      return 0;
    }
    return along ? image.get(slice, cross, i) : image.get(slice, i, cross);
  }

  /** Where a ray crosses the middle of column i (or row i): a fractional row (or column). */
  private double crossing(Ray ray, boolean along, int i) {
    if (along) {
      double t = (grid.xMm(i) - ray.originXMm()) / ray.directionX();
      return grid.rowAt(ray.originYMm() + t * ray.directionY());
    }
    double t = (grid.yMm(i) - ray.originYMm()) / ray.directionY();
    return grid.columnAt(ray.originXMm() + t * ray.directionX());
  }

  private double stepMm(Ray ray, boolean along) {
    return grid.pixelMm() / Math.abs(along ? ray.directionX() : ray.directionY());
  }

  /** Weight of a pixel in Joseph's line integral of one ray, mm. */
  private double weight(int view, int channel, int row, int column) {
    Ray ray = geometry.ray(view, channel);
    boolean along = Math.abs(ray.directionX()) >= Math.abs(ray.directionY());
    double position = crossing(ray, along, along ? column : row);
    return stepMm(ray, along) * Math.max(0, 1 - Math.abs(position - (along ? row : column)));
  }

  /** A value of every ray. */
  interface RayValues {
    /** The value. */
    double at(int view, int channel);
  }

  /** The adjoint at one pixel: all rays with the weights of {@link #forward}. */
  double adjoint(RayValues data, int row, int column) {
    double sum = 0;
    for (int view = 0; view < geometry.views(); view++) {
      for (int channel = 0; channel < geometry.channels(); channel++) {
        double weight = weight(view, channel, row, column);
        if (weight > 0) {
          sum += weight * data.at(view, channel);
        }
      }
    }
    return sum;
  }

  /** The back projection of FBP at one pixel, linear interpolation, view weights of a full turn. */
  double backProjection(RayValues filtered, int row, int column) {
    double x = grid.xMm(column);
    double y = grid.yMm(row);
    double sum = 0;
    for (int view = 0; view < geometry.views(); view++) {
      double beta = geometry.angles().rad(view);
      double t = x * Math.cos(beta) + y * Math.sin(beta);
      double l = geometry.sourceToIsocenterMm() + x * Math.sin(beta) - y * Math.cos(beta);
      double channel = Math.atan2(t, l) / detector.pitchRad() + detector.centreChannel();
      int low = (int) Math.floor(channel);
      if (low >= 0 && low + 1 < detector.channels()) {
        double share = channel - low;
        double value = (1 - share) * filtered.at(view, low) + share * filtered.at(view, low + 1);
        sum += value / (t * t + l * l);
      }
    }
    return sum * 2 * Math.PI / geometry.views();
  }

  /**
   * Hann-filtered value of one ray of a full turn, as a sum in space: the window {@code (1 +
   * cos)/2} on the spectrum is the mask 1/4, 1/2, 1/4 on the ramp.
   */
  double filtered(FloatStack data, int slice, int view, int channel) {
    double sum = 0;
    for (int m = 0; m < detector.channels(); m++) {
      int n = channel - m;
      double tap = 0.5 * ramp(n) + 0.25 * (ramp(n - 1) + ramp(n + 1));
      double weighted = data.get(slice, view, m) * Math.cos(detector.fanAngleRad(m));
      sum += tap * weighted;
    }
    double shareOfTwoTurns = 0.5; // a full turn sees every line twice
    return sum * shareOfTwoTurns * geometry.sourceToIsocenterMm() * detector.pitchRad();
  }

  private double ramp(int n) {
    if (n == 0) {
      return 1 / (4 * detector.pitchRad() * detector.pitchRad());
    }
    if (n % 2 == 0 || Math.abs(n) >= detector.channels()) {
      return 0;
    }
    double x = Math.PI * Math.sin(n * detector.pitchRad());
    return -1 / (x * x);
  }

  /** Fails unless a value is within a share of the largest of its kind. */
  static void require(String what, double expected, double actual, double scale, double tolerance) {
    if (!(Math.abs(expected - actual) <= tolerance * Math.abs(scale))) {
      throw new IllegalStateException(
          "%s is %.9g, the oracle has %.9g (scale %.3g, tolerance %.1e): a wrong result has no speed"
              .formatted(what, actual, expected, scale, tolerance));
    }
  }
}
