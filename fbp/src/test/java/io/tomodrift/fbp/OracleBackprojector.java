package io.tomodrift.fbp;

import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.stack.FloatStack;

/** The back projection of FBP in double, slice 0 only, linear, in the most direct words. */
record OracleBackprojector(FanBeamGeometry geometry, ImageGrid grid, Distance distance) {

  /** Distance weights: the right one and two that were found in practice. */
  enum Distance {
    RIGHT,
    NONE,
    /** The square of the distance to the source where a flat detector needs its axial part. */
    RADIAL
  }

  FloatStack backproject(FloatStack filtered, double[] viewWeights) {
    FloatStack image = FloatStack.planar(1, grid.rows(), grid.columns());
    for (int j = 0; j < grid.rows(); j++) {
      for (int i = 0; i < grid.columns(); i++) {
        image.set(0, j, i, (float) pixel(filtered, viewWeights, grid.xMm(i), grid.yMm(j)));
      }
    }
    return image;
  }

  private double pixel(FloatStack filtered, double[] viewWeights, double x, double y) {
    double sum = 0;
    for (int v = 0; v < geometry.views(); v++) {
      double beta = geometry.angles().rad(v);
      double across = x * Math.cos(beta) + y * Math.sin(beta);
      double along = geometry.sourceToIsocenterMm() + x * Math.sin(beta) - y * Math.cos(beta);
      double channel = geometry.channelAt(Math.atan2(across, along));
      sum += viewWeights[v] * weight(across, along) * read(filtered, geometry, v, channel);
    }
    return sum;
  }

  private double weight(double across, double along) {
    double squared = across * across + along * along;
    double radius = geometry.sourceToIsocenterMm();
    boolean arc = geometry.detector() instanceof ArcDetector;
    return switch (distance) {
      case RIGHT -> arc ? 1 / squared : radius * radius / (along * along);
      case NONE -> arc ? 1 / (radius * radius) : 1;
      case RADIAL -> arc ? 1 / squared : radius * radius / squared;
    };
  }

  private static double read(FloatStack q, ScanGeometry geometry, int view, double channel) {
    if (channel < 0 || channel > geometry.channels() - 1) {
      return 0;
    }
    int n = Math.min((int) channel, geometry.channels() - 2);
    double fraction = channel - n;
    return (1 - fraction) * q.get(0, view, n) + fraction * q.get(0, view, n + 1);
  }
}
