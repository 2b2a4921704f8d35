package io.tomodrift.learned.diffusion;

/** What a diffusion network does; conditions are its own matter. */
@FunctionalInterface
public interface NoisePredictor {

  /**
   * The noise in an image.
   *
   * @param x noisy image in C order; must be neither changed nor kept
   * @param level how noisy it is
   * @return the expected noise, as long as {@code x}
   */
  double[] noise(double[] x, NoiseLevel level);
}
