package io.tomodrift.learned.diffusion;

import java.util.ArrayList;
import java.util.List;

/**
 * The noise levels that a sampler visits, from noise to clean.
 *
 * @param levels at least two, each with less noise than the one before; only the last may be clean
 */
public record NoiseGrid(List<NoiseLevel> levels) {

  /** Checks the order. */
  public NoiseGrid {
    levels = List.copyOf(levels);
    if (levels.size() < 2) {
      throw new IllegalArgumentException(
          "a grid has at least 2 noise levels, got " + levels.size());
    }
    for (int k = 1; k < levels.size(); k++) {
      if (levels.get(k).alphaBar() <= levels.get(k - 1).alphaBar()) {
        throw new IllegalArgumentException(
            "noise must fall from level to level, but %s follows %s: take fewer steps"
                .formatted(levels.get(k), levels.get(k - 1)));
      }
    }
  }

  /** Evenly spaced timesteps from T to 0, the clean image. */
  public static NoiseGrid even(NoiseSchedule schedule, int steps) {
    return even(schedule, steps, 0);
  }

  /**
   * Evenly spaced timesteps, rounded to the nearest integer (halves to the even one).
   *
   * @param steps at most {@code T - last}
   * @param last the last timestep, 0 for the clean image
   */
  public static NoiseGrid even(NoiseSchedule schedule, int steps, int last) {
    int first = schedule.timesteps();
    requireSteps(steps, 1, first - last);
    List<NoiseLevel> levels = new ArrayList<>();
    for (int k = 0; k <= steps; k++) {
      double t = ((double) first * (steps - k) + (double) last * k) / steps;
      levels.add(schedule.level((int) Math.rint(t)));
    }
    return new NoiseGrid(levels);
  }

  /**
   * Evenly spaced timesteps from one of them to 0, rounded as in {@link #even}.
   *
   * @param steps at most {@code first}
   * @param first the first timestep, 1 to T
   */
  public static NoiseGrid evenFrom(NoiseSchedule schedule, int steps, int first) {
    requireSteps(steps, 1, first);
    List<NoiseLevel> levels = new ArrayList<>();
    for (int k = 0; k <= steps; k++) {
      levels.add(schedule.level((int) Math.rint((double) first * (steps - k) / steps)));
    }
    return new NoiseGrid(levels);
  }

  /**
   * Steps of equal {@link NoiseLevel#lambda} from timestep T to 1, and a last step to the clean
   * image. Times are no integer timesteps: lambda is linear between those.
   *
   * @param steps at least 2, the last one included
   */
  public static NoiseGrid evenLambda(NoiseSchedule schedule, int steps) {
    requireSteps(steps, 2, Integer.MAX_VALUE);
    List<NoiseLevel> levels = new ArrayList<>(evenLambda(schedule, steps - 1, 1).levels);
    levels.add(NoiseLevel.CLEAN);
    return new NoiseGrid(levels);
  }

  /**
   * Steps of equal {@link NoiseLevel#lambda} from timestep T to another one. Times are no integer
   * timesteps: lambda is linear between those.
   *
   * @param steps at least 1
   * @param last the last timestep, at least 1
   */
  public static NoiseGrid evenLambda(NoiseSchedule schedule, int steps, int last) {
    requireSteps(steps, 1, Integer.MAX_VALUE);
    if (last < 1) {
      throw new IllegalArgumentException(
          "lambda is finite from timestep 1 on, got " + last + " as the last one");
    }
    NoiseLevel from = schedule.level(schedule.timesteps());
    NoiseLevel to = schedule.level(last);
    List<NoiseLevel> levels = new ArrayList<>(List.of(from));
    for (int k = 1; k < steps; k++) {
      double part = (double) k / steps;
      levels.add(schedule.levelAt(from.lambda() + part * (to.lambda() - from.lambda())));
    }
    levels.add(to);
    return new NoiseGrid(levels);
  }

  private static void requireSteps(int steps, int least, int most) {
    if (steps < least || steps > most) {
      throw new IllegalArgumentException(
          "this grid can have %d to %d steps, got %d".formatted(least, most, steps));
    }
  }

  /** Number of steps, one less than levels. */
  public int steps() {
    return levels.size() - 1;
  }
}
