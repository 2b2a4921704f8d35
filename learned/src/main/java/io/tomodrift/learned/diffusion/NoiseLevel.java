package io.tomodrift.learned.diffusion;

/**
 * How much noise is in an image: {@code x = signal x_0 + sigma eps}.
 *
 * @param time what the network is told, 0 (clean) to 1 (noise)
 * @param alphaBar share of the signal in the variance, above 0 to 1 (clean)
 */
public record NoiseLevel(double time, double alphaBar) {

  /** No noise at all. */
  public static final NoiseLevel CLEAN = new NoiseLevel(0, 1);

  /** Checks the values. */
  public NoiseLevel {
    if (!(time >= 0 && time <= 1) || !(alphaBar > 0 && alphaBar <= 1)) {
      throw new IllegalArgumentException(
          "a noise level has a time of 0 to 1 and an alpha bar above 0 to 1, got %s and %s"
              .formatted(time, alphaBar));
    }
  }

  /** Whether there is no noise: {@link #lambda} is infinite. */
  public boolean clean() {
    return alphaBar == 1;
  }

  /** Factor of the clean image, {@code sqrt(abar)}. */
  public double signal() {
    return Math.sqrt(alphaBar);
  }

  /** Factor of the noise, {@code sqrt(1 - abar)}. */
  public double sigma() {
    return Math.sqrt(1 - alphaBar);
  }

  /** Half the logarithm of the ratio of signal and noise, {@code log(signal / sigma)}. */
  public double lambda() {
    return 0.5 * Math.log(alphaBar / (1 - alphaBar));
  }
}
