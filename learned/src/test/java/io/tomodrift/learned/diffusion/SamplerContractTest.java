package io.tomodrift.learned.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.error.ModelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all samplers promise. */
class SamplerContractTest {

  private static final NoiseSchedule SCHEDULE = NoiseSchedule.usual();
  private static final double[] START = new SeededNoise(1).start(50);

  /** Some smooth function that no sampler is exact for. */
  private static final NoisePredictor NETWORK =
      (x, level) -> Arrays.stream(x).map(v -> Math.tanh(v) * (1 - level.time() / 3)).toArray();

  static List<Sampler> samplers() {
    return LatentDriftTest.samplers();
  }

  private static SamplingPlan plan(int steps) {
    return SamplingPlan.of(NoiseGrid.even(SCHEDULE, steps)).withNoise(new SeededNoise(2));
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void oneEvaluationAStepAtTheLevelsOfTheGrid(Sampler sampler) {
    SamplingPlan plan = plan(12);
    List<NoiseLevel> asked = new ArrayList<>();
    double[] start = START.clone();
    Sample sample =
        sampler.sample(
            (x, level) -> {
              asked.add(level);
              return NETWORK.noise(x, level);
            },
            start,
            plan);
    assertEquals(plan.grid().levels().subList(0, 12), asked);
    assertEquals(12, sample.evaluations());
    assertArrayEquals(START, start);
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void guideThatChangesNothingKeepsEveryBit(Sampler sampler) {
    double[] expected = sampler.sample(NETWORK, START, plan(15)).x();
    Guide copies = (clean, level) -> clean.clone();
    LatentDriftTest.assertSameBits(
        expected, sampler.sample(NETWORK, START, plan(15).withGuide(copies)).x());
    LatentDriftTest.assertSameBits(expected, sampler.sample(NETWORK, START, plan(15)).x());
  }

  /** The last step ends at the predicted clean image: whatever the guide makes of it. */
  @ParameterizedTest
  @MethodSource("samplers")
  void cleanStepsEndAtTheGuidedImage(Sampler sampler) {
    double[] wanted = new SeededNoise(3).start(START.length);
    for (int steps : new int[] {1, 2, 9}) {
      List<Double> times = new ArrayList<>();
      Guide guide =
          (clean, level) -> {
            times.add(level.time());
            return wanted.clone();
          };
      Sample sample = sampler.sample(NETWORK, START, plan(steps).withGuide(guide));
      assertArrayEquals(wanted, sample.x(), 1e-14);
      assertEquals(steps, times.size());
      assertEquals(1.0, times.get(0));
    }
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void noiseIsReadIfTheSamplerSaysSoOnly(Sampler sampler) {
    SamplingPlan silent = SamplingPlan.of(NoiseGrid.even(SCHEDULE, 6));
    if (sampler.addsNoise()) {
      assertThrows(IllegalStateException.class, () -> sampler.sample(NETWORK, START, silent));
      List<Integer> steps = new ArrayList<>();
      StepNoise watched =
          (step, length) -> {
            steps.add(step);
            assertEquals(START.length, length);
            return new SeededNoise(2).noise(step, length);
          };
      Sample sample = sampler.sample(NETWORK, START, silent.withNoise(watched));
      // None to the clean image.
      assertEquals(List.of(0, 1, 2, 3, 4), steps);
      double[] other = sampler.sample(NETWORK, START, silent.withNoise(new SeededNoise(9))).x();
      assertFalse(Arrays.equals(sample.x(), other));
    } else {
      LatentDriftTest.assertSameBits(
          sampler.sample(NETWORK, START, silent).x(), sampler.sample(NETWORK, START, plan(6)).x());
    }
  }

  @Test
  void ddimWithAllItsNoiseIsDdpm() {
    for (int steps : new int[] {5, 100}) {
      double[] ddpm = new Ddpm().sample(NETWORK, START, plan(steps)).x();
      assertArrayEquals(ddpm, new Ddim(1).sample(NETWORK, START, plan(steps)).x(), 1e-11);
    }
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void valuesThatAreNoNumbersAreRefusedWithTheirTime(Sampler sampler) {
    NoisePredictor broken =
        (x, level) -> {
          double[] noise = new double[x.length];
          noise[3] = level.time() < 0.6 ? Double.NaN : 0;
          return noise;
        };
    assertTrue(refusal(sampler, broken, plan(4)).contains("NaN at index 3, time 0.5"));
    assertTrue(refusal(sampler, (x, level) -> new double[2], plan(4)).contains("2 values for"));
    Guide infinite =
        (clean, level) -> {
          clean[0] = Double.POSITIVE_INFINITY;
          return clean;
        };
    assertTrue(
        refusal(sampler, NETWORK, plan(4).withGuide(infinite))
            .contains("guide gives an image of Infinity at index 0, time 1.0"));
  }

  private static String refusal(Sampler sampler, NoisePredictor network, SamplingPlan plan) {
    return assertThrows(ModelException.class, () -> sampler.sample(network, START, plan))
        .getMessage();
  }

  @Test
  void namesAreFoundOrTheNearestIsNamed() {
    assertEquals(List.of("ddpm", "ddim", "dpm-solver++", "unipc"), Samplers.known());
    for (String id : Samplers.known()) {
      assertEquals(id, Samplers.named(id).id());
    }
    assertEquals(new Ddim(0), Samplers.named("ddim"));
    String message =
        assertThrows(IllegalArgumentException.class, () -> Samplers.named("dpm-solver"))
            .getMessage();
    assertTrue(message.contains("did you mean 'dpm-solver++'?"), message);
    assertThrows(IllegalArgumentException.class, () -> new Ddim(1.5));
  }

  @Test
  void seededNoiseIsNormalAndDiffersFromStepToStep() {
    SeededNoise noise = new SeededNoise(77);
    double[] first = noise.noise(0, 20_000);
    assertArrayEquals(first, new SeededNoise(77).noise(0, 20_000));
    double[][] others = {
      noise.start(20_000), noise.noise(1, 20_000), new SeededNoise(78).noise(0, 20_000)
    };
    for (double[] other : others) {
      double product = 0;
      double square = 0;
      double mean = 0;
      for (int i = 0; i < other.length; i++) {
        product += first[i] * other[i] / other.length;
        square += other[i] * other[i] / other.length;
        mean += other[i] / other.length;
      }
      // Four standard errors.
      assertEquals(0, product, 0.028);
      assertEquals(1, square, 0.04);
      assertEquals(0, mean, 0.028);
    }
    assertThrows(IllegalArgumentException.class, () -> noise.noise(-1, 3));
  }
}
