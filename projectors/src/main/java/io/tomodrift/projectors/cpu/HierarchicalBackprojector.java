package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.FbpBackprojector;
import io.tomodrift.projectors.backend.OperatorChecks;

/**
 * The back projection of FBP with linear interpolation in two levels: a part of the image needs few
 * views, because within it their low frequencies only matter.
 *
 * <p>Around the curve that the centre of a part draws in the sinogram, the projections are read at
 * {@link LocalGrid#POINTS} points a channel, low-passed over the views, thinned by a factor of up
 * to {@link ViewDecimation#LARGEST_FACTOR}, and back projected to the pixels of the part. In each
 * part the factor is the largest for which its corners move by no more than a channel from one view
 * that remains to the next.
 *
 * <p><b>Reference</b>: Basu and Bresler 2000, IEEE Trans. Image Processing 9(10):1760; here for fan
 * beams as measured, with curves through the fan sinogram in place of shifted parallel views.
 */
final class HierarchicalBackprojector implements FbpBackprojector {
  private static final int FEWEST_FACTORS = 8;
  private static final double ANGLE_TOLERANCE_RAD = 1e-9;

  private final ScanGeometry geometry;
  private final ImageGrid grid;
  private HierarchicalGather gather;

  HierarchicalBackprojector(
      LaneKernels kernels, ScanGeometry geometry, ImageGrid grid, RunContext context) {
    OperatorChecks.requireSourceOutside(geometry, grid);
    requireOneTurn(geometry.angles());
    this.geometry = geometry;
    this.grid = grid;
    gather = new HierarchicalGather(kernels, geometry, grid, context);
  }

  private static void requireOneTurn(Angles angles) {
    int views = angles.count();
    double step = views < 2 ? 0 : Math.copySign(2 * Math.PI / views, angles.rad(1) - angles.rad(0));
    for (int v = 0; v < views; v++) {
      double expected = angles.rad(0) + v * step;
      double off = Math.IEEEremainder(angles.rad(v) - expected, 2 * Math.PI);
      if (Math.abs(off) > ANGLE_TOLERANCE_RAD) {
        throw new GeometryException(
            "fast back projection needs the views of one whole turn in even steps, but view %d of %d is at %.6f degrees where %.6f is expected; use the direct one"
                .formatted(v, views, Math.toDegrees(angles.rad(v)), Math.toDegrees(expected)));
      }
    }
    if (views % FEWEST_FACTORS != 0) {
      throw new GeometryException(
          "fast back projection needs a multiple of %d views, got %d; use the direct one"
              .formatted(FEWEST_FACTORS, views));
    }
  }

  /** Heap memory besides the caller's stacks, bytes. */
  static long workspaceBytes(
      LaneKernels kernels, ScanGeometry geometry, ImageGrid grid, int slices, RunContext context) {
    return new HierarchicalGather(kernels, geometry, grid, context)
        .workspaceBytes(slices, context.parallelism());
  }

  @Override
  public void backproject(FloatStack filtered, double[] viewWeights, FloatStack image) {
    if (gather == null) {
      throw new IllegalStateException("this back projector was closed");
    }
    OperatorChecks.requireStacks(geometry, grid, image, filtered);
    OperatorChecks.requireViewWeights(geometry, viewWeights);
    double first = viewWeights[0];
    for (int v = 1; v < viewWeights.length; v++) {
      if (Math.abs(viewWeights[v] - first) > 1e-6 * Math.abs(first)) {
        throw new IllegalArgumentException(
            "fast back projection needs equal view weights, got %s for view 0 and %s for view %d"
                .formatted(first, viewWeights[v], v));
      }
    }
    gather.run(filtered, first, image);
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
  }
}
