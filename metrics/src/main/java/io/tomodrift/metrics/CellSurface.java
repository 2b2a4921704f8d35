package io.tomodrift.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * Length or area of the surface through a cell with a voxel at each corner, for every combination
 * of inside and outside. The surface passes through the middle of the edges it crosses (Lorensen,
 * Cline 1987); where a face leaves the choice, the corners of the minority stay apart. Surfaces
 * that are not flat are cut into the fan of triangles with the largest area.
 */
final class CellSurface {

  private final int dimensions;
  private final double[] spacingMm;

  private CellSurface(int dimensions, double... spacingMm) {
    this.dimensions = dimensions;
    this.spacingMm = spacingMm;
  }

  /**
   * Sizes in mm or mm^2, indexed by a code with bit (x + 2 y + 4 z) for the corner at (z, y, x).
   *
   * @param spacingMm slice, row, column
   */
  static double[] sizes(int dimensions, double... spacingMm) {
    CellSurface cell = new CellSurface(dimensions, spacingMm);
    double[] sizes = new double[1 << (1 << dimensions)];
    for (int code = 1; code < sizes.length - 1; code++) {
      boolean majority = 2 * Integer.bitCount(code) > 1 << dimensions;
      int minority = majority ? sizes.length - 1 - code : code;
      sizes[code] = dimensions == 2 ? cell.length(minority) : cell.area(minority);
    }
    return sizes;
  }

  private double length(int code) {
    double sum = 0;
    for (int[] segment : segments(code, new int[] {0, 1, 3, 2})) {
      sum += norm(minus(point(segment[0]), point(segment[1])));
    }
    return sum;
  }

  private double area(int code) {
    int[][] faces = {
      {0, 1, 3, 2}, {4, 5, 7, 6}, {0, 1, 5, 4}, {2, 3, 7, 6}, {0, 2, 6, 4}, {1, 3, 7, 5}
    };
    List<int[]> open = new ArrayList<>();
    for (int[] face : faces) {
      open.addAll(segments(code, face));
    }
    double sum = 0;
    while (!open.isEmpty()) {
      sum += largestFan(loop(open));
    }
    return sum;
  }

  /** Takes the segments of one closed loop out of the list and returns its points. */
  private List<double[]> loop(List<int[]> open) {
    int[] first = open.remove(0);
    List<double[]> points = new ArrayList<>();
    points.add(point(first[0]));
    int end = first[1];
    while (end != first[0]) {
      points.add(point(end));
      for (int k = 0; k < open.size(); k++) {
        int[] segment = open.get(k);
        if (segment[0] == end || segment[1] == end) {
          end = segment[0] == end ? segment[1] : segment[0];
          open.remove(k);
          break;
        }
      }
    }
    return points;
  }

  private static double largestFan(List<double[]> points) {
    int n = points.size();
    double best = 0;
    for (int start = 0; start < n; start++) {
      double sum = 0;
      double[] apex = points.get(start);
      for (int k = 1; k < n - 1; k++) {
        double[] a = minus(points.get((start + k) % n), apex);
        double[] b = minus(points.get((start + k + 1) % n), apex);
        sum += norm(cross(a, b)) / 2;
      }
      best = Math.max(best, sum);
    }
    return best;
  }

  /**
   * The lines across a face, given by its corners in order; an edge is named by both its corners.
   */
  private static List<int[]> segments(int code, int... face) {
    List<int[]> segments = new ArrayList<>();
    List<Integer> crossed = new ArrayList<>();
    for (int k = 0; k < 4; k++) {
      if (inside(code, face[k]) != inside(code, face[(k + 1) % 4])) {
        crossed.add(k);
      }
    }
    if (crossed.size() == 2) {
      segments.add(new int[] {edge(face, crossed.get(0)), edge(face, crossed.get(1))});
    } else if (crossed.size() == 4) {
      for (int k = 0; k < 4; k++) {
        if (inside(code, face[k])) {
          segments.add(new int[] {edge(face, (k + 3) % 4), edge(face, k)});
        }
      }
    }
    return segments;
  }

  private static boolean inside(int code, int corner) {
    return (code >> corner & 1) != 0;
  }

  private static int edge(int[] face, int k) {
    int a = face[k];
    int b = face[(k + 1) % 4];
    return Math.min(a, b) * 8 + Math.max(a, b);
  }

  /** Middle of an edge, mm. */
  private double[] point(int edge) {
    int a = edge / 8;
    int b = edge % 8;
    return new double[] {
      dimensions == 3 ? ((a >> 2) + (b >> 2)) * spacingMm[0] / 2 : 0,
      ((a >> 1 & 1) + (b >> 1 & 1)) * spacingMm[1] / 2,
      ((a & 1) + (b & 1)) * spacingMm[2] / 2
    };
  }

  private static double[] minus(double[] a, double[] b) {
    return new double[] {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }

  private static double norm(double... v) {
    return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
  }
}
