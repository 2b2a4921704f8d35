package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.Ray;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;

/**
 * Joseph rays of a scan, each followed across the lines of a {@link ThinPlanes plane} that it
 * crosses steeply: at line i it lies at {@code intercept + slope i} along the line, |slope| at most
 * one, between two neighbouring pixels that share {@code stepMm}.
 *
 * <p>A ray that runs along the rows would miss lines that are rows. In a scan with {@link
 * QuarterTurns} the ray a quarter turn on stands for it, followed through the image a quarter turn
 * back; in others it is followed through a transposed plane.
 */
final class ThinRays {
  /** Bytes a ray takes. */
  static final int BYTES_PER_RAY = 2 * Double.BYTES + Float.BYTES + 1;

  private final int channels;
  private final double[] intercept;
  private final double[] slope;
  private final float[] stepMm;
  private final boolean[] sideways;

  ThinRays(ScanGeometry geometry, ImageGrid grid, QuarterTurns turns, RunContext context) {
    channels = geometry.channels();
    int views = turns == null ? geometry.views() : turns.quarterViews();
    int rays = Math.multiplyExact(views, channels);
    intercept = new double[rays];
    slope = new double[rays];
    stepMm = new float[rays];
    sideways = new boolean[rays];
    ParallelLoop.run(
        context.quiet(),
        "ray table",
        views,
        view -> {
          for (int channel = 0; channel < channels; channel++) {
            Ray ray = geometry.ray(view, channel);
            boolean along = Math.abs(ray.directionX()) >= Math.abs(ray.directionY());
            int r = view * channels + channel;
            sideways[r] = along;
            if (along && turns != null) {
              ray = geometry.ray(view + turns.quarterViews(), channel);
            }
            set(r, ray, grid, along && turns == null);
          }
        });
  }

  private void set(int r, Ray ray, ImageGrid grid, boolean transposed) {
    double column = grid.columnAt(ray.originXMm());
    double row = grid.rowAt(ray.originYMm());
    double cross = transposed ? row : column;
    double line = transposed ? column : row;
    double crossStep = transposed ? -ray.directionY() : ray.directionX();
    double lineStep = transposed ? ray.directionX() : -ray.directionY();
    double perLine = crossStep / lineStep;
    slope[r] = perLine;
    intercept[r] = cross - perLine * line;
    stepMm[r] = (float) (grid.pixelMm() / Math.abs(lineStep));
  }

  int channels() {
    return channels;
  }

  /** True if the ray runs along the rows. */
  boolean sideways(int ray) {
    return sideways[ray];
  }

  double intercept(int ray) {
    return intercept[ray];
  }

  double slope(int ray) {
    return slope[ray];
  }

  float stepMm(int ray) {
    return stepMm[ray];
  }

  /**
   * Finds the lines from {@code first} to {@code behind - 1} at which a ray lies between two places
   * {@code low} and {@code high} on the line; names one more at either end where rounding leaves
   * doubt, at which the ray is less than half a pixel outside.
   *
   * @param range receives the first line and the one behind the last
   * @return false if there is none
   */
  boolean clip(int ray, double low, double high, int first, int behind, int[] range) {
    double a = intercept[ray];
    double b = slope[ray];
    double start = a + b * first;
    double stop = a + b * (behind - 1);
    double least = Math.min(start, stop);
    double most = Math.max(start, stop);
    range[0] = first;
    range[1] = behind;
    if (least >= low && most <= high) {
      return true;
    }
    if (most < low || least > high) {
      return false;
    }
    double toLow = (low - a) / b;
    double toHigh = (high - a) / b;
    double from = Math.min(toLow, toHigh) - DOUBT;
    double to = Math.max(toLow, toHigh) + DOUBT;
    range[0] = Math.max(first, (int) Math.ceil(from));
    range[1] = Math.min(behind, (int) Math.floor(to) + 1);
    return range[0] < range[1];
  }

  private static final double DOUBT = 1e-6;
}
