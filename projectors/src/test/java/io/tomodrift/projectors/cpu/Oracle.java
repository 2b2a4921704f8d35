package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ParallelBeamGeometry;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.projectors.Interpolation;
import io.tomodrift.projectors.ProjectorModel;

/**
 * The operators once more in double precision and millimetres, one value at a time, from the text
 * of the definitions and without any code of the backend. Slow on purpose.
 */
final class Oracle {

  private Oracle() {}

  /** Origin x, y and direction x, y of a ray. */
  static double[] ray(ScanGeometry geometry, int view, double channel) {
    double angle = geometry.angles().rad(view);
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    if (geometry instanceof ParallelBeamGeometry p) {
      double t = (channel - p.detector().centreChannel()) * p.detector().pitchMm();
      return new double[] {t * c, t * s, s, -c};
    }
    FanBeamGeometry fan = (FanBeamGeometry) geometry;
    double offset = channel - fan.detector().centreChannel();
    double across;
    double along;
    if (fan.detector() instanceof ArcDetector arc) {
      across = Math.sin(offset * arc.pitchRad());
      along = Math.cos(offset * arc.pitchRad());
    } else {
      double u = offset * ((FlatDetector) fan.detector()).pitchMm();
      double length = Math.hypot(u, fan.sourceToDetectorMm());
      across = u / length;
      along = fan.sourceToDetectorMm() / length;
    }
    double r = fan.sourceToIsocenterMm();
    return new double[] {-r * s, r * c, along * s + across * c, -along * c + across * s};
  }

  /** Weight of pixel (column, row) on a ray, mm. */
  static double weight(ProjectorModel model, ImageGrid grid, double[] ray, int column, int row) {
    double x = grid.xMm(column);
    double y = grid.yMm(row);
    return model == ProjectorModel.JOSEPH
        ? joseph(grid.pixelMm(), ray, x, y)
        : chord(grid.pixelMm(), ray, x, y);
  }

  private static double joseph(double pixel, double[] ray, double x, double y) {
    boolean steep = Math.abs(ray[3]) > Math.abs(ray[2]);
    double off =
        steep
            ? ray[0] + (y - ray[1]) * ray[2] / ray[3] - x
            : ray[1] + (x - ray[0]) * ray[3] / ray[2] - y;
    double step = pixel / Math.max(Math.abs(ray[2]), Math.abs(ray[3]));
    return Math.max(0, 1 - Math.abs(off) / pixel) * step;
  }

  /** Length of a ray inside a square, by clipping against its two slabs. */
  static double chord(double pixel, double[] ray, double x, double y) {
    double from = Double.NEGATIVE_INFINITY;
    double to = Double.POSITIVE_INFINITY;
    double[] centre = {x, y};
    for (int axis = 0; axis < 2; axis++) {
      double low = centre[axis] - pixel / 2 - ray[axis];
      double high = centre[axis] + pixel / 2 - ray[axis];
      double d = ray[2 + axis];
      if (Math.abs(d) < 1e-13) {
        if (low > 0 || high < 0) {
          return 0;
        }
      } else {
        from = Math.max(from, Math.min(low / d, high / d));
        to = Math.min(to, Math.max(low / d, high / d));
      }
    }
    return Math.max(0, to - from);
  }

  /** Forward projection of one slice, {@code [view][channel]} of {@code [row][column]}. */
  static double[] forward(ScanGeometry g, ImageGrid grid, ProjectorModel model, double[] image) {
    double[] data = new double[g.views() * g.channels()];
    for (int v = 0; v < g.views(); v++) {
      for (int n = 0; n < g.channels(); n++) {
        double[] ray = ray(g, v, n);
        double sum = 0;
        for (int j = 0; j < grid.rows(); j++) {
          for (int i = 0; i < grid.columns(); i++) {
            sum += weight(model, grid, ray, i, j) * image[j * grid.columns() + i];
          }
        }
        data[v * g.channels() + n] = sum;
      }
    }
    return data;
  }

  /** Adjoint of one slice. */
  static double[] adjoint(ScanGeometry g, ImageGrid grid, ProjectorModel model, double[] data) {
    double[] image = new double[grid.rows() * grid.columns()];
    for (int v = 0; v < g.views(); v++) {
      for (int n = 0; n < g.channels(); n++) {
        double[] ray = ray(g, v, n);
        double value = data[v * g.channels() + n];
        for (int j = 0; j < grid.rows(); j++) {
          for (int i = 0; i < grid.columns(); i++) {
            image[j * grid.columns() + i] += weight(model, grid, ray, i, j) * value;
          }
        }
      }
    }
    return image;
  }

  /** Back projection of FBP of one slice. */
  static double[] backproject(
      ScanGeometry g, ImageGrid grid, Interpolation kind, double[] data, double[] viewWeights) {
    double[] image = new double[grid.rows() * grid.columns()];
    for (int j = 0; j < grid.rows(); j++) {
      for (int i = 0; i < grid.columns(); i++) {
        double sum = 0;
        for (int v = 0; v < g.views(); v++) {
          double[] place = place(g, v, grid.xMm(i), grid.yMm(j));
          sum +=
              viewWeights[v]
                  * place[1]
                  * read(data, v * g.channels(), g.channels(), place[0], kind);
        }
        image[j * grid.columns() + i] = sum;
      }
    }
    return image;
  }

  /** Channel and distance weight of a point. */
  private static double[] place(ScanGeometry g, int view, double x, double y) {
    double angle = g.angles().rad(view);
    double t = x * Math.cos(angle) + y * Math.sin(angle);
    if (g instanceof ParallelBeamGeometry p) {
      return new double[] {t / p.detector().pitchMm() + p.detector().centreChannel(), 1};
    }
    FanBeamGeometry fan = (FanBeamGeometry) g;
    double r = fan.sourceToIsocenterMm();
    double l = r + x * Math.sin(angle) - y * Math.cos(angle);
    if (fan.detector() instanceof ArcDetector arc) {
      double gamma = Math.atan2(t, l);
      return new double[] {gamma / arc.pitchRad() + arc.centreChannel(), 1 / (t * t + l * l)};
    }
    FlatDetector flat = (FlatDetector) fan.detector();
    double u = fan.sourceToDetectorMm() * t / l;
    return new double[] {u / flat.pitchMm() + flat.centreChannel(), (r / l) * (r / l)};
  }

  private static double read(double[] data, int start, int count, double at, Interpolation kind) {
    if (at < 0 || at > count - 1) {
      return 0;
    }
    double sum = 0;
    for (int n = 0; n < count; n++) {
      sum += data[start + n] * kernel(Math.abs(at - n), kind);
    }
    return sum;
  }

  private static double kernel(double d, Interpolation kind) {
    if (kind == Interpolation.LINEAR) {
      return Math.max(0, 1 - d);
    }
    if (d < 1) {
      return 1.5 * d * d * d - 2.5 * d * d + 1;
    }
    return d < 2 ? -0.5 * d * d * d + 2.5 * d * d - 4 * d + 2 : 0;
  }
}
