package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.FbpBackprojector;
import io.tomodrift.projectors.Interpolation;
import io.tomodrift.projectors.backend.OperatorChecks;

/** The pixel-driven back projection of FBP on the CPU. */
final class CpuFbpBackprojector implements FbpBackprojector {

  private final ScanGeometry geometry;
  private final ImageGrid grid;
  private final Interpolation interpolation;
  private final LaneKernels kernels;
  private final ChannelMap map;
  private final TileProjection projection;
  private final QuarterTurns turns;
  private TileGather plain;
  private TileGather turning;

  CpuFbpBackprojector(
      ScanGeometry geometry,
      ImageGrid grid,
      Interpolation interpolation,
      LaneKernels kernels,
      RunContext context) {
    OperatorChecks.requireSourceOutside(geometry, grid);
    this.geometry = geometry;
    this.grid = grid;
    this.interpolation = interpolation;
    this.kernels = kernels;
    map = ChannelMap.of(geometry, grid);
    projection = new TileProjection(geometry);
    turns = QuarterTurns.of(geometry, grid);
    plain = gather(null, context);
    turning = turns == null ? null : gather(turns, context);
  }

  private TileGather gather(QuarterTurns symmetry, RunContext context) {
    return new TileGather(kernels, grid, symmetry, geometry.views(), geometry.channels(), context);
  }

  @Override
  public void backproject(FloatStack filtered, double[] viewWeights, FloatStack image) {
    if (plain == null) {
      throw new IllegalStateException("this back projector was closed");
    }
    OperatorChecks.requireStacks(geometry, grid, image, filtered);
    OperatorChecks.requireViewWeights(geometry, viewWeights);
    boolean symmetric = turns != null && turns.sharedBy(viewWeights);
    (symmetric ? turning : plain).run("back projection", filtered, image, () -> taps(viewWeights));
  }

  private TileTaps taps(double[] viewWeights) {
    int channels = geometry.channels();
    return interpolation == Interpolation.CUBIC
        ? new CubicTaps(map, grid, channels, viewWeights, kernels.groupViews())
        : new LinearTaps(kernels, projection, map, grid, channels, viewWeights);
  }

  @Override
  public ScanGeometry geometry() {
    return geometry;
  }

  @Override
  public ImageGrid grid() {
    return grid;
  }

  @Override
  public void close() {
    plain = null;
    turning = null;
  }
}
