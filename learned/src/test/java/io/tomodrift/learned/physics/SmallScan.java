package io.tomodrift.learned.physics;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import java.util.SplittableRandom;

/** A fan-beam scan small enough for its matrix, some pixels of which lie outside its view. */
final class SmallScan implements AutoCloseable {

  static final ImageGrid GRID = new ImageGrid(8, 7, 10, 2, -3);
  static final FanBeamGeometry SCAN =
      new FanBeamGeometry(
          100, 180, FlatDetector.withOffset(13, 8, 0), Angles.fullTurn(11).shifted(0.1));
  static final HounsfieldScale WATER = new HounsfieldScale(0.02);
  static final int PIXELS = GRID.rows() * GRID.columns();
  static final int RAYS = SCAN.views() * SCAN.channels();

  final RunContext context = RunContext.defaults().withParallelism(2);
  final Backend backend = Backends.select("cpu", context);
  final Projector projector = backend.projector(SCAN, GRID, ProjectorModel.JOSEPH);

  /** Random HU, soft tissue and lung. */
  static Volume image(int slices, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    FloatStack stack = FloatStack.planar(slices, GRID.rows(), GRID.columns());
    for (int i = 0; i < stack.data().length; i++) {
      stack.data()[i] = (float) (-900 + 1100 * random.nextDouble());
    }
    return new Volume(stack, VolumeFrame.gantry(GRID, 0, 1), VolumeUnit.HU);
  }

  /** Projections of another image, with noise. */
  Sinogram data(int slices, long seed) {
    FloatStack mu = image(slices, seed).stack().toLayout(SliceLayout.INTERLEAVED).copy();
    WATER.toPerMmInPlace(mu);
    FloatStack data = FloatStack.interleaved(slices, SCAN.views(), SCAN.channels());
    projector.forward(mu, data);
    SplittableRandom random = new SplittableRandom(seed + 1);
    for (int i = 0; i < data.data().length; i++) {
      data.data()[i] += (float) (0.1 * random.nextDouble());
    }
    return new Sinogram(data, SCAN, SliceAxis.UNIT, SinogramUnit.LINE_INTEGRAL);
  }

  static boolean inside(int pixel) {
    double x = GRID.xMm(pixel % GRID.columns());
    double y = GRID.yMm(pixel / GRID.columns());
    return Math.hypot(x, y) <= SCAN.fovRadiusMm();
  }

  /** The matrix, from the projections of single pixels, one a slice. */
  double[][] matrix() {
    FloatStack units = FloatStack.interleaved(PIXELS, GRID.rows(), GRID.columns());
    FloatStack columns = FloatStack.interleaved(PIXELS, SCAN.views(), SCAN.channels());
    for (int k = 0; k < PIXELS; k++) {
      units.set(k, k / GRID.columns(), k % GRID.columns(), 1);
    }
    projector.forward(units, columns);
    double[][] a = new double[RAYS][PIXELS];
    for (int i = 0; i < RAYS; i++) {
      for (int k = 0; k < PIXELS; k++) {
        a[i][k] = columns.get(k, i / SCAN.channels(), i % SCAN.channels());
      }
    }
    return a;
  }

  static double[] slice(FloatStack stack, int slice) {
    double[] values = new double[stack.rows() * stack.columns()];
    for (int k = 0; k < values.length; k++) {
      values[k] = stack.get(slice, k / stack.columns(), k % stack.columns());
    }
    return values;
  }

  /** {@code A mu(hu) - y} of one slice. */
  double[] residual(double[][] a, Volume hu, Sinogram data, int slice) {
    double[] mu = slice(hu.stack(), slice);
    for (int k = 0; k < mu.length; k++) {
      mu[k] = WATER.toPerMm(mu[k]);
    }
    double[] r = Algebra.times(a, mu);
    double[] y = slice(data.stack(), slice);
    for (int i = 0; i < r.length; i++) {
      r[i] -= y[i];
    }
    return r;
  }

  @Override
  public void close() {
    projector.close();
    backend.close();
  }
}
