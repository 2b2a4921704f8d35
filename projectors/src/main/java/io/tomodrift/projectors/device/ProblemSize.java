package io.tomodrift.projectors.device;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;

/** Values of a slice. */
final class ProblemSize {

  private ProblemSize() {}

  static long pixels(ImageGrid grid) {
    return (long) grid.columns() * grid.rows();
  }

  static long rays(ScanGeometry geometry) {
    return (long) geometry.views() * geometry.channels();
  }

  static BatchPlan plan(
      Device device, ScanGeometry geometry, ImageGrid grid, int slices, long tableBytes) {
    long pixels = pixels(grid);
    long rays = rays(geometry);
    return BatchPlan.of(device, slices, Math.max(pixels, rays), pixels + rays, tableBytes);
  }
}
