package io.tomodrift.pipeline.bench;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.phantoms.AnalyticPhantom;
import io.tomodrift.phantoms.PhantomProjector;
import io.tomodrift.phantoms.catalogue.SheppLogan;
import io.tomodrift.projectors.backend.Backend;
import java.util.Arrays;

/**
 * The problem that speeds are told for: 512 x 512 pixels of 0.9 mm, a fan beam of 736 channels on
 * an arc (source to isocenter 595 mm, to detector 1085.6 mm, 1.2858 mm a channel on the arc,
 * centred), views over one turn, and the modified Shepp-Logan phantom over the whole grid, 0.02 /
 * mm where the phantom is 1. Slice s is the phantom times {@code 1 + s / 1000}, so that slices
 * differ.
 *
 * @param slices slices, 1 or more
 * @param views views over the turn; 1152 in the standard problem
 */
public record StandardProblem(int slices, int views) {

  /** Views of the standard problem. */
  public static final int STANDARD_VIEWS = 1152;

  private static final int SIZE = 512;
  private static final double PIXEL_MM = 0.9;
  private static final int CHANNELS = 736;
  private static final double SOURCE_TO_ISOCENTER_MM = 595;
  private static final double SOURCE_TO_DETECTOR_MM = 1085.6;
  private static final double ARC_PITCH_MM = 1.2858;
  private static final double PER_MM = 0.02;

  /** Checks the sizes. */
  public StandardProblem {
    if (slices < 1 || views < 1) {
      throw new IllegalArgumentException(
          "slices and views must be 1 or more, got %d and %d".formatted(slices, views));
    }
  }

  /** The scan. */
  public FanBeamGeometry geometry() {
    return new FanBeamGeometry(
        SOURCE_TO_ISOCENTER_MM,
        SOURCE_TO_DETECTOR_MM,
        ArcDetector.withOffset(CHANNELS, ARC_PITCH_MM / SOURCE_TO_DETECTOR_MM, 0),
        Angles.fullTurn(views));
  }

  /** The pixels. */
  public ImageGrid grid() {
    return ImageGrid.square(SIZE, PIXEL_MM);
  }

  /** Voxel updates of one projection or back projection: pixels x views x slices. */
  public long updates() {
    return (long) SIZE * SIZE * views * slices;
  }

  /** Exact line integrals, INTERLEAVED. */
  public Sinogram sinogram(RunContext context) {
    FanBeamGeometry geometry = geometry();
    Sinogram one = new PhantomProjector(geometry, 1).project(phantom(), context);
    FloatStack all = FloatStack.interleaved(slices, views, CHANNELS);
    for (int view = 0; view < views; view++) {
      for (int channel = 0; channel < CHANNELS; channel++) {
        fill(all, view, channel, one.stack().get(0, view, channel));
      }
    }
    return new Sinogram(all, geometry, SliceAxis.UNIT, SinogramUnit.LINE_INTEGRAL);
  }

  /** The phantom at the centres of the pixels, INTERLEAVED, 1/mm. */
  public FloatStack image() {
    ImageGrid grid = grid();
    AnalyticPhantom phantom = phantom();
    FloatStack all = FloatStack.interleaved(slices, SIZE, SIZE);
    for (int row = 0; row < SIZE; row++) {
      for (int column = 0; column < SIZE; column++) {
        fill(all, row, column, (float) phantom.value(grid.xMm(column), grid.yMm(row)));
      }
    }
    return all;
  }

  /** View weights of a full turn, rad. */
  public double[] viewWeights() {
    double[] weights = new double[views];
    Arrays.fill(weights, 2 * Math.PI / views);
    return weights;
  }

  /** Heap that all operations of {@link SpeedRun} need together, about, bytes. */
  public long bytes(Backend backend) {
    long lanes = FloatStack.lanesFor(slices);
    long data = 4L * views * CHANNELS * lanes;
    long image = 4L * SIZE * SIZE * lanes;
    return 2 * data + 3 * image + backend.workspaceBytes(geometry(), grid(), slices);
  }

  private AnalyticPhantom phantom() {
    return new SheppLogan(SheppLogan.Contrast.MODIFIED, SIZE * PIXEL_MM / 2, PER_MM).slice();
  }

  private static void fill(FloatStack stack, int row, int column, float value) {
    for (int slice = 0; slice < stack.slices(); slice++) {
      stack.set(slice, row, column, value * (1 + slice * 1e-3f));
    }
  }
}
