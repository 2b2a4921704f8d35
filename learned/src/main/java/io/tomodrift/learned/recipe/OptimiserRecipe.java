package io.tomodrift.learned.recipe;

import io.tomodrift.formats.text.StrictNode;
import io.tomodrift.learned.train.AdamSettings;

/**
 * How long and how fast.
 *
 * @param steps number of steps
 * @param learningRate largest rate, after the warm-up
 * @param warmUp steps of the warm-up
 * @param weightDecay of AdamW
 * @param clip largest norm of a gradient
 * @param averaging decay of the averaged weights, in [0, 1)
 */
public record OptimiserRecipe(
    int steps, double learningRate, int warmUp, double weightDecay, double clip, double averaging) {

  private static final int LONG_RUN = 5000;

  /** Checks what would otherwise fail only after the data were made. */
  public OptimiserRecipe {
    if (warmUp < 0 || warmUp >= steps) {
      throw new IllegalArgumentException(
          "optimiser: warmUp must be less than steps, got %d of %d".formatted(warmUp, steps));
    }
  }

  static OptimiserRecipe of(StrictNode root) {
    StrictNode node = root.childOrEmpty("optimiser");
    node.allow("steps", "learningRate", "warmUp", "weightDecay", "clip", "averaging");
    int steps = node.whole("steps", 4000);
    return new OptimiserRecipe(
        steps,
        node.number("learningRate", 5e-4),
        node.whole("warmUp", steps / 20),
        node.number("weightDecay", 0.01),
        node.number("clip", 1),
        node.number("averaging", steps < LONG_RUN ? 0.995 : 0.999));
  }

  /** Adam as adversarial training likes it, or as everything else does. */
  AdamSettings adam(TrainingRecipe.Method method) {
    AdamSettings usual =
        method == TrainingRecipe.Method.GAN ? AdamSettings.adversarial() : AdamSettings.defaults();
    return new AdamSettings(usual.beta1(), usual.beta2(), usual.epsilon(), weightDecay);
  }
}
