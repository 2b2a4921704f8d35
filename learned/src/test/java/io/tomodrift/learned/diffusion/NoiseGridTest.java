package io.tomodrift.learned.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Grids of noise levels and refusals of schedules. */
class NoiseGridTest {

  private static final NoiseSchedule SCHEDULE = NoiseSchedule.usual();

  @Test
  void evenTimestepsEndClean() {
    NoiseGrid grid = NoiseGrid.even(SCHEDULE, 4);
    assertEquals(
        List.of(1.0, 0.75, 0.5, 0.25, 0.0), grid.levels().stream().map(NoiseLevel::time).toList());
    assertEquals(NoiseLevel.CLEAN, grid.levels().get(4));
    assertTrue(grid.levels().get(4).clean());
    assertEquals(Double.POSITIVE_INFINITY, NoiseLevel.CLEAN.lambda());
    assertEquals(SCHEDULE.alphaBar(250), grid.levels().get(3).alphaBar());
    NoiseGrid all = NoiseGrid.even(SCHEDULE, 1000);
    for (int t = 0; t <= 1000; t++) {
      assertEquals(SCHEDULE.level(t), all.levels().get(1000 - t));
    }
  }

  @Test
  void equalStepsOfLambdaBetweenTimesteps() {
    for (NoiseSchedule schedule : List.of(SCHEDULE, NoiseSchedule.cosine(1000))) {
      NoiseGrid grid = NoiseGrid.evenLambda(schedule, 21);
      assertEquals(21, grid.steps());
      assertEquals(schedule.level(1000), grid.levels().get(0));
      assertEquals(schedule.level(1), grid.levels().get(20));
      assertEquals(NoiseLevel.CLEAN, grid.levels().get(21));
      double first = schedule.level(1000).lambda();
      double length = (schedule.level(1).lambda() - first) / 20;
      for (int k = 0; k <= 20; k++) {
        NoiseLevel level = grid.levels().get(k);
        assertEquals(first + k * length, level.lambda(), 1e-9);
        // The time lies between the timesteps whose noise encloses it.
        double t = level.time() * 1000;
        int below = (int) Math.floor(t + 1e-9);
        int above = (int) Math.ceil(t - 1e-9);
        assertTrue(schedule.alphaBar(below) >= level.alphaBar() - 1e-12);
        assertTrue(schedule.alphaBar(above) <= level.alphaBar() + 1e-12);
      }
    }
  }

  @Test
  void refusals() {
    NoiseLevel level = SCHEDULE.level(500);
    assertThrows(IllegalArgumentException.class, () -> new NoiseGrid(List.of(level)));
    assertThrows(IllegalArgumentException.class, () -> new NoiseGrid(List.of(level, level)));
    assertThrows(IllegalArgumentException.class, () -> NoiseGrid.even(SCHEDULE, 1001));
    assertThrows(IllegalArgumentException.class, () -> NoiseGrid.even(SCHEDULE, 0));
    assertThrows(IllegalArgumentException.class, () -> NoiseGrid.evenLambda(SCHEDULE, 5, 0));
    assertThrows(IllegalArgumentException.class, () -> NoiseGrid.evenLambda(SCHEDULE, 1));
    assertThrows(IllegalArgumentException.class, () -> new NoiseLevel(0.5, 0));
    assertThrows(IllegalArgumentException.class, () -> new NoiseLevel(1.5, 0.5));
    assertThrows(IllegalArgumentException.class, () -> SCHEDULE.alphaBar(1001));
    assertThrows(IllegalArgumentException.class, () -> SCHEDULE.beta(0));
    assertThrows(IllegalArgumentException.class, () -> NoiseSchedule.linear(0, 0.1, 0.2));
    assertThrows(IllegalArgumentException.class, () -> NoiseSchedule.linear(9, 0.2, 0.1));
    assertThrows(IllegalArgumentException.class, () -> NoiseSchedule.cosine(0));
    assertThrows(
        IllegalArgumentException.class, () -> Posterior.between(level, SCHEDULE.level(600)));
  }
}
