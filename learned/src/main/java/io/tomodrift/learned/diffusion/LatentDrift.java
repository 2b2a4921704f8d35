package io.tomodrift.learned.diffusion;

/**
 * A signed number that is added to each element of the latent image (Latent Drifting, Yeganeh et
 * al. 2024, arXiv 2412.20651): to the mean of the noise in training and at the start of sampling,
 * {@code eps' ~ N(delta, I)}, and to the mean of each reverse step, {@code p(x_s | x_t) = N(mu +
 * delta, Sigma)} (eq. 4).
 *
 * <p>A network that was trained with the moved noise leads from the moved start to its data without
 * any shift of the steps, if the sampler adds no noise ({@link #shifted} and {@link
 * Sampler#denoise}); the shifts of the steps come on top.
 *
 * <p>A drift of 0 adds nothing at all, so that results keep every bit.
 *
 * @param delta what is added
 * @param mode whether each reverse step adds it or all together
 */
public record LatentDrift(double delta, Mode mode) {

  /** No drift. */
  public static final LatentDrift NONE = new LatentDrift(0, Mode.PER_STEP);

  /** What the reverse steps add. */
  public enum Mode {
    /**
     * Each step adds delta, as published: the sum grows with the number of steps, so that a delta
     * means something for one number of steps only.
     */
    PER_STEP,
    /** Each of n steps adds delta / n: the sum is delta for every number of steps. */
    TOTAL
  }

  /** Checks the value. */
  public LatentDrift {
    if (!Double.isFinite(delta)) {
      throw new IllegalArgumentException("a drift is a finite number, got " + delta);
    }
  }

  /** What one of so many reverse steps adds. */
  public double perStep(int steps) {
    return mode == Mode.PER_STEP ? delta : delta / steps;
  }

  /** Noise for training or to start with, moved by delta; a fresh array. */
  public double[] shifted(double[] noise) {
    return add(noise.clone(), delta);
  }

  /** Moves the end of one of so many reverse steps, in place. */
  double[] afterStep(double[] x, int steps) {
    return add(x, perStep(steps));
  }

  private static double[] add(double[] x, double shift) {
    // Adding 0 would turn -0 into 0.
    if (shift != 0) {
      for (int i = 0; i < x.length; i++) {
        x[i] += shift;
      }
    }
    return x;
  }
}
