package io.tomodrift.sinograms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.helical.ConeViews;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.HelicalScanners;
import io.tomodrift.geometry.helical.HelixPlan;
import io.tomodrift.geometry.helical.ProjectionSource;
import io.tomodrift.geometry.helical.QuantizedViews;
import io.tomodrift.geometry.helical.StoredScale;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HelicalDoseTest {

  private static final HelicalGeometry SCAN =
      HelixPlan.of(HelicalScanners.SMALL, 0, 1).withPitch(1).geometry();
  private static final int VIEWS = 40;

  /** The same line integral everywhere. */
  private record Constant(float lineIntegral) implements ConeViews {
    @Override
    public HelicalGeometry geometry() {
      return SCAN;
    }

    @Override
    public void view(int index, float[] target) {
      Arrays.fill(target, lineIntegral);
    }
  }

  /** Mean and variance of many rays. */
  private record Moments(double mean, double variance, long count) {
    static Moments of(ConeViews views) {
      double sum = 0;
      double square = 0;
      long count = 0;
      float[] view = new float[SCAN.detector().elements()];
      for (int index = 0; index < VIEWS; index++) {
        views.view(index, view);
        for (float value : view) {
          sum += value;
          square += (double) value * value;
          count++;
        }
      }
      double mean = sum / count;
      return new Moments(mean, square / count - mean * mean, count);
    }

    void check(double expectedMean, double expectedVariance, double relative) {
      assertEquals(expectedMean, mean, 5 * Math.sqrt(variance / count) + 1e-7);
      assertEquals(expectedVariance, variance, relative * expectedVariance);
    }
  }

  /** To second order of 1/N: mean p + 1/(2N), variance 1/N + Ne/N^2 + 3/(2 N^2). */
  @ParameterizedTest
  @CsvSource({"1e5,1,3,0", "1e5,0.25,3,0", "2e4,0.5,2,900", "1e6,0.1,4,2500"})
  void noiseOfCleanViewsHasTheClosedForm(
      double incident, double fraction, float p, double electronic) {
    NoisyViews noisy =
        new NoisyViews(new Constant(p), IncidentQuanta.uniform(incident), fraction, electronic, 12);
    double n = fraction * incident * Math.exp(-p);
    double variance = 1 / n + electronic / (n * n) + 1.5 / (n * n);
    double bias = (1 / n + electronic / (n * n)) / 2;
    Moments.of(noisy).check(p + bias, variance, 0.02);
    assertEquals(0, noisy.starvedRays());
  }

  /** Full dose plus what is missing is the noise of a scan at low dose. */
  @ParameterizedTest
  @CsvSource({"0.25,0", "0.1,0", "0.5,400"})
  void addedNoiseMakesUpTheDifference(double fraction, double electronic) throws IOException {
    double incident = 2e5;
    float p = 2.5f;
    NoisyViews full =
        new NoisyViews(new Constant(p), IncidentQuanta.uniform(incident), 1, electronic, 3);
    StoredScale fine = new StoredScale(5e-5, 0.5);
    ReducedDose low =
        new ReducedDose(
            new QuantizedViews(full, fine),
            IncidentQuanta.uniform(incident),
            fraction,
            electronic,
            4);
    double n = fraction * incident * Math.exp(-p);
    Moments.of(decoded(low)).check(p, 1 / n + electronic / (n * n), 0.02);
  }

  /** On noise-free values the added variance alone is seen. */
  @Test
  void addedVarianceFollowsDoseAndBowtie() throws IOException {
    double fraction = 0.2;
    double electronic = 50;
    IncidentQuanta quanta = IncidentQuanta.bowtie(SCAN, 54000, 1400).modulated(factors());
    ReducedDose low =
        new ReducedDose(
            new QuantizedViews(new Constant(1), new StoredScale(2e-5, 0.2)),
            quanta,
            fraction,
            electronic,
            8);
    double[] square = new double[SCAN.detector().columns()];
    double[] expected = square.clone();
    float[] view = new float[SCAN.detector().elements()];
    int rows = SCAN.detector().rows();
    for (int index = 0; index < 300; index++) {
      decoded(low).view(index, view);
      for (int column = 0; column < square.length; column++) {
        double n = fraction * quanta.at(index, column) * Math.exp(-1);
        for (int row = 0; row < rows; row++) {
          double deviation = view[column * rows + row] - 1;
          square[column] += deviation * deviation;
          expected[column] +=
              (1 / n + electronic / (n * n))
                  - fraction / n
                  - electronic * fraction * fraction / (n * n);
        }
      }
    }
    for (int column = 0; column < square.length; column++) {
      assertEquals(1, square[column] / expected[column], 0.1, "column " + column);
    }
  }

  private static double[] factors() {
    double[] factors = new double[SCAN.views()];
    for (int view = 0; view < factors.length; view++) {
      factors[view] = 1 + 0.5 * Math.sin(0.01 * view);
    }
    return factors;
  }

  private static ConeViews decoded(ProjectionSource source) {
    return new ConeViews() {
      @Override
      public HelicalGeometry geometry() {
        return source.geometry();
      }

      @Override
      public void view(int index, float[] target) {
        short[] stored = new short[target.length];
        try {
          StoredScale scale = source.read(index, stored);
          for (int i = 0; i < stored.length; i++) {
            target[i] = (float) scale.lineIntegral(stored[i]);
          }
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      }
    };
  }

  @Test
  void bowtieFallsFromTheCentralRayToTheEdge() {
    IncidentQuanta quanta = IncidentQuanta.bowtie(SCAN, 54000, 1400);
    int columns = SCAN.detector().columns();
    int centre = (int) Math.round(SCAN.detector().centreColumn());
    assertEquals(54000, quanta.at(0, centre), 100);
    assertEquals(1400, quanta.at(0, 0), 1e-6);
    // The detector is longer on one side by twice the offset of 1.25 columns.
    assertEquals(1400 * 1.22, quanta.at(0, columns - 1), 60);
    for (int column = 0; column < columns - 1; column++) {
      boolean rises = quanta.at(3, column + 1) > quanta.at(3, column);
      assertEquals(column < centre, rises, "column " + column);
    }
  }

  @Test
  void noiseDoesNotDependOnThreadsOrOrder() {
    NoisyViews forth = new NoisyViews(new Constant(6), IncidentQuanta.uniform(2000), 1, 4, 77);
    NoisyViews back = new NoisyViews(new Constant(6), IncidentQuanta.uniform(2000), 1, 4, 77);
    float[][] one = new float[VIEWS][SCAN.detector().elements()];
    float[][] two = new float[VIEWS][SCAN.detector().elements()];
    RunContext context = RunContext.defaults();
    ParallelLoop.run(context.withParallelism(4), "test", VIEWS, i -> forth.view(i, one[i]));
    for (int i = VIEWS - 1; i >= 0; i--) {
      back.view(i, two[i]);
      back.view(i, two[i]);
    }
    assertArrayEquals(one, two);
    assertTrue(forth.starvedRays() > 0);
    assertEquals(forth.starvedRays(), back.starvedRays());
    float[] other = new float[one[0].length];
    new NoisyViews(new Constant(6), IncidentQuanta.uniform(2000), 1, 4, 78).view(0, other);
    assertNotEquals(0, Arrays.mismatch(one[0], other) + 1);
  }

  /** P(Poisson(N) = 0) = exp(-N). */
  @Test
  void starvedRaysAreCounted() {
    NoisyViews noisy = new NoisyViews(new Constant(0), IncidentQuanta.uniform(2), 1, 0, 5);
    Moments.of(noisy);
    double rays = (double) VIEWS * SCAN.detector().elements();
    assertEquals(Math.exp(-2), noisy.starvedRays() / rays, 0.003);
  }

  @Test
  void fullDoseChangesNothing() throws IOException {
    QuantizedViews source = new QuantizedViews(new Constant(3), QuantizedViews.WIDE);
    short[] before = new short[SCAN.detector().elements()];
    short[] after = before.clone();
    source.read(4, before);
    ReducedDose same = new ReducedDose(source, IncidentQuanta.uniform(100), 1, 0, 1);
    same.read(4, after);
    assertArrayEquals(before, after);
    assertEquals(after.length, same.starvedRays());
  }

  @Test
  void impossibleDosesAreRejected() {
    IncidentQuanta quanta = IncidentQuanta.uniform(1e5);
    QuantizedViews source = new QuantizedViews(new Constant(3), QuantizedViews.WIDE);
    assertThrows(IllegalArgumentException.class, () -> new ReducedDose(source, quanta, 1.5, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new ReducedDose(source, quanta, 0, 0, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new NoisyViews(source.views(), quanta, 1, -1, 1));
    assertThrows(IllegalArgumentException.class, () -> IncidentQuanta.perColumn(1, 0));
    assertThrows(IllegalArgumentException.class, () -> quanta.modulated(1, Double.NaN));
  }
}
