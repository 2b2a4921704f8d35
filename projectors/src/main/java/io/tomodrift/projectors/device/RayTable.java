package io.tomodrift.projectors.device;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.Ray;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.ProgressListener;
import io.tomodrift.geometry.run.RunContext;
import java.nio.IntBuffer;

/**
 * All rays of a scan in pixel indices, as the kernels want them, computed in double precision.
 *
 * <p>A ray steps along the axis it is closer to, its dominant axis, and crosses index i of that
 * axis at {@code intercept + slope i} of the other one, both as whole multiples of 2^-40 pixels.
 * {@code step} is the length of a step, positive for a ray that steps along columns, negative for
 * one along rows, and 0 for a ray that misses the grid.
 */
final class RayTable {

  /** Bytes of a ray in all tables together. */
  static final int BYTES_PER_RAY = 2 * Long.BYTES + 2 * Float.BYTES + 2 * Integer.BYTES;

  private static final double UNITS_PER_PIXEL = (double) (1L << 40);

  private final DeviceBuffer intercept;
  private final DeviceBuffer slope;
  private final DeviceBuffer step;
  private final DeviceBuffer inverseSlope;
  private final DeviceBuffer first;
  private final DeviceBuffer last;

  /** Makes the tables on the device; {@code scope} owns them. */
  RayTable(
      Device device,
      ResourceScope scope,
      ScanGeometry geometry,
      ImageGrid grid,
      RunContext context) {
    int rays = geometry.views() * geometry.channels();
    long[] intercepts = new long[rays];
    long[] slopes = new long[rays];
    float[] steps = new float[rays];
    float[] inverses = new float[rays];
    int[] firsts = new int[rays];
    int[] lasts = new int[rays];
    ParallelLoop.run(
        context.withProgress(ProgressListener.NONE),
        "ray table",
        geometry.views(),
        view -> {
          for (int channel = 0; channel < geometry.channels(); channel++) {
            int at = view * geometry.channels() + channel;
            Line line = Line.of(geometry.ray(view, channel), grid);
            firsts[at] = line.first();
            lasts[at] = line.last();
            if (line.first() <= line.last()) {
              intercepts[at] = Math.round(line.intercept() * UNITS_PER_PIXEL);
              slopes[at] = Math.round(line.slope() * UNITS_PER_PIXEL);
              steps[at] = (float) (line.alongColumns() ? line.stepMm() : -line.stepMm());
              inverses[at] = (float) (1 / Math.abs(line.slope()));
            }
          }
        });
    intercept = longs(device, scope, intercepts);
    slope = longs(device, scope, slopes);
    step = floats(device, scope, steps);
    inverseSlope = floats(device, scope, inverses);
    first = ints(device, scope, firsts);
    last = ints(device, scope, lasts);
  }

  /** A ray along its dominant axis. */
  private record Line(
      boolean alongColumns, double intercept, double slope, double stepMm, int first, int last) {

    static Line of(Ray ray, ImageGrid grid) {
      double column = grid.columnAt(ray.originXMm());
      double row = grid.rowAt(ray.originYMm());
      double columnStep = ray.directionX();
      double rowStep = -ray.directionY();
      boolean along = Math.abs(columnStep) >= Math.abs(rowStep);
      double b = along ? rowStep / columnStep : columnStep / rowStep;
      double a = along ? row - b * column : column - b * row;
      double step = grid.pixelMm() / Math.abs(along ? columnStep : rowStep);
      int dominant = along ? grid.columns() : grid.rows();
      int cross = along ? grid.rows() : grid.columns();
      // Between these indices the ray is within a pixel of the grid.
      double from = 0;
      double to = dominant - 1.0;
      if (b != 0) {
        from = Math.max(from, Math.floor(Math.min((-1 - a) / b, (cross - a) / b)));
        to = Math.min(to, Math.ceil(Math.max((-1 - a) / b, (cross - a) / b)));
      } else if (!(a > -1 && a < cross)) {
        to = -1;
      }
      return new Line(along, a, b, step, (int) from, (int) to);
    }
  }

  private static DeviceBuffer longs(Device device, ResourceScope scope, long[] values) {
    return Tables.upload(
        device,
        scope,
        (long) Long.BYTES * values.length,
        bytes -> bytes.asLongBuffer().put(values));
  }

  private static DeviceBuffer floats(Device device, ResourceScope scope, float[] values) {
    return Tables.upload(
        device,
        scope,
        (long) Float.BYTES * values.length,
        bytes -> bytes.asFloatBuffer().put(values));
  }

  private static DeviceBuffer ints(Device device, ResourceScope scope, int[] values) {
    return Tables.upload(
        device,
        scope,
        (long) Integer.BYTES * values.length,
        bytes -> {
          IntBuffer target = bytes.asIntBuffer();
          target.put(values);
        });
  }

  DeviceBuffer intercept() {
    return intercept;
  }

  DeviceBuffer slope() {
    return slope;
  }

  DeviceBuffer step() {
    return step;
  }

  DeviceBuffer inverseSlope() {
    return inverseSlope;
  }

  DeviceBuffer first() {
    return first;
  }

  DeviceBuffer last() {
    return last;
  }
}
