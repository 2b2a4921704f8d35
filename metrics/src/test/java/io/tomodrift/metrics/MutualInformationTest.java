package io.tomodrift.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.stack.FloatStack;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MutualInformationTest {

  /** Two halves: knowing one image tells the other, one bit. */
  @Test
  void mutualInformationOfKnownImages() {
    FloatStack half = FloatStack.planar(1, 20, 20);
    FloatStack across = FloatStack.planar(1, 20, 20);
    for (int j = 0; j < 20; j++) {
      for (int i = 0; i < 20; i++) {
        half.set(0, j, i, i < 10 ? 0 : 1);
        across.set(0, j, i, j < 10 ? 5 : -5);
      }
    }
    var all = Masks.all(Samples.of(half));
    assertEquals(Math.log(2), MutualInformation.of(half, half, all, 0, 1).nats(), 1e-12);
    assertEquals(0, MutualInformation.of(half, across, all, 0, 1).nats(), 1e-12);
  }

  /** An image that is shifted by (2, -4) has to be shifted back by (-2, 4). */
  @Test
  void mutualInformationFindsAShift() {
    FloatStack still = FloatStack.planar(1, 60, 60);
    FloatStack moved = FloatStack.planar(1, 60, 60);
    for (int j = 0; j < 60; j++) {
      for (int i = 0; i < 60; i++) {
        still.set(0, j, i, (float) Math.hypot(j - 28, i - 31));
        moved.set(0, j, i, (float) -Math.hypot(j - 30, i - 27));
      }
    }
    var all = Masks.all(Samples.of(still));
    MutualInformation found = MutualInformation.of(moved, still, all, 6, 2);
    assertEquals(-2, found.bestRows());
    assertEquals(4, found.bestColumns());
    assertTrue(found.bestNats() > 1.2 * found.nats());
  }

  /**
   * Of two normal variables with correlation rho it is -ln(1 - rho^2) / 2, of a histogram less by
   * the width of its cells and more by about 63 * 63 / (2 n) for n voxels.
   */
  @Test
  void mutualInformationOfCorrelatedNoise() {
    double rho = 0.8;
    FloatStack first = FloatStack.planar(10, 300, 300);
    FloatStack second = FloatStack.planar(10, 300, 300);
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < first.data().length; i++) {
      double a = normal(random);
      first.data()[i] = (float) (40 + 30 * a);
      second.data()[i] = (float) (-5 * (rho * a + Math.sqrt(1 - rho * rho) * normal(random)));
    }
    Mask all = Masks.all(Samples.of(first));
    double expected = -Math.log(1 - rho * rho) / 2;
    double nats = MutualInformation.nats(first, second, all);
    assertEquals(expected, nats, 0.01);
    assertEquals(nats, MutualInformation.nats(second, first, all), 1e-12);
    assertEquals(nats, MutualInformation.of(first, second, all, 0, 1).nats());
  }

  private static double normal(SplittableRandom random) {
    double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
    return radius * Math.cos(2 * Math.PI * random.nextDouble());
  }

  @Test
  void voxelsOutsideTheMaskDoNotCount() {
    FloatStack first = FloatStack.interleaved(2, 30, 30);
    FloatStack second = FloatStack.planar(2, 30, 30);
    boolean[] inside = new boolean[1800];
    for (int i = 0; i < 900; i++) {
      first.set(0, i / 30, i % 30, i % 4);
      second.set(0, i / 30, i % 30, i % 4);
      first.set(1, i / 30, i % 30, i % 7);
      second.set(1, i / 30, i % 30, -i);
      inside[i] = true;
    }
    Mask mask = Mask.of(inside, 2, 30, 30);
    assertEquals(Math.log(4), MutualInformation.nats(first, second, mask), 1e-12);
    Mask other = Mask.of(new boolean[900], 1, 30, 30);
    assertThrows(
        IllegalArgumentException.class, () -> MutualInformation.nats(first, second, other));
    assertThrows(
        IllegalArgumentException.class,
        () -> MutualInformation.nats(first, second, mask.eroded(1)));
  }
}
