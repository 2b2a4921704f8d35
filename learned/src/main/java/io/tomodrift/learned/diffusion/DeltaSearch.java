package io.tomodrift.learned.diffusion;

import io.tomodrift.geometry.error.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Tries drifts and takes the one whose images are nearest to the target domain (Latent Drifting,
 * arXiv 2412.20651). Equal distances: the smallest drift in absolute value, then the first of the
 * grid.
 *
 * @param grid drifts to try, at least one
 */
public record DeltaSearch(List<Double> grid) {

  /** Checks the drifts. */
  public DeltaSearch {
    grid = List.copyOf(grid);
    if (grid.isEmpty() || grid.stream().anyMatch(delta -> !Double.isFinite(delta))) {
      throw new IllegalArgumentException(
          "a search needs at least one drift, all finite, got " + grid);
    }
  }

  /**
   * A drift and what came of it.
   *
   * @param delta the drift
   * @param distance to the target domain
   */
  public record Trial(double delta, double distance) {}

  /**
   * All trials and the best of them.
   *
   * @param best the nearest
   * @param trials in the order of the grid
   */
  public record Outcome(Trial best, List<Trial> trials) {

    /** Keeps a copy. */
    public Outcome {
      trials = List.copyOf(trials);
    }
  }

  /** From -0.2 to 0.2 in steps of 0.05. */
  public static DeltaSearch usual() {
    return new DeltaSearch(IntStream.rangeClosed(-4, 4).mapToObj(i -> i / 20.0).toList());
  }

  /**
   * Tries all.
   *
   * @param generate the images of a drift
   * @param targets images of the target domain
   * @param distance between sets of images
   */
  public Outcome run(
      DoubleFunction<List<double[]>> generate, List<double[]> targets, SetDistance distance) {
    return run(delta -> distance.between(generate.apply(delta), targets));
  }

  /**
   * Tries all.
   *
   * @param distance what is to become small
   * @throws ModelException if it is no finite number
   */
  public Outcome run(DoubleUnaryOperator distance) {
    List<Trial> trials = new ArrayList<>();
    Trial best = null;
    for (double delta : grid) {
      Trial trial = new Trial(delta, distance.applyAsDouble(delta));
      if (!Double.isFinite(trial.distance)) {
        throw new ModelException(
            "the distance with a drift of %s is %s: check the images that it gave"
                .formatted(delta, trial.distance));
      }
      trials.add(trial);
      if (best == null || better(trial, best)) {
        best = trial;
      }
    }
    return new Outcome(best, trials);
  }

  private static boolean better(Trial trial, Trial best) {
    return trial.distance < best.distance
        || (trial.distance == best.distance && Math.abs(trial.delta) < Math.abs(best.delta));
  }
}
