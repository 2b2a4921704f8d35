package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.ProjectorModel;

/**
 * Heap memory that operators on the processor hold besides the stacks of their caller. Follows what
 * {@link TileGather}, {@link RayGather}, {@link ThinForward} and {@link ThinAdjoint} allocate.
 *
 * @param kernels the loops
 * @param geometry the scan
 * @param grid the pixels
 * @param slices slices processed at a time
 * @param threads number of threads
 */
record CpuWorkspace(
    LaneKernels kernels, ScanGeometry geometry, ImageGrid grid, int slices, int threads) {
  /** Table entries of a tap: a position, two weights and what finding them needs. */
  private static final long TAP_BYTES = 24;

  /** The back projection of FBP. */
  long fbpBytes() {
    return tileBytes(QuarterTurns.of(geometry, grid) != null);
  }

  /** Forward projection and adjoint of Joseph's model, both of which have run. */
  long projectorBytes() {
    boolean turning = QuarterTurns.of(geometry, grid) != null;
    if (CpuProjector.thin(grid, ProjectorModel.JOSEPH, slices)) {
      return thinBytes(turning);
    }
    long rays = (long) geometry.views() * geometry.channels() * RayTable.BYTES_PER_RAY;
    return rays + tileBytes(turning) + rayBytes(turning);
  }

  private long thinBytes(boolean turning) {
    long rays = (long) geometry.views() * geometry.channels();
    long table = rays / (turning ? 4 : 1) * ThinRays.BYTES_PER_RAY;
    long folded = 2 * rays * Float.BYTES;
    return table + folded + ThinPlanes.bytes(grid.columns(), grid.rows(), turning);
  }

  private int lanes() {
    return FloatStack.lanesFor(slices);
  }

  private int chunk() {
    return LaneChunk.size(lanes(), kernels.chunkLanes());
  }

  private boolean folded(boolean turning) {
    return turning && lanes() <= TileGather.NARROW_LANES;
  }

  private long tileBytes(boolean turning) {
    int images = turning ? 4 : 1;
    int channels = geometry.channels();
    int views = images * TileGather.step(kernels, geometry.views(), channels, images, chunk());
    long rows = (long) views / (folded(turning) ? 4 : 1) * LaneRows.padded(channels, channels);
    long sums = 4L * images * Tile.PIXELS * chunk();
    long taps = TAP_BYTES * Tile.PIXELS * kernels.groupViews();
    return copies(rows, folded(turning)) + threads * (sums + taps);
  }

  private long rayBytes(boolean turning) {
    int images = turning ? 4 : 1;
    long rows = (long) grid.rows() * LaneRows.padded(grid.columns(), grid.columns());
    long sums = 4L * images * RayGather.BUNDLE * chunk();
    long taps = TAP_BYTES * RayGather.BUNDLE * RayGather.STRETCH;
    return copies(rows, folded(turning)) + threads * (sums + taps);
  }

  private long copies(long rows, boolean folded) {
    int width = folded ? 4 * lanes() : chunk();
    return rows * (kernels.separateRows(width) ? LaneRows.rowBytes(width) : 4L * width);
  }
}
