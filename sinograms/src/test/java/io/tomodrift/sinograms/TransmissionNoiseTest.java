package io.tomodrift.sinograms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ParallelBeamGeometry;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.geometry.stack.SliceLayout;
import org.junit.jupiter.api.Test;

class TransmissionNoiseTest {

  private static Sinogram constant(int slices, int views, int channels, double value) {
    FloatStack stack = FloatStack.planar(slices, views, channels);
    stack.fill((float) value);
    return new Sinogram(
        stack,
        new ParallelBeamGeometry(FlatDetector.withOffset(channels, 1, 0), Angles.halfTurn(views)),
        SliceAxis.UNIT,
        SinogramUnit.LINE_INTEGRAL);
  }

  private static double[] meanAndVariance(FloatStack stack) {
    double mean = 0;
    for (float v : stack.data()) {
      mean += v / (double) stack.data().length;
    }
    double square = 0;
    for (float v : stack.data()) {
      square += (v - mean) * (v - mean);
    }
    return new double[] {mean, square / (stack.data().length - 1)};
  }

  @Test
  void varianceIsThatOfCountedQuanta() {
    double p = 2;
    double quanta = 1e5;
    double detected = quanta * Math.exp(-p);
    double electronic = 4000;
    Sinogram clean = constant(1, 400, 500, p);
    RunContext context = RunContext.defaults().withSeed(7);
    var poisson = new TransmissionNoise(quanta, 0).apply(clean, context);
    double[] moments = meanAndVariance(poisson.sinogram().stack());
    assertEquals(0, poisson.starvedRays());
    assertEquals(p + 0.5 / detected, moments[0], 5 / Math.sqrt(detected * 200_000));
    assertEquals(1, moments[1] * detected, 0.02);
    var both = new TransmissionNoise(quanta, electronic).apply(clean, context);
    double expected = 1 / detected + electronic / (detected * detected);
    assertEquals(1, meanAndVariance(both.sinogram().stack())[1] / expected, 0.02);
  }

  @Test
  void smallCountsFollowThePoissonLaw() {
    Sinogram clean = constant(1, 200, 500, Math.log(1000.0 / 3));
    var noisy = new TransmissionNoise(1000, 0).apply(clean, RunContext.defaults());
    int[] histogram = new int[30];
    for (float v : noisy.sinogram().stack().data()) {
      histogram[(int) Math.round(1000 * Math.exp(-v) - 0.01)]++;
    }
    double probability = Math.exp(-3);
    for (int k = 0; k < 10; k++) {
      double sigma = Math.sqrt(100_000 * probability * (1 - probability));
      int seen = k == 0 ? (int) noisy.starvedRays() : histogram[k];
      assertEquals(100_000 * probability, seen, 5 * sigma, "count " + k);
      probability *= 3.0 / (k + 1);
    }
  }

  @Test
  void noiseDependsOnTheSeedButNotOnThreadsOrLayout() {
    Sinogram clean = constant(3, 37, 41, 1.5);
    TransmissionNoise noise = new TransmissionNoise(5000, 20);
    RunContext one = RunContext.defaults().withSeed(11).withParallelism(1);
    float[] reference = noise.apply(clean, one).sinogram().stack().data();
    float[] threaded = noise.apply(clean, one.withParallelism(5)).sinogram().stack().data();
    assertArrayEquals(reference, threaded);
    Sinogram interleaved =
        clean.with(clean.stack().toLayout(SliceLayout.INTERLEAVED), SinogramUnit.LINE_INTEGRAL);
    assertArrayEquals(
        reference,
        noise.apply(interleaved, one).sinogram().stack().toLayout(SliceLayout.PLANAR).data());
    float[] other = noise.apply(clean, one.withSeed(12)).sinogram().stack().data();
    int same = 0;
    for (int i = 0; i < other.length; i++) {
      same += other[i] == reference[i] ? 1 : 0;
    }
    assertTrue(same < other.length / 20, same + " equal values under another seed");
    assertNotEquals(reference[0], reference[1]);
  }

  @Test
  void starvedRaysAreFiniteAndCounted() {
    var result =
        new TransmissionNoise(100, 5).apply(constant(1, 20, 20, 30), RunContext.defaults());
    assertTrue(result.starvedRays() > 0);
    for (float v : result.sinogram().stack().data()) {
      assertTrue(Float.isFinite(v) && v < 10);
    }
  }

  @Test
  void impossibleDosesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new TransmissionNoise(0, 0));
    assertThrows(IllegalArgumentException.class, () -> new TransmissionNoise(Double.NaN, 0));
    assertThrows(IllegalArgumentException.class, () -> new TransmissionNoise(100, -1));
  }

  @Test
  void notANumberStaysVisible() {
    Sinogram broken = constant(1, 2, 4, 1);
    broken.stack().set(0, 1, 2, Float.NaN);
    var result = new TransmissionNoise(1e5, 10).apply(broken, RunContext.defaults());
    assertTrue(Float.isNaN(result.sinogram().stack().get(0, 1, 2)));
    assertEquals(0, result.starvedRays());
  }
}
