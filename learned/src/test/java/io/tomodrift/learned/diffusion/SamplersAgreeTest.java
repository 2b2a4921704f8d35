package io.tomodrift.learned.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All samplers draw from the same distribution, the known one. */
class SamplersAgreeTest {

  private static final int COUNT = 20_000;

  /** Between the modes, more than four standard deviations from both. */
  private static final double BETWEEN = -0.3;

  private static final TwoModes DATA = new TwoModes(0.35, -1, 0.15, 0.6, 0.2);
  private static final NoiseSchedule SCHEDULE = NoiseSchedule.usual();

  /**
   * A sampler with enough steps.
   *
   * @param distance limit of the Kolmogorov-Smirnov distance from the data
   * @param moment limit of the errors of weight, means and deviations of the modes
   */
  private record Way(Sampler sampler, NoiseGrid grid, double distance, double moment) {

    /** Starts at the quantiles of noise: only the noise of steps is left to chance. */
    private double[] draw() {
      SamplingPlan plan = SamplingPlan.of(grid).withNoise(new SeededNoise(11));
      return sampler.sample(DATA, TwoModes.quantiles(COUNT), plan).x();
    }
  }

  /** 20000 independent samples are within 0.0096 of their distribution 19 times of 20. */
  private static List<Way> ways() {
    return List.of(
        new Way(new Ddpm(), NoiseGrid.even(SCHEDULE, 1000), 0.008, 0.005),
        new Way(new Ddim(0), NoiseGrid.evenLambda(SCHEDULE, 200), 0.0045, 0.005),
        new Way(new DpmSolver(), NoiseGrid.evenLambda(SCHEDULE, 50), 0.0016, 0.002),
        new Way(new UniPc(), NoiseGrid.evenLambda(SCHEDULE, 50), 0.001, 0.001));
  }

  @Test
  void distributionsAreThatOfTheDataAndOfEachOther() {
    List<double[]> samples = new ArrayList<>();
    for (Way way : ways()) {
      double[] sample = way.draw();
      double distance = DATA.kolmogorovSmirnov(sample);
      assertTrue(distance < way.distance, way.sampler + " is " + distance + " away");
      double[] left = Arrays.stream(sample).filter(x -> x < BETWEEN).toArray();
      double[] right = Arrays.stream(sample).filter(x -> x >= BETWEEN).toArray();
      String name = way.sampler.id();
      assertEquals(DATA.weight(), (double) left.length / COUNT, way.moment, name);
      assertEquals(DATA.left(), mean(left), way.moment, name);
      assertEquals(DATA.right(), mean(right), way.moment, name);
      assertEquals(DATA.leftDeviation(), deviation(left), way.moment, name);
      assertEquals(DATA.rightDeviation(), deviation(right), way.moment, name);
      samples.add(sample);
    }
    for (int i = 0; i < samples.size(); i++) {
      for (int j = 0; j < i; j++) {
        double distance = TwoModes.kolmogorovSmirnov(samples.get(i), samples.get(j));
        assertTrue(
            distance < ways().get(i).distance + ways().get(j).distance,
            "ways " + i + " and " + j + " are " + distance + " apart");
      }
    }
  }

  /** Of few steps: those of equal lambda are what higher orders need. */
  @Test
  void fewStepsOfEqualLambdaAreBetterThanEvenTimesteps() {
    for (Sampler sampler : List.of(new DpmSolver(), new UniPc())) {
      Way even = new Way(sampler, NoiseGrid.even(SCHEDULE, 20), 0.09, 1);
      Way lambda = new Way(sampler, NoiseGrid.evenLambda(SCHEDULE, 20), 0.012, 1);
      for (Way way : List.of(even, lambda)) {
        double distance = DATA.kolmogorovSmirnov(way.draw());
        assertTrue(distance < way.distance, sampler + " is " + distance + " away");
      }
      assertTrue(DATA.kolmogorovSmirnov(lambda.draw()) < 0.2 * DATA.kolmogorovSmirnov(even.draw()));
    }
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    double square = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
    return Math.sqrt(square / values.length);
  }
}
