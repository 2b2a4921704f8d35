package io.tomodrift.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NeighbourStepsTest {

  private static final double EPS = 1e-12;

  private interface Formula {
    double at(int slice, int row, int column);
  }

  private static Samples volume(int slices, int rows, int columns, Formula formula) {
    double[] values = new double[slices * rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = formula.at(i / (rows * columns), i / columns % rows, i % columns);
    }
    return Samples.of(values, slices, rows, columns);
  }

  private static Mask mask(Samples like, SplittableRandom random) {
    boolean[] inside = new boolean[like.slices() * like.rows() * like.columns()];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = random.nextDouble() < 0.7;
    }
    return Mask.of(inside, like.slices(), like.rows(), like.columns());
  }

  @Test
  void aRampStepsByItsSlopes() {
    Samples ramp = volume(3, 4, 5, (s, r, c) -> 7 * s - 2 * r + 0.5 * c);
    assertEquals(new NeighbourSteps(7, 2, 0.5), NeighbourSteps.of(ramp, null));
    assertEquals(new NeighbourSteps(7, 2, 0.5), NeighbourSteps.of(ramp, Masks.all(ramp)));
  }

  /** Slices that jump up and down by 30 HU are as smooth as before within themselves. */
  @Test
  void flickerShowsAlongTheSlicesOnly() {
    Samples smooth = volume(6, 4, 5, (s, r, c) -> 10 * s - 2 * r + 0.5 * c);
    Samples flicker = volume(6, 4, 5, (s, r, c) -> 10 * s - 2 * r + 0.5 * c + 30 * (s % 2));
    NeighbourSteps ratio = NeighbourSteps.of(flicker, null).over(NeighbourSteps.of(smooth, null));
    // Steps of +40, -20, +40, -20, +40 in place of five of 10.
    assertEquals(3.2, ratio.axial(), EPS);
    assertEquals(1, ratio.coronal(), EPS);
    assertEquals(1, ratio.sagittal(), EPS);
  }

  /** Differences pair by pair, looked up one by one. */
  @Test
  void bothNeighboursAreInTheMask() {
    SplittableRandom random = new SplittableRandom(4);
    Samples values = volume(4, 6, 5, (s, r, c) -> 100 * random.nextDouble());
    Mask mask = mask(values, random);
    NeighbourSteps steps = NeighbourSteps.of(values, mask);
    assertEquals(mean(values, mask, 1, 0, 0), steps.axial(), EPS);
    assertEquals(mean(values, mask, 0, 1, 0), steps.coronal(), EPS);
    assertEquals(mean(values, mask, 0, 0, 1), steps.sagittal(), EPS);
  }

  private static double mean(Samples values, Mask mask, int down, int back, int across) {
    double sum = 0;
    int count = 0;
    for (int s = 0; s + down < values.slices(); s++) {
      for (int r = 0; r + back < values.rows(); r++) {
        for (int c = 0; c + across < values.columns(); c++) {
          if (mask.contains(s, r, c) && mask.contains(s + down, r + back, c + across)) {
            sum += Math.abs(values.at(s + down, r + back, c + across) - values.at(s, r, c));
            count++;
          }
        }
      }
    }
    return sum / count;
  }

  @Test
  void oneSliceHasNoStepAlongTheSlices() {
    Samples image = volume(1, 3, 4, (s, r, c) -> r + c);
    NeighbourSteps steps = NeighbourSteps.of(image, null);
    assertTrue(Double.isNaN(steps.axial()));
    assertEquals(1, steps.coronal());
    NeighbourSteps ratio = steps.over(steps);
    assertTrue(Double.isNaN(ratio.axial()));
    assertEquals(1, ratio.sagittal());
  }

  @Test
  void thereIsNoProportionToNothing() {
    Samples same = volume(3, 3, 3, (s, r, c) -> r);
    Samples other = volume(3, 3, 3, (s, r, c) -> r + s);
    NeighbourSteps ratio = NeighbourSteps.of(other, null).over(NeighbourSteps.of(same, null));
    assertTrue(Double.isNaN(ratio.axial()));
    assertEquals(1, ratio.coronal());
    assertTrue(Double.isNaN(ratio.sagittal()));
  }

  /** A million steps of 0.1 from values near 3000: sums in float would lose four digits. */
  @Test
  void sumsAreDouble() {
    float[] values = new float[1_000_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 2 == 0 ? 3000 : 3000.1f;
    }
    double step = (double) 3000.1f - 3000;
    NeighbourSteps steps = NeighbourSteps.of(Samples.of(values, 1, 1000, 1000), null);
    assertEquals(step, steps.sagittal(), 1e-10);
    assertEquals(0, steps.coronal());
  }

  @Test
  void masksOfOtherShapesAreRefused() {
    Samples values = volume(2, 3, 4, (s, r, c) -> 0);
    Mask other = Masks.all(volume(2, 4, 3, (s, r, c) -> 0));
    assertThrows(IllegalArgumentException.class, () -> NeighbourSteps.of(values, other));
  }
}
