package io.tomodrift.learned.train;

/**
 * Settings of {@link AdamW}.
 *
 * @param beta1 decay of the mean of gradients, in [0, 1)
 * @param beta2 decay of the mean of squared gradients, in [0, 1)
 * @param epsilon added to the root of the mean square, positive
 * @param weightDecay share of a weight that is taken away per step and unit of learning rate
 */
public record AdamSettings(double beta1, double beta2, double epsilon, double weightDecay) {

  /** Checks the values. */
  public AdamSettings {
    if (!(beta1 >= 0 && beta1 < 1) || !(beta2 >= 0 && beta2 < 1)) {
      throw new IllegalArgumentException(
          "beta1 and beta2 must be in [0, 1), got %s and %s".formatted(beta1, beta2));
    }
    if (!(epsilon > 0) || !(weightDecay >= 0) || !Double.isFinite(epsilon + weightDecay)) {
      throw new IllegalArgumentException(
          "epsilon must be positive and weightDecay not negative, got %s and %s"
              .formatted(epsilon, weightDecay));
    }
  }

  /** 0.9, 0.999, 1e-8 and a weight decay of 0.01, as PyTorch has them. */
  public static AdamSettings defaults() {
    return new AdamSettings(0.9, 0.999, 1e-8, 0.01);
  }

  /** For adversarial training: 0.5, 0.999, 1e-8, no weight decay (Radford et al. 2016). */
  public static AdamSettings adversarial() {
    return new AdamSettings(0.5, 0.999, 1e-8, 0);
  }
}
