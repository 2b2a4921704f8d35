package io.tomodrift.learned.physics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.run.ProgressListener;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.learned.physics.ConsistencyStep.ConjugateGradients;
import io.tomodrift.learned.physics.ConsistencyStep.GradientSteps;
import io.tomodrift.learned.physics.ConsistencyStep.NullSpace;
import io.tomodrift.learned.physics.ConsistencyStep.Variation;
import io.tomodrift.projectors.Reconstructor;
import io.tomodrift.projectors.iterative.SolverPlan;
import io.tomodrift.projectors.iterative.TransmissionStatistics;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsistentRefinementTest {

  private static final int SLICES = 3;
  private static final TransmissionStatistics QUANTA = new TransmissionStatistics(1000, 5);
  private static final Optional<EdgeGuide> NO_GUIDE = Optional.empty();
  private static final Optional<EdgeGuide> GUIDE = Optional.of(new EdgeGuide(300, 0.2));

  private final SmallScan scan = new SmallScan();
  private final double[][] a = scan.matrix();
  private final Volume refined = SmallScan.image(SLICES, 3);
  private final Sinogram data = scan.data(SLICES, 12);

  @AfterEach
  void close() {
    scan.close();
  }

  private ConsistentRefinement step(ConsistencyStep step) {
    return new ConsistentRefinement(scan.backend, SmallScan.WATER, step);
  }

  /** {@code A D} of one slice, D zero outside the view. */
  private double[][] guided(Optional<EdgeGuide> guide, int slice, double[] d) {
    float[] values = guide.map(g -> g.of(refined.stack(), slice)).orElse(null);
    for (int k = 0; k < d.length; k++) {
      d[k] = SmallScan.inside(k) ? (values == null ? 1 : values[k]) : 0;
    }
    double[][] result = new double[a.length][d.length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < d.length; k++) {
        result[i][k] = a[i][k] * d[k];
      }
    }
    return result;
  }

  private double[] weights(boolean weighted, int slice) {
    double[] w = SmallScan.slice(data.stack(), slice);
    for (int i = 0; i < w.length; i++) {
      double n = 1000 * Math.exp(-w[i]);
      w[i] = weighted ? n * n / ((n + 5) * 1000) : 1;
    }
    return w;
  }

  /** {@code D A^T W (y - A z)}. */
  private double[] downhill(double[][] guided, double[] w, int slice) {
    double[] r = scan.residual(a, refined, data, slice);
    for (int i = 0; i < r.length; i++) {
      r[i] *= -w[i];
    }
    return Algebra.times(Algebra.transposed(guided), r);
  }

  private void check(double[] changePerMm, ConsistentVolume found, int slice, double tolerance) {
    double[] z = SmallScan.slice(refined.stack(), slice);
    double[] got = SmallScan.slice(found.volume().stack(), slice);
    double largest = Arrays.stream(changePerMm).map(Math::abs).max().orElseThrow();
    assertTrue(largest > 1e-4, "nothing changes");
    for (int k = 0; k < z.length; k++) {
      if (!SmallScan.inside(k)) {
        assertEquals(z[k], got[k], "pixel " + k + " lies outside the view");
      }
      assertEquals(
          changePerMm[k], (got[k] - z[k]) * 0.02 / 1000, tolerance * largest, "pixel " + k);
    }
    double before = Algebra.norm(scan.residual(a, refined, data, slice));
    double after = Algebra.norm(scan.residual(a, found.volume(), data, slice));
    assertEquals(before, found.residualBefore().get(slice), 1e-5 * before);
    assertEquals(after, found.residualAfter().get(slice), 1e-4 * before);
    assertTrue(after < before);
  }

  private void checkDamped(Optional<EdgeGuide> guide, boolean weighted) {
    double mu = 200;
    ConsistentRefinement step = step(new ConjugateGradients(150, mu, guide));
    ConsistentVolume found =
        (weighted ? step.weightedBy(QUANTA) : step).apply(refined, data, scan.context);
    for (int s = 0; s < SLICES; s++) {
      double[] d = new double[SmallScan.PIXELS];
      double[][] ad = guided(guide, s, d);
      double[] w = weights(weighted, s);
      double[] c = Algebra.solve(Algebra.normal(ad, w, mu), downhill(ad, w, s));
      for (int k = 0; k < c.length; k++) {
        c[k] *= d[k];
      }
      check(c, found, s, 2e-4);
    }
  }

  @Test
  void conjugateGradientsSolveTheDampedSystem() {
    assertTrue(SmallScan.inside(27) && !SmallScan.inside(0), "some pixels lie outside the view");
    checkDamped(NO_GUIDE, false);
    checkDamped(GUIDE, false);
    checkDamped(GUIDE, true);
  }

  @Test
  void oneConjugateGradientStepIsTheSteepestDescent() {
    ConsistentVolume found =
        step(new ConjugateGradients(1, 0, GUIDE)).apply(refined, data, scan.context);
    for (int s = 0; s < SLICES; s++) {
      double[] d = new double[SmallScan.PIXELS];
      double[][] ad = guided(GUIDE, s, d);
      double[] g = downhill(ad, weights(false, s), s);
      double[] ag = Algebra.times(ad, g);
      double alpha = Algebra.dot(g, g) / Algebra.dot(ag, ag);
      double[] change = new double[g.length];
      for (int k = 0; k < g.length; k++) {
        change[k] = alpha * d[k] * g[k];
      }
      check(change, found, s, 1e-4);
    }
  }

  private void checkGradientSteps(Optional<EdgeGuide> guide, boolean weighted) {
    ConsistentRefinement step = step(new GradientSteps(2, 1.2, guide));
    ConsistentVolume found =
        (weighted ? step.weightedBy(QUANTA) : step).apply(refined, data, scan.context);
    for (int s = 0; s < SLICES; s++) {
      double[] d = new double[SmallScan.PIXELS];
      double[][] ad = guided(guide, s, d);
      double[] w = weights(weighted, s);
      double[][] normal = Algebra.normal(ad, w, 0);
      double tau = 1.2 / Algebra.largestEigenvalue(normal);
      double[] first = downhill(ad, w, s);
      double[] c = new double[d.length];
      for (int k = 0; k < c.length; k++) {
        c[k] = tau * first[k];
      }
      double[] fitted = Algebra.times(normal, c);
      double[] change = new double[d.length];
      for (int k = 0; k < c.length; k++) {
        change[k] = d[k] * (c[k] + tau * (first[k] - fitted[k]));
      }
      check(change, found, s, 3e-3); // the eigenvalue is known to three digits
    }
  }

  @Test
  void gradientStepsOfTheRightLength() {
    checkGradientSteps(NO_GUIDE, false);
    checkGradientSteps(GUIDE, false);
    checkGradientSteps(NO_GUIDE, true);
    checkGradientSteps(GUIDE, true);
  }

  /** Without total variation it is least squares over values not negative, by Kuhn and Tucker. */
  @Test
  void variationWithoutWeightSolvesLeastSquares() {
    ConsistentVolume found = step(new Variation(1000, 0)).apply(refined, data, scan.context);
    for (int s = 0; s < SLICES; s++) {
      double[] got = SmallScan.slice(found.volume().stack(), s);
      double[] before = scan.residual(a, refined, data, s);
      double[] after = scan.residual(a, found.volume(), data, s);
      double[] first = Algebra.times(Algebra.transposed(a), before);
      double[] last = Algebra.times(Algebra.transposed(a), after);
      double largest = Arrays.stream(first).map(Math::abs).max().orElseThrow();
      for (int k = 0; k < got.length; k++) {
        if (got[k] > -999.9) {
          assertEquals(0, last[k], 1e-3 * largest, "pixel " + k);
        } else {
          assertTrue(last[k] > -1e-3 * largest, "pixel " + k + " should rise");
        }
        assertTrue(got[k] > -1000.01, "pixel " + k + ": " + got[k]);
      }
      assertEquals(
          Algebra.norm(before), found.residualBefore().get(s), 1e-5 * Algebra.norm(before));
      assertEquals(Algebra.norm(after), found.residualAfter().get(s), 1e-4 * Algebra.norm(before));
    }
  }

  @Test
  void moreWeightOfVariationFlattensMore() {
    double last = Double.POSITIVE_INFINITY;
    for (double lambda : new double[] {0, 1, 10, 100}) {
      ConsistentVolume found = step(new Variation(100, lambda)).apply(refined, data, scan.context);
      double sum = 0;
      for (int k = 0; k + 1 < SmallScan.PIXELS; k++) {
        if (SmallScan.inside(k) && SmallScan.inside(k + 1)) {
          double[] got = SmallScan.slice(found.volume().stack(), 0);
          sum += Math.abs(got[k + 1] - got[k]);
        }
      }
      assertTrue(sum < 0.95 * last, "lambda %s: %.1f after %.1f".formatted(lambda, sum, last));
      last = sum;
    }
  }

  /** With half of the true inverse as A^+, half of the change is kept where the scan sees it. */
  @Test
  void nullSpaceKeepsWhatTheScanDoesNotSee() {
    double[][] normal = Algebra.normal(a, ones(), 1e-3);
    Reconstructor half =
        (sinogram, grid, context) -> {
          FloatStack image = FloatStack.planar(sinogram.slices(), grid.rows(), grid.columns());
          for (int s = 0; s < sinogram.slices(); s++) {
            double[] right =
                Algebra.times(Algebra.transposed(a), SmallScan.slice(sinogram.stack(), s));
            double[] x = Algebra.solve(normal, right);
            for (int k = 0; k < x.length; k++) {
              image.data()[s * x.length + k] = (float) (0.5 * x[k]);
            }
          }
          return new Volume(image, VolumeFrame.gantry(grid, 0, 1), VolumeUnit.PER_MM);
        };
    Volume original = SmallScan.image(SLICES, 4);
    ConsistentVolume found = step(new NullSpace(original, half)).apply(refined, data, scan.context);
    for (int s = 0; s < SLICES; s++) {
      double[] x = SmallScan.slice(original.stack(), s);
      double[] z = SmallScan.slice(refined.stack(), s);
      double[] got = SmallScan.slice(found.volume().stack(), s);
      for (int k = 0; k < z.length; k++) {
        if (SmallScan.inside(k)) {
          assertEquals((x[k] + z[k]) / 2, got[k], 0.5);
        } else {
          assertEquals(z[k], got[k]);
        }
      }
      double after = Algebra.norm(scan.residual(a, found.volume(), data, s));
      assertEquals(after, found.residualAfter().get(s), 1e-4 * after);
    }
  }

  private static double[] ones() {
    double[] ones = new double[SmallScan.RAYS];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void slabsAndThreadsChangeRoundingOnly() {
    Volume many = SmallScan.image(40, 3);
    Sinogram scans = scan.data(40, 12);
    for (ConsistencyStep kind :
        new ConsistencyStep[] {
          ConsistencyStep.standard(4),
          new Variation(3, 0.1),
          new GradientSteps(3, 1, GUIDE),
          new GradientSteps(3, 1, NO_GUIDE)
        }) {
      ConsistentRefinement step = step(kind).weightedBy(QUANTA);
      ConsistentVolume whole = step.apply(many, scans, scan.context);
      long one = step.plan(many.slices(0, 1), scans, scan.context).batchBytes();
      RunContext tight =
          scan.context.withParallelism(1).withMemoryBudget(7 * one + 40L * SmallScan.PIXELS * 4);
      SolverPlan plan = step.plan(many, scans, tight);
      assertTrue(plan.batches() > 3, plan.describe());
      ConsistentVolume parts = step.apply(many, scans, tight);
      assertArrayEquals(whole.volume().stack().data(), parts.volume().stack().data(), 0.05f);
      assertEquals(40, parts.residualAfter().size());
      assertEquals(whole.totalAfter(), parts.totalAfter(), 1e-4 * whole.totalAfter());
      double sum = 0;
      for (double r : parts.residualBefore()) {
        sum += r * r;
      }
      assertEquals(Math.sqrt(sum), parts.totalBefore(), 1e-9);
    }
  }

  @Test
  void inputsStayAsTheyWere() {
    float[] image = refined.stack().data().clone();
    float[] rays = data.stack().data().clone();
    FloatStack interleaved = refined.stack().toLayout(SliceLayout.INTERLEAVED);
    ConsistentVolume planar = step(ConsistencyStep.standard(3)).apply(refined, data, scan.context);
    ConsistentVolume other =
        step(ConsistencyStep.standard(3))
            .apply(refined.with(interleaved, VolumeUnit.HU), data, scan.context);
    assertArrayEquals(image, refined.stack().data());
    assertArrayEquals(rays, data.stack().data());
    assertArrayEquals(planar.volume().stack().data(), other.volume().stack().data());
    assertEquals(refined.frame(), planar.volume().frame());
  }

  private void refuses(
      Class<? extends RuntimeException> type, String message, Volume z, Sinogram y) {
    RuntimeException failure =
        assertThrows(type, () -> step(ConsistencyStep.standard(3)).apply(z, y, scan.context));
    assertEquals(message, failure.getMessage());
  }

  @Test
  void refusesWhatDoesNotFit() {
    refuses(
        FormatException.class,
        "data consistency needs an image in HU, got 1/mm",
        refined.with(refined.stack(), VolumeUnit.PER_MM),
        data);
    refuses(
        FormatException.class,
        "data consistency needs line integrals, the sinogram holds COUNTS; take -ln(counts / air)"
            + " first",
        refined,
        data.with(data.stack(), SinogramUnit.COUNTS));
    refuses(
        GeometryException.class,
        "the image has 3 slices, the sinogram 2; give the sinogram that the image was reconstructed"
            + " from",
        refined,
        data.slices(0, 2));
    FloatStack broken = refined.stack().copy();
    broken.set(1, 2, 3, Float.NaN);
    refuses(
        FormatException.class,
        "the image at slice 1, row 2, column 3 is NaN; replace it first",
        refined.with(broken, VolumeUnit.HU),
        data);
    FloatStack dead = data.stack().copy();
    dead.set(2, 4, 5, Float.POSITIVE_INFINITY);
    refuses(
        FormatException.class,
        "the sinogram at slice 2, view 4, channel 5 is Infinity; replace it first",
        refined,
        data.with(dead, SinogramUnit.LINE_INTEGRAL));
    ResourceException poor =
        assertThrows(
            ResourceException.class,
            () ->
                step(ConsistencyStep.standard(3))
                    .apply(refined, data, scan.context.withMemoryBudget(500)));
    assertTrue(
        poor.getMessage()
            .startsWith(
                "conjugate gradients on one slice of 8 x 7 pixels, 11 views x 13 channels, needs"),
        poor.getMessage());
    Volume two = SmallScan.image(2, 1);
    ResourceException variation =
        assertThrows(
            ResourceException.class,
            () ->
                step(new Variation(3, 0.1))
                    .apply(refined, data, scan.context.withMemoryBudget(500)));
    assertTrue(variation.getMessage().startsWith("total variation on"), variation.getMessage());
    NullSpace other = new NullSpace(two, (sinogram, grid, context) -> two);
    assertThrows(GeometryException.class, () -> step(other).apply(refined, data, scan.context));
    Volume oblong =
        new Volume(
            refined.stack(),
            new VolumeFrame(
                10,
                11,
                1,
                refined.frame().originMm(),
                refined.frame().columnDirection(),
                refined.frame().rowDirection(),
                refined.frame().sliceDirection(),
                refined.frame().space()),
            VolumeUnit.HU);
    assertThrows(
        GeometryException.class,
        () -> step(ConsistencyStep.standard(3)).apply(oblong, data, scan.context));
  }

  @Test
  void refusesImpossibleSettings() {
    assertThrows(IllegalArgumentException.class, () -> ConsistencyStep.standard(0));
    assertThrows(IllegalArgumentException.class, () -> new ConjugateGradients(1, -1, NO_GUIDE));
    assertThrows(IllegalArgumentException.class, () -> new GradientSteps(1, 2, NO_GUIDE));
    assertThrows(IllegalArgumentException.class, () -> new GradientSteps(0, 1, NO_GUIDE));
    assertThrows(IllegalArgumentException.class, () -> new EdgeGuide(0, 0.1));
    assertThrows(IllegalArgumentException.class, () -> new EdgeGuide(100, 0));
    Volume perMm = refined.with(refined.stack(), VolumeUnit.PER_MM);
    assertThrows(
        IllegalArgumentException.class,
        () -> new NullSpace(perMm, (sinogram, grid, context) -> perMm));
  }

  @Test
  void stopsWhenCancelled() {
    ProgressListener stop =
        new ProgressListener() {
          @Override
          public void progress(String stage, long done, long total) {}

          @Override
          public boolean cancelled() {
            return true;
          }
        };
    assertThrows(
        CancellationException.class,
        () ->
            step(ConsistencyStep.standard(3))
                .apply(refined, data, scan.context.withProgress(stop)));
  }

  @Test
  void edgesGuideTheChange() {
    FloatStack step = FloatStack.planar(1, 20, 20);
    for (int r = 0; r < 20; r++) {
      for (int c = 10; c < 20; c++) {
        step.set(0, r, c, 1000);
      }
    }
    float[] d = new EdgeGuide(100, 0.1).of(step, 0);
    // A step of 1000 HU has a gradient of 500 in two columns: (6 + 4) / 16 of it is left of it.
    double v = 500.0 * 10 / 16 / 100;
    assertEquals(Math.sqrt(v * v / (1 + v * v) + 0.01), d[10 * 20 + 10], 1e-6);
    assertEquals(d[10 * 20 + 9], d[10 * 20 + 10], 1e-6);
    assertEquals(0.1f, d[10 * 20 + 3], 1e-7);
    assertEquals(20 * 20, d.length);
  }
}
