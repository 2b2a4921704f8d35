package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.FbpBackprojector;
import io.tomodrift.projectors.Interpolation;
import io.tomodrift.projectors.backend.OperatorChecks;
import java.util.function.Supplier;

/** The pixel-driven back projection of FBP on the CPU. */
final class CpuFbpBackprojector implements FbpBackprojector {

  private final ScanGeometry geometry;
  private final ImageGrid grid;
  private final Interpolation interpolation;
  private final ChannelMap map;
  private final QuarterTurns turns;
  private PixelGather gather;
  private QuarterGather quarterGather;

  CpuFbpBackprojector(
      ScanGeometry geometry, ImageGrid grid, Interpolation interpolation, RunContext context) {
    OperatorChecks.requireSourceOutside(geometry, grid);
    this.geometry = geometry;
    this.grid = grid;
    this.interpolation = interpolation;
    this.map = ChannelMap.of(geometry, grid);
    this.turns = QuarterTurns.of(geometry, grid);
    this.gather = new PixelGather(grid, geometry.views(), geometry.channels(), context);
    this.quarterGather =
        turns == null ? null : new QuarterGather(turns, geometry.channels(), context);
  }

  @Override
  public void backproject(FloatStack filtered, double[] viewWeights, FloatStack image) {
    if (gather == null) {
      throw new IllegalStateException("this back projector was closed");
    }
    OperatorChecks.requireStacks(geometry, grid, image, filtered);
    OperatorChecks.requireViewWeights(geometry, viewWeights);
    Supplier<PixelTaps> taps =
        () -> new FbpTaps(map, grid, geometry.channels(), interpolation, viewWeights);
    if (turns != null && turns.sharedBy(viewWeights)) {
      quarterGather.run("back projection", filtered, image, taps);
    } else {
      gather.run("back projection", filtered, image, taps);
    }
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
    gather = null;
    quarterGather = null;
  }
}
