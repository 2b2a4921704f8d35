package io.tomodrift.learned.diffusion;

/**
 * Makes noisy images to train with: {@code x_t = sqrt(abar_t) x_0 + sqrt(1 - abar_t) eps'}, {@code
 * eps' = eps + delta} (Ho, Jain and Abbeel 2020, eq. 4; the shift as in Latent Drifting). The
 * network learns to predict {@code eps'}.
 *
 * @param drift moves the mean of the noise
 */
public record ForwardProcess(LatentDrift drift) {

  /** Without drift. */
  public static final ForwardProcess PLAIN = new ForwardProcess(LatentDrift.NONE);

  /**
   * The noisy image.
   *
   * @param clean image in C order
   * @param noise standard normal numbers, as many
   * @param level how noisy it becomes
   */
  public double[] noisy(double[] clean, double[] noise, NoiseLevel level) {
    return Affine.sum(level.signal(), clean, level.sigma(), target(noise));
  }

  /** What the network shall predict: the noise with its drift, a fresh array. */
  public double[] target(double[] noise) {
    return drift.shifted(noise);
  }
}
