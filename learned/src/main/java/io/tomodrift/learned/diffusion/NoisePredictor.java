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

  /**
   * The noise, from what gives the velocity {@code v = signal e - sigma y} (Salimans and Ho 2022,
   * section 4): {@code e = sigma x + signal v}. Unlike the image that noise leaves, {@code (x -
   * sigma e) / signal}, the image that it leads to, {@code signal x - sigma v}, is not far off
   * where there is hardly any signal.
   */
  static NoisePredictor ofVelocity(NoisePredictor velocity) {
    return (x, level) -> {
      double[] noise = velocity.noise(x, level).clone();
      for (int i = 0; i < noise.length; i++) {
        noise[i] = level.sigma() * x[i] + level.signal() * noise[i];
      }
      return noise;
    };
  }
}
