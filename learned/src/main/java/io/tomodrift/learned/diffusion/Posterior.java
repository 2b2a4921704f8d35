package io.tomodrift.learned.diffusion;

/**
 * The distribution of a less noisy image given a noisy and the clean one: {@code q(x_s | x_t, x_0)
 * = N(cleanFactor x_0 + noisyFactor x_t, variance I)} with {@code cleanFactor = sqrt(abar_s) (1 -
 * r) / (1 - abar_t)}, {@code noisyFactor = sqrt(r) (1 - abar_s) / (1 - abar_t)}, {@code variance =
 * (1 - abar_s) (1 - r) / (1 - abar_t)}, {@code r = abar_t / abar_s} (Ho, Jain and Abbeel 2020, eqs.
 * 6 and 7, there for neighbouring timesteps).
 *
 * @param cleanFactor weight of the clean image
 * @param noisyFactor weight of the noisy image
 * @param variance of each element
 */
public record Posterior(double cleanFactor, double noisyFactor, double variance) {

  /**
   * Between two levels.
   *
   * @param noisy the level t
   * @param less the level s, with less noise or none
   */
  public static Posterior between(NoiseLevel noisy, NoiseLevel less) {
    double ratio = noisy.alphaBar() / less.alphaBar();
    if (!(ratio < 1)) {
      throw new IllegalArgumentException(
          "a posterior leads to less noise, not from %s to %s".formatted(noisy, less));
    }
    double left = (1 - less.alphaBar()) / (1 - noisy.alphaBar());
    double added = (1 - ratio) / (1 - noisy.alphaBar());
    return new Posterior(less.signal() * added, Math.sqrt(ratio) * left, left * (1 - ratio));
  }

  /** The mean, a fresh array. */
  public double[] mean(double[] clean, double[] noisy) {
    return Affine.sum(cleanFactor, clean, noisyFactor, noisy);
  }
}
