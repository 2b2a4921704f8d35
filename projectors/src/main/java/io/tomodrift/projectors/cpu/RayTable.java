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
        context.quiet(),
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

  /** True if a step of every ray has a pair of pixels, on a line of at least two. */
  boolean pairs() {
    return joseph && columns > 1 && rows > 1;
  }

  /** True if a ray steps along the columns, so that its dominant index is that of a column. */
  boolean alongColumns(int view, int channel) {
    return alongColumns[view][channel];
  }

  /** First dominant index of a ray on the grid, or a little before. */
  int firstIndex(int view, int channel) {
    int crossCount = alongColumns[view][channel] ? rows : columns;
    return Math.max(0, firstIndex(intercept[view][channel], slope[view][channel], -1, crossCount));
  }

  /** Last dominant index of a ray on the grid, or a little behind; -1 for none. */
  int lastIndex(int view, int channel) {
    boolean along = alongColumns[view][channel];
    int last =
        lastIndex(intercept[view][channel], slope[view][channel], -1, along ? rows : columns);
    return Math.max(-1, Math.min((along ? columns : rows) - 1, last));
  }

  /**
   * Finds the pairs of pixels of a Joseph ray at dominant indices {@code from} to {@code end - 1}.
   *
   * @param cross receives the cross index of the first pixel of each pair
   * @param near receives its weight, mm
   * @param far receives the weight of the next pixel, mm
   * @param at where the results begin
   */
  void pairs(
      int view, int channel, int from, int end, int[] cross, float[] near, float[] far, int at) {
    double a = intercept[view][channel];
    double b = slope[view][channel];
    double step = stepMm[view][channel];
    int crossCount = alongColumns[view][channel] ? rows : columns;
    for (int i = from, t = at; i < end; i++, t++) {
      double position = a + b * i;
      int j = floor(position);
      double fraction = position - j;
      if (j >= 0 && j < crossCount - 1) {
        cross[t] = j;
        near[t] = (float) (step * (1 - fraction));
        far[t] = (float) (step * fraction);
      } else {
        // One pixel of the pair at most is on the grid.
        cross[t] = j < 0 ? 0 : crossCount - 2;
        near[t] = j == -1 ? (float) (step * fraction) : 0;
        far[t] = j == crossCount - 1 ? (float) (step * (1 - fraction)) : 0;
      }
    }
  }

  /** Lists the pixels of one ray at dominant indices {@code from} to {@code end - 1}, in order. */
  void listPixels(int view, int channel, int from, int end, int output, ListTaps taps) {
    boolean along = alongColumns[view][channel];
    double a = intercept[view][channel];
    double b = slope[view][channel];
    double step = stepMm[view][channel];
    int crossCount = along ? rows : columns;
    int pitch = LaneRows.padded(columns, columns);
    int dominantStride = along ? 1 : pitch;
    int crossStride = along ? pitch : 1;
    for (int i = from; i < end; i++) {
      double position = a + b * i;
      int first = (int) Math.floor(position + toFirst());
      int last = Math.min(crossCount, first + candidates());
      for (int j = Math.max(0, first); j < last; j++) {
        float weight = (float) (step * share(position, j, b));
        if (weight != 0) {
          taps.add(output, i * dominantStride + j * crossStride, weight);
        }
      }
    }
  }

  /**
   * Appends rays of a view to the lists of the pixels of a tile that they meet.
   *
   * @param from first channel
   * @param to last channel
   * @param firstPosition input position of channel 0
   */
  void listInTile(int view, int from, int to, Tile tile, int firstPosition, ListTaps taps) {
    int first = from;
    while (first <= to) {
      boolean along = alongColumns[view][first];
      int end = first + 1;
      while (end <= to && alongColumns[view][end] == along) {
        end++;
      }
      if (joseph) {
        listJoseph(view, first, end, tile, firstPosition, taps);
      } else {
        for (int n = first; n < end; n++) {
          listSiddon(view, n, tile, firstPosition + n, taps);
        }
      }
      first = end;
    }
  }

  /** Rays with one dominant axis, at one dominant index after the other. */
  private void listJoseph(
      int view, int first, int end, Tile tile, int firstPosition, ListTaps taps) {
    boolean along = alongColumns[view][first];
    double[] intercepts = intercept[view];
    double[] slopes = slope[view];
    double[] steps = stepMm[view];
    int cross0 = along ? tile.row0() : tile.column0();
    int crossCount = along ? tile.height() : tile.width();
    int dominant0 = along ? tile.column0() : tile.row0();
    int dominantCount = along ? tile.width() : tile.height();
    int dominantStride = along ? 1 : tile.width();
    int crossStride = along ? tile.width() : 1;
    int[] count = taps.count();
    int[] position = taps.position();
    float[] weight = taps.weight();
    int lists = taps.stride();
    for (int x = 0; x < dominantCount; x++) {
      double i = dominant0 + x;
      for (int n = first; n < end; n++) {
        double at = intercepts[n] + slopes[n] * i;
        int j = floor(at);
        int y = j - cross0;
        if (y < -1 || y >= crossCount) {
          continue;
        }
        double fraction = at - j;
        int pixel = x * dominantStride + y * crossStride;
        if (y >= 0) {
          int entry = count[pixel]++ * lists + pixel;
          if (entry >= position.length) {
            taps.grow();
            position = taps.position();
            weight = taps.weight();
          }
          position[entry] = firstPosition + n;
          weight[entry] = (float) (steps[n] * (1 - fraction));
        }
        if (y < crossCount - 1) {
          int next = pixel + crossStride;
          int entry = count[next]++ * lists + next;
          if (entry >= position.length) {
            taps.grow();
            position = taps.position();
            weight = taps.weight();
          }
          position[entry] = firstPosition + n;
          weight[entry] = (float) (steps[n] * fraction);
        }
      }
    }
  }

  private void listSiddon(int view, int channel, Tile tile, int inputPosition, ListTaps taps) {
    boolean along = alongColumns[view][channel];
    double a = intercept[view][channel];
    double b = slope[view][channel];
    double step = stepMm[view][channel];
    int cross0 = along ? tile.row0() : tile.column0();
    int crossCount = along ? tile.height() : tile.width();
    int dominant0 = along ? tile.column0() : tile.row0();
    int dominantCount = along ? tile.width() : tile.height();
    int from = Math.max(dominant0, firstIndex(a, b, cross0 - 1, cross0 + crossCount));
    int behind = lastIndex(a, b, cross0 - 1, cross0 + crossCount);
    int end = Math.min(dominant0 + dominantCount - 1, behind) + 1;
    int dominantStride = along ? 1 : tile.width();
    int crossStride = along ? tile.width() : 1;
    for (int i = from; i < end; i++) {
      double position = a + b * i;
      int first = (int) Math.floor(position + toFirst());
      int last = Math.min(cross0 + crossCount, first + candidates());
      for (int j = Math.max(cross0, first); j < last; j++) {
        float weight = (float) (step * share(position, j, b));
        if (weight != 0) {
          int pixel = (i - dominant0) * dominantStride + (j - cross0) * crossStride;
          taps.add(pixel, inputPosition, weight);
        }
      }
    }
  }

  // A Siddon step spans at most two pixels, but one that ends on an edge touches a third.
  private double toFirst() {
    return joseph ? 0 : -0.5;
  }

  private int candidates() {
    return joseph ? 2 : 3;
  }

  /** Floor of a value above -2 that fits an int; any value below -1 gives one below -1. */
  private static int floor(double position) {
    return (int) (position + 4) - 4;
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

  /** Before the first index whose position is above {@code low} and below {@code high}. */
  private static int firstIndex(double a, double b, int low, int high) {
    if (b == 0) {
      return 0;
    }
    double perStep = 1 / b;
    return (int) Math.floor(Math.min((low - a) * perStep, (high - a) * perStep));
  }

  /** Behind the last such index, -1 where there is none for certain. */
  private static int lastIndex(double a, double b, int low, int high) {
    if (b == 0) {
      return a > low && a < high ? Integer.MAX_VALUE - 1 : -1;
    }
    double perStep = 1 / b;
    return (int) Math.ceil(Math.max((low - a) * perStep, (high - a) * perStep));
  }
}
