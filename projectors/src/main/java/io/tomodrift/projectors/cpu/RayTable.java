package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.Ray;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.projectors.ProjectorModel;

/**
 * All rays of a scan in pixel indices, and the one weight function that forward projection and
 * adjoint share.
 *
 * <p>A ray steps along the axis it is closer to, its <em>dominant</em> axis. At index i of that
 * axis it crosses the other one at {@code position(i) = intercept + slope i}, |slope| at most 1,
 * and covers {@code stepMm} of length while i grows by one. The weight of the pixel with dominant
 * index i and cross index j is stepMm times
 *
 * <ul>
 *   <li>JOSEPH: {@code max(0, 1 - |position(i) - j|)}
 *   <li>SIDDON: the share of {@code position(i - 1/2) .. position(i + 1/2)} that lies between
 *       {@code j - 1/2} and {@code j + 1/2}; a ray that runs exactly along a pixel edge belongs to
 *       the pixel of larger index.
 * </ul>
 */
final class RayTable {

  /** Bytes a ray takes. */
  static final int BYTES_PER_RAY = 3 * Double.BYTES + 1;

  private final boolean joseph;
  private final int columns;
  private final int rows;
  private final double[][] intercept;
  private final double[][] slope;
  private final double[][] stepMm;
  private final boolean[][] alongColumns;

  RayTable(ScanGeometry geometry, ImageGrid grid, ProjectorModel model, RunContext context) {
    int views = geometry.views();
    int channels = geometry.channels();
    joseph = model == ProjectorModel.JOSEPH;
    columns = grid.columns();
    rows = grid.rows();
    intercept = new double[views][channels];
    slope = new double[views][channels];
    stepMm = new double[views][channels];
    alongColumns = new boolean[views][channels];
    ParallelLoop.run(
        Progress.silent(context),
        "ray table",
        views,
        view -> {
          for (int channel = 0; channel < channels; channel++) {
            set(view, channel, geometry.ray(view, channel), grid);
          }
        });
  }

  private void set(int view, int channel, Ray ray, ImageGrid grid) {
    double column = grid.columnAt(ray.originXMm());
    double row = grid.rowAt(ray.originYMm());
    double columnStep = ray.directionX();
    double rowStep = -ray.directionY();
    boolean along = Math.abs(columnStep) >= Math.abs(rowStep);
    double perDominant = along ? rowStep / columnStep : columnStep / rowStep;
    alongColumns[view][channel] = along;
    slope[view][channel] = perDominant;
    intercept[view][channel] = along ? row - perDominant * column : column - perDominant * row;
    stepMm[view][channel] = grid.pixelMm() / Math.abs(along ? columnStep : rowStep);
  }

  /**
   * Distance between a ray and the centre of a pixel beyond which the weight is zero, in pixels. A
   * Joseph ray passes within one pixel along the cross axis, a Siddon ray crosses the square.
   */
  double reachPixels() {
    return joseph ? 1.0 : Math.sqrt(0.5);
  }

  /** Lists the pixels of one ray, in the order of the dominant index. */
  void collectPixels(int view, int channel, TapList taps) {
    boolean along = alongColumns[view][channel];
    double a = intercept[view][channel];
    double b = slope[view][channel];
    double step = stepMm[view][channel];
    int crossCount = along ? rows : columns;
    int dominantStride = along ? 1 : columns;
    int crossStride = along ? columns : 1;
    int last = lastIndex(a, b, along ? columns : rows, crossCount);
    // A Siddon step spans at most two pixels, but one that ends on an edge touches a third.
    double toFirst = joseph ? 0 : -0.5;
    int candidates = joseph ? 2 : 3;
    for (int i = firstIndex(a, b, crossCount); i <= last; i++) {
      double position = a + b * i;
      int first = (int) Math.floor(position + toFirst);
      int end = Math.min(crossCount, first + candidates);
      for (int j = Math.max(0, first); j < end; j++) {
        taps.add(i * dominantStride + j * crossStride, (float) (step * share(position, j, b)));
      }
    }
  }

  /** Weight of a pixel on a ray, mm. */
  float weightMm(int view, int channel, int column, int row) {
    boolean along = alongColumns[view][channel];
    double b = slope[view][channel];
    double position = intercept[view][channel] + b * (along ? column : row);
    int cross = along ? row : column;
    return (float) (stepMm[view][channel] * share(position, cross, b));
  }

  private double share(double position, int cross, double slopeOfRay) {
    if (joseph) {
      return Math.max(0, 1 - Math.abs(position - cross));
    }
    double inverseSlope = 1 / Math.abs(slopeOfRay);
    // Both edges are half integers, so neighbouring pixels see the same number for a shared edge
    // and the shares of a step add up to one whatever the rounding.
    return below((cross + 0.5) - position, inverseSlope)
        - below((cross - 0.5) - position, inverseSlope);
  }

  /** Share of a step below an edge; a ray along the edge (0 times infinity) is not below it. */
  private static double below(double edgeDistance, double inverseSlope) {
    double share = edgeDistance * inverseSlope + 0.5;
    return share >= 1 ? 1 : share > 0 ? share : 0;
  }

  private static int firstIndex(double a, double b, int crossCount) {
    if (b == 0) {
      return 0;
    }
    return Math.max(0, (int) Math.floor(Math.min((-1 - a) / b, (crossCount - a) / b)));
  }

  private static int lastIndex(double a, double b, int dominantCount, int crossCount) {
    if (b == 0) {
      return a > -1 && a < crossCount ? dominantCount - 1 : -1;
    }
    return (int)
        Math.min(dominantCount - 1, Math.ceil(Math.max((-1 - a) / b, (crossCount - a) / b)));
  }
}
