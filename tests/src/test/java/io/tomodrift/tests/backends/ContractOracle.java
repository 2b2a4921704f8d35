package io.tomodrift.tests.backends;

import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ParallelBeamGeometry;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.projectors.Interpolation;
import io.tomodrift.projectors.ProjectorModel;

/**
 * The operators in double precision and millimetres, one value at a time, from the text of their
 * definitions and without any code of a backend. Slow on purpose.
 */
final class ContractOracle {

  private ContractOracle() {}

  /** The weights of all pixels on one ray, mm. */
  private interface RayWeights {
    double at(double x, double y);
  }

  /** Forward projection of one slice. */
  static double[] forward(ScanGeometry g, ImageGrid grid, ProjectorModel model, double[] image) {
    double[] data = new double[g.views() * g.channels()];
    for (int k = 0; k < data.length; k++) {
      RayWeights ray = ray(g, grid, model, k / g.channels(), k % g.channels());
      for (int p = 0; p < image.length; p++) {
        data[k] += ray.at(x(grid, p), y(grid, p)) * image[p];
      }
    }
    return data;
  }

  /** Adjoint of one slice. */
  static double[] adjoint(ScanGeometry g, ImageGrid grid, ProjectorModel model, double[] data) {
    double[] image = new double[grid.rows() * grid.columns()];
    for (int k = 0; k < data.length; k++) {
      RayWeights ray = ray(g, grid, model, k / g.channels(), k % g.channels());
      for (int p = 0; p < image.length; p++) {
        image[p] += ray.at(x(grid, p), y(grid, p)) * data[k];
      }
    }
    return image;
  }

  private static double x(ImageGrid grid, int pixel) {
    return grid.xMm(pixel % grid.columns());
  }

  private static double y(ImageGrid grid, int pixel) {
    int row = pixel / grid.columns();
    return grid.yMm(row);
  }

  private static RayWeights ray(
      ScanGeometry g, ImageGrid grid, ProjectorModel model, int view, int channel) {
    double[] r = originAndDirection(g, view, channel);
    double pixel = grid.pixelMm();
    if (model == ProjectorModel.SIDDON) {
      return (x, y) -> chord(pixel, r, x, y);
    }
    boolean steep = Math.abs(r[3]) > Math.abs(r[2]);
    double step = pixel / Math.max(Math.abs(r[2]), Math.abs(r[3]));
    return (x, y) -> {
      double off =
          steep ? r[0] + (y - r[1]) * r[2] / r[3] - x : r[1] + (x - r[0]) * r[3] / r[2] - y;
      return Math.max(0, 1 - Math.abs(off) / pixel) * step;
    };
  }

  private static double[] originAndDirection(ScanGeometry g, int view, int channel) {
    double c = Math.cos(g.angles().rad(view));
    double s = Math.sin(g.angles().rad(view));
    if (g instanceof ParallelBeamGeometry p) {
      double t = (channel - p.detector().centreChannel()) * p.detector().pitchMm();
      return new double[] {t * c, t * s, s, -c};
    }
    FanBeamGeometry fan = (FanBeamGeometry) g;
    double offset = channel - fan.detector().centreChannel();
    double tangent =
        fan.detector() instanceof ArcDetector arc
            ? Math.tan(offset * arc.pitchRad())
            : offset * ((FlatDetector) fan.detector()).pitchMm() / fan.sourceToDetectorMm();
    double along = 1 / Math.hypot(1, tangent);
    double across = tangent * along;
    double r = fan.sourceToIsocenterMm();
    return new double[] {-r * s, r * c, along * s + across * c, -along * c + across * s};
  }

  /** Length of a ray inside a square, by clipping against its two slabs. */
  private static double chord(double pixel, double[] ray, double x, double y) {
    double from = Double.NEGATIVE_INFINITY;
    double to = Double.POSITIVE_INFINITY;
    for (int axis = 0; axis < 2; axis++) {
      double middle = (axis == 0 ? x : y) - ray[axis];
      double a = (middle - pixel / 2) / ray[2 + axis];
      double b = (middle + pixel / 2) / ray[2 + axis];
      from = Math.max(from, Math.min(a, b));
      to = Math.min(to, Math.max(a, b));
    }
    return Math.max(0, to - from);
  }

  /** Back projection of FBP of one slice. */
  static double[] backproject(
      ScanGeometry g, ImageGrid grid, Interpolation kind, double[] data, double[] viewWeights) {
    double[] image = new double[grid.rows() * grid.columns()];
    for (int v = 0; v < g.views(); v++) {
      double cos = Math.cos(g.angles().rad(v));
      double sin = Math.sin(g.angles().rad(v));
      for (int p = 0; p < image.length; p++) {
        double x = x(grid, p);
        double y = y(grid, p);
        double t = x * cos + y * sin;
        double channel = t;
        double weight = viewWeights[v];
        if (g instanceof ParallelBeamGeometry parallel) {
          channel = t / parallel.detector().pitchMm();
        } else {
          FanBeamGeometry fan = (FanBeamGeometry) g;
          double l = fan.sourceToIsocenterMm() + x * sin - y * cos;
          if (fan.detector() instanceof ArcDetector arc) {
            channel = Math.atan2(t, l) / arc.pitchRad();
            weight /= t * t + l * l;
          } else {
            double pitch = ((FlatDetector) fan.detector()).pitchMm();
            channel = fan.sourceToDetectorMm() * t / l / pitch;
            weight *= Math.pow(fan.sourceToIsocenterMm() / l, 2);
          }
        }
        channel += g.detector().centreChannel();
        image[p] += weight * read(data, v * g.channels(), g.channels(), channel, kind);
      }
    }
    return image;
  }

  private static double read(double[] data, int start, int count, double at, Interpolation kind) {
    if (at < 0 || at > count - 1) {
      return 0;
    }
    double sum = 0;
    int from = Math.max(0, (int) at - 1);
    int to = Math.min(count - 1, (int) at + 2);
    for (int n = from; n <= to; n++) {
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

  /** The filter of one slice: every line convolved with the inverse transform of the spectrum. */
  static double[] filter(int positions, double[] spectrum, double[] data) {
    int length = spectrum.length;
    double[] cosines = new double[length];
    for (int k = 0; k < length; k++) {
      cosines[k] = Math.cos(2 * Math.PI * k / length);
    }
    double[] kernel = new double[length];
    for (int d = 0; d < length; d++) {
      for (int k = 0; k < length; k++) {
        kernel[d] += spectrum[k] * cosines[(int) ((long) k * d % length)];
      }
    }
    double[] result = new double[data.length];
    for (int at = 0; at < data.length; at++) {
      int line = at / positions * positions;
      for (int m = 0; m < positions; m++) {
        result[at] += kernel[Math.floorMod(at - line - m, length)] * data[line + m];
      }
    }
    return result;
  }
}
