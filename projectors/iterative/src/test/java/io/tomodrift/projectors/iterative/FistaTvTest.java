package io.tomodrift.projectors.iterative;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FistaTvTest {

  @ParameterizedTest
  @CsvSource({"false, false, 0.5", "true, true, 3", "true, false, 0"})
  void everyIterateIsThatOfDenseAlgebra(boolean weighted, boolean nonNegative, double lambda) {
    try (Small small = new Small(2)) {
      Dense a = small.matrix();
      DenseTv tv = DenseTv.of(Small.GRID.rows(), Small.GRID.columns());
      FloatStack y = small.data(3, 1);
      RayWeights weights = weighted ? RayWeights.of(Small.weights(3, 4)) : RayWeights.none();
      double[] largest = OperatorNorm.squared(small.projector, weights, 3, 20, small.context);
      Problem problem = Problem.of(small.projector, y).withWeights(weights);
      for (int s = 0; s < 3; s++) {
        double[] w = weighted ? Small.slice(weights.stack(), s) : Dense.ones(a.rows());
        double[] data = Small.slice(y, s);
        double[] x = new double[a.columns()];
        double[] v = x;
        double t = 1;
        for (int k = 1; k <= 8; k++) {
          double[] left = Dense.multiply(w, Dense.minus(data, a.times(v)));
          double[] u = Dense.axpy(v, 1 / largest[s], a.transposed(left));
          if (lambda > 0) {
            u = tv.proximal(u, lambda / largest[s], 15, nonNegative);
          }
          boolean better =
              objective(a, w, data, tv, lambda, u) <= objective(a, w, data, tv, lambda, x);
          double next = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
          v = better ? Dense.axpy(u, (t - 1) / next, Dense.minus(u, x)) : x;
          x = better ? u : x;
          t = better ? next : 1;
          Solution found = new FistaTv(k, lambda, 15, nonNegative).solve(problem, small.context);
          Checks.near(x, Small.slice(found.image(), s), 1e-5, "iterate " + k);
          double expected = objective(a, w, data, tv, lambda, x);
          assertEquals(expected, found.log().get(k).objective().get(s), 1e-5 * expected);
        }
      }
    }
  }

  private static double objective(
      Dense a, double[] w, double[] y, DenseTv tv, double lambda, double[] x) {
    double[] left = Dense.minus(y, a.times(x));
    return Dense.dot(left, Dense.multiply(w, left)) / 2 + lambda * tv.of(x);
  }

  @Test
  void theObjectiveNeverRises() {
    try (Small small = new Small(1)) {
      Problem problem = Problem.of(small.projector, small.data(4, 2));
      Solution found = new FistaTv(150, 2).solve(problem, small.context);
      Checks.neverRises(found.log());
      double longer = new FistaTv(600, 2).solve(problem, small.context).log().get(600).total();
      assertEquals(longer, found.log().get(150).total(), 1e-3 * longer);
    }
  }

  /** Momentum overshoots in the long run; not even rounding may get into the log. */
  @ParameterizedTest
  @CsvSource({"0", "0.01"})
  void stepsThatRiseAreDropped(double lambda) {
    try (Small small = new Small(1)) {
      Problem problem = Problem.of(small.projector, small.data(4, 2));
      var log = new FistaTv(400, lambda, 10, false).solve(problem, small.context).log();
      for (int k = 1; k <= 400; k++) {
        for (int s = 0; s < 4; s++) {
          double before = log.get(k - 1).objective().get(s);
          assertTrue(log.get(k).objective().get(s) <= before, "iteration " + k);
        }
      }
    }
  }

  /** Two pixels approach each other by the strength each, and meet in the middle. */
  @Test
  void theProximalMapOfTwoPixels() {
    float[] apart = {5, 1};
    new TotalVariation(1, 2, 200, false).proximal(apart, 0, 0.75f, RunContext.defaults());
    assertEquals(4.25, apart[0], 1e-5);
    assertEquals(1.75, apart[1], 1e-5);
    float[] near = {5, 4};
    new TotalVariation(2, 1, 200, false).proximal(near, 0, 0.75f, RunContext.defaults());
    assertEquals(4.5, near[0], 1e-5);
    assertEquals(4.5, near[1], 1e-5);
  }

  /** Several bands, whose rows meet, on one thread and on three, against the matrix. */
  @ParameterizedTest
  @CsvSource({"1, true", "3, true", "3, false"})
  void bandsOfRowsMeet(int threads, boolean nonNegative) {
    int rows = 150;
    int columns = 3;
    Random random = new Random(4);
    float[] values = new float[1 + rows * columns];
    for (int i = 1; i < values.length; i++) {
      values[i] = random.nextFloat() - 0.4f;
    }
    double[] given = new double[rows * columns];
    for (int i = 0; i < given.length; i++) {
      given[i] = values[i + 1];
    }
    DenseTv tv = DenseTv.of(rows, columns);
    double[] expected = tv.proximal(given, 0.3, 12, nonNegative);
    RunContext context = RunContext.defaults().withParallelism(threads);
    TotalVariation map = new TotalVariation(rows, columns, 12, nonNegative);
    // Threads meet in another way each time.
    for (int again = 0; again < 20; again++) {
      float[] work = values.clone();
      double variation = map.proximal(work, 1, 0.3f, context);
      double[] found = new double[given.length];
      for (int i = 0; i < found.length; i++) {
        found[i] = work[i + 1];
      }
      Checks.near(expected, found, 1e-6, "proximal map");
      assertEquals(tv.of(expected), variation, 1e-5 * variation);
    }
  }

  @Test
  void slicesAreIndependent() {
    Checks.slicesAreIndependent(new FistaTv(10, 1), 1, RayWeights.none());
    Checks.slicesAreIndependent(new FistaTv(10, 1), 1, RayWeights.of(Small.weights(5, 9)));
  }

  /** Few views of a few discs: total variation finds them, least squares alone does not. */
  @Test
  void recoversDiscsFromFewViews() {
    ImageGrid grid = ImageGrid.square(64, 1.5);
    ScanGeometry scan = Small.SCAN.withAngles(Angles.fullTurn(15));
    try (Small small = new Small(2);
        Projector projector = small.backend.projector(wide(scan), grid, ProjectorModel.JOSEPH)) {
      FloatStack truth = discs(grid);
      FloatStack y = FloatStack.interleaved(1, 15, projector.geometry().channels());
      projector.forward(truth, y);
      Problem problem = Problem.of(projector, y);
      double cgls = distance(truth, new Cgls(30).solve(problem, small.context).image());
      double tv = distance(truth, new FistaTv(100, 0.02).solve(problem, small.context).image());
      double gainDb = 20 * Math.log10(cgls / tv);
      assertTrue(gainDb > 10, "gain %.2f dB".formatted(gainDb));
    }
  }

  private static ScanGeometry wide(ScanGeometry scan) {
    return new FanBeamGeometry(100, 180, FlatDetector.withOffset(100, 2.5, 0.25), scan.angles());
  }

  private static FloatStack discs(ImageGrid grid) {
    FloatStack image = FloatStack.interleaved(1, grid.rows(), grid.columns());
    for (int j = 0; j < grid.rows(); j++) {
      for (int i = 0; i < grid.columns(); i++) {
        double x = grid.xMm(i);
        double y = grid.yMm(j);
        double value = Math.hypot(x, y) < 40 ? 0.02 : 0;
        value += Math.hypot(x - 12, y) < 9 ? 0.01 : 0;
        value -= Math.hypot(x + 12, y - 10) < 11 ? 0.015 : 0;
        image.set(0, j, i, (float) value);
      }
    }
    return image;
  }

  private static double distance(FloatStack a, FloatStack b) {
    return Dense.norm(Dense.minus(Small.slice(a, 0), Small.slice(b, 0)));
  }

  @Test
  void refusesWhatItCannotUse() {
    assertThrows(IllegalArgumentException.class, () -> new FistaTv(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new FistaTv(1, -1));
    assertThrows(IllegalArgumentException.class, () -> new FistaTv(1, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new FistaTv(1, 1, 0, true));
  }
}
