package io.tomodrift.learned.model;

/** How a network makes a result: what it was trained to give, and so how it is to be asked. */
public sealed interface Sampling {

  /** The result itself, in one pass. */
  record OnePass() implements Sampling {}

  /**
   * The velocity from input, at time 0, to target, at time 1: the result is the end of a path that
   * a solver of differential equations follows.
   *
   * @param sourceGiven whether the network also sees the input all the way; then it goes from input
   *     to target only, else both ways
   * @param endShare share of the samples it was trained with whose time was one of the two ends,
   *     each as often, instead of anywhere between: 0 to 1
   */
  record Flow(boolean sourceGiven, double endShare) implements Sampling {

    /** Checks the share. */
    public Flow {
      if (!(endShare >= 0 && endShare <= 1)) {
        throw new IllegalArgumentException("endShare must be in [0, 1], got " + endShare);
      }
    }
  }

  /**
   * The noise in a noisy target, or its velocity: the result is what is left when a sampler has
   * removed it.
   *
   * @param steps number of noise levels T
   * @param firstBeta variance that the first step adds
   * @param lastBeta variance that the last step adds; those between lie on a line
   * @param sourceGiven whether the network also sees the input, in channels after those of the
   *     noisy target; else it makes images of nothing
   * @param delta mean of the noise that it was trained with, see {@link
   *     io.tomodrift.learned.diffusion.LatentDrift}
   * @param velocity whether it gives {@code signal e - sigma y} of noise e and target y (Salimans
   *     and Ho 2022, section 4) instead of e
   */
  record Diffusion(
      int steps,
      double firstBeta,
      double lastBeta,
      boolean sourceGiven,
      double delta,
      boolean velocity)
      implements Sampling {

    /** Checks the numbers. */
    public Diffusion {
      if (steps < 1 || !(firstBeta > 0 && firstBeta <= lastBeta && lastBeta < 1)) {
        throw new IllegalArgumentException(
            "a diffusion has steps and betas that rise within (0, 1), got %d from %s to %s"
                .formatted(steps, firstBeta, lastBeta));
      }
      if (!Double.isFinite(delta)) {
        throw new IllegalArgumentException("delta must be finite, got " + delta);
      }
    }

    /** Of noise, a thousand levels from 1e-4 to 0.02 (Ho et al. 2020, section 4). */
    public static Diffusion usual(boolean sourceGiven) {
      return new Diffusion(1000, 1e-4, 0.02, sourceGiven, 0, false);
    }
  }
}
