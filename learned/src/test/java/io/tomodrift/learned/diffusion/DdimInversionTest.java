package io.tomodrift.learned.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The way to noise and back with exact noise of a mixture: it returns what it was given. */
class DdimInversionTest {

  private static final TwoModes MODES = new TwoModes(0.3, -1, 0.1, 0.5, 0.2);
  private static final NoiseSchedule SCHEDULE = NoiseSchedule.usual();

  private static double error(int rounds, int steps, int first) {
    NoiseGrid grid = NoiseGrid.evenFrom(SCHEDULE, steps, first);
    double[] images = images();
    double[] noisy = new DdimInversion(rounds).noisy(MODES, images, grid);
    double[] back = new Ddim(0).denoise(MODES, noisy, SamplingPlan.of(grid)).x();
    double sum = 0;
    for (int i = 0; i < images.length; i++) {
      sum += Math.abs(back[i] - images[i]);
    }
    return sum / images.length;
  }

  private static double[] images() {
    double[] left = TwoModes.quantiles(30);
    double[] right = TwoModes.quantiles(70);
    double[] all = new double[100];
    for (int i = 0; i < 100; i++) {
      all[i] = i < 30 ? -1 + 0.1 * left[i] : 0.5 + 0.2 * right[i - 30];
    }
    return all;
  }

  @Test
  void returnsTheImage() {
    double once = error(1, 40, 500);
    double thrice = error(3, 40, 500);
    double often = error(30, 40, 500);
    double shortSteps = error(1, 500, 500);
    String text = "%s %s %s %s".formatted(once, thrice, often, shortSteps);
    // Measured: 1.4e-2, 3.5e-4, 1.4e-13 and 1.1e-3.
    assertTrue(once > 1e-2 && once < 1.5e-2, text);
    assertTrue(thrice < 4e-4, text);
    assertTrue(often < 1e-12, text);
    assertTrue(shortSteps < 1.3e-3, text);
  }

  /** One step of a linear network by hand: eps = x / 2. */
  @Test
  void oneStep() {
    NoiseGrid grid = NoiseGrid.evenFrom(SCHEDULE, 1, 300);
    NoiseLevel level = SCHEDULE.level(300);
    double guess = level.signal() * 2 + level.sigma() * 0.5 * 2;
    double second = level.signal() * 2 + level.sigma() * 0.5 * guess;
    NoisePredictor half = (x, at) -> Arrays.stream(x).map(v -> v / 2).toArray();
    assertEquals(guess, new DdimInversion(1).noisy(half, new double[] {2}, grid)[0], 1e-14);
    assertEquals(second, new DdimInversion(2).noisy(half, new double[] {2}, grid)[0], 1e-14);
    double fixed = level.signal() * 2 / (1 - level.sigma() / 2);
    double found = new DdimInversion(60).noisy(half, new double[] {2}, grid)[0];
    assertEquals(fixed, found, 1e-12);
    double back = new Ddim(0).denoise(half, new double[] {found}, SamplingPlan.of(grid)).x()[0];
    assertEquals(2, back, 1e-12);
  }

  @Test
  void partsOfTheWayBeginWhereAsked() {
    NoiseGrid grid = NoiseGrid.evenFrom(SCHEDULE, 4, 250);
    assertEquals(
        List.of(250, 188, 125, 62, 0),
        grid.levels().stream().map(level -> (int) Math.round(level.time() * 1000)).toList());
    assertEquals(
        NoiseGrid.even(SCHEDULE, 20).levels(), NoiseGrid.evenFrom(SCHEDULE, 20, 1000).levels());
    assertThrows(IllegalArgumentException.class, () -> NoiseGrid.evenFrom(SCHEDULE, 5, 4));
    assertThrows(IllegalArgumentException.class, () -> new DdimInversion(0));
  }
}
