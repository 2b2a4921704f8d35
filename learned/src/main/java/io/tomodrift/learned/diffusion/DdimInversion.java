package io.tomodrift.learned.diffusion;

/**
 * The noisy image from which {@link Ddim} without noise of its own makes a given image: its steps
 * one by one in reverse. A step from the noisier level t to s is {@code x_s = signal_s x_0 +
 * sigma_s eps(x_t, t)}, so {@code x_t = (signal_t / signal_s) x_s + (sigma_t - signal_t sigma_s /
 * signal_s) eps(x_t, t)}. What is sought stands on both sides: it is put in anew for a number of
 * rounds, beginning with {@code x_s} (Song, Meng and Ermon 2021, section 4.3, has one round;
 * fixed-point rounds as in Pan et al., arXiv 2309.04907). Rounds draw nearer if steps are short.
 *
 * @param rounds evaluations of the network a step, at least 1
 */
public record DdimInversion(int rounds) {

  /** Checks the number. */
  public DdimInversion {
    if (rounds < 1) {
      throw new IllegalArgumentException("a step needs at least 1 round, got " + rounds);
    }
  }

  /**
   * The noisy image.
   *
   * @param network predicts the noise
   * @param image in C order, with the noise of the last level of the grid; it stays as it is
   * @param grid levels of the sampler, from noise on
   * @return the image at the first level, without drift
   */
  public double[] noisy(NoisePredictor network, double[] image, NoiseGrid grid) {
    double[] x = image.clone();
    for (int k = grid.steps() - 1; k >= 0; k--) {
      NoiseLevel more = grid.levels().get(k);
      NoiseLevel less = grid.levels().get(k + 1);
      double kept = more.signal() / less.signal();
      double added = more.sigma() - kept * less.sigma();
      double[] from = x;
      for (int round = 0; round < rounds; round++) {
        x = Affine.sum(kept, from, added, network.noise(x, more));
      }
    }
    return x;
  }
}
