package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import java.util.Random;

/** A scan small enough for its matrix to be written out. */
final class Small implements AutoCloseable {

  static final ImageGrid GRID = new ImageGrid(7, 6, 10, 2, -3);
  static final FanBeamGeometry SCAN =
      new FanBeamGeometry(
          100, 180, FlatDetector.withOffset(13, 14, 0.25), Angles.fullTurn(9).shifted(0.1));

  final RunContext context;
  final Backend backend;
  final Projector projector;

  Small(int threads) {
    context = RunContext.defaults().withParallelism(threads);
    backend = Backends.select("cpu", context);
    projector = backend.projector(SCAN, GRID, ProjectorModel.JOSEPH);
  }

  ViewSubsets subsets(int count) {
    return ViewSubsets.of(backend, SCAN, GRID, ProjectorModel.JOSEPH, count);
  }

  /** Projections of random images with noise, so that no image explains them. */
  FloatStack data(int slices, long seed) {
    Random random = new Random(seed);
    FloatStack x = image(slices, seed);
    FloatStack y = FloatStack.interleaved(slices, SCAN.views(), SCAN.channels());
    projector.forward(x, y);
    for (int k = 0; k < SCAN.views() * SCAN.channels(); k++) {
      for (int s = 0; s < slices; s++) {
        y.data()[k * y.lanes() + s] += (float) (0.05 * random.nextGaussian());
      }
    }
    return y;
  }

  /** Random values in [-0.01, 0.03]. */
  static FloatStack image(int slices, long seed) {
    Random random = new Random(seed);
    FloatStack x = FloatStack.interleaved(slices, GRID.rows(), GRID.columns());
    for (int s = 0; s < slices; s++) {
      for (int k = 0; k < GRID.rows() * GRID.columns(); k++) {
        x.data()[k * x.lanes() + s] = 0.04f * random.nextFloat() - 0.01f;
      }
    }
    return x;
  }

  static FloatStack weights(int slices, long seed) {
    Random random = new Random(seed);
    FloatStack w = FloatStack.interleaved(slices, SCAN.views(), SCAN.channels());
    for (int k = 0; k < w.data().length; k++) {
      w.data()[k] = 0.2f + random.nextFloat();
    }
    return w;
  }

  /** The matrix, from the projections of single pixels, one a slice. */
  Dense matrix() {
    int pixels = GRID.rows() * GRID.columns();
    FloatStack units = FloatStack.interleaved(pixels, GRID.rows(), GRID.columns());
    FloatStack columns = FloatStack.interleaved(pixels, SCAN.views(), SCAN.channels());
    for (int k = 0; k < pixels; k++) {
      units.set(k, k / GRID.columns(), k % GRID.columns(), 1);
    }
    projector.forward(units, columns);
    double[][] a = new double[SCAN.views() * SCAN.channels()][pixels];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < pixels; k++) {
        a[i][k] = columns.get(k, i / SCAN.channels(), i % SCAN.channels());
      }
    }
    return new Dense(a);
  }

  static double[] slice(FloatStack stack, int slice) {
    double[] values = new double[stack.rows() * stack.columns()];
    for (int k = 0; k < values.length; k++) {
      values[k] = stack.get(slice, k / stack.columns(), k % stack.columns());
    }
    return values;
  }

  @Override
  public void close() {
    projector.close();
    backend.close();
  }
}
