package io.tomodrift.learned.recipe;

import io.tomodrift.formats.text.StrictNode;
import io.tomodrift.learned.model.Sampling;
import io.tomodrift.learned.nets.Architecture;

/** What the network of a recipe gives: follows from the method, and from the block of its name. */
final class SamplingRecipe {

  private static final String FLOW = "flow";
  private static final String DIFFUSION = "diffusion";

  private SamplingRecipe() {}

  /**
   * What the method and its block say.
   *
   * @param sourceGiven whether a diffusion sees the input unless its block says
   */
  static Sampling of(StrictNode root, TrainingRecipe.Method method, boolean sourceGiven) {
    requireNoOther(root, method, FLOW, TrainingRecipe.Method.FLOW);
    requireNoOther(root, method, DIFFUSION, TrainingRecipe.Method.DIFFUSION);
    return switch (method) {
      case REGRESSION, GAN, GDM -> new Sampling.OnePass();
      case FLOW -> {
        StrictNode node = root.childOrEmpty(FLOW);
        node.allow("sourceGiven", "endShare");
        yield new Sampling.Flow(node.flag("sourceGiven", false), node.number("endShare", 0));
      }
      case DIFFUSION -> {
        StrictNode node = root.childOrEmpty(DIFFUSION);
        node.allow("steps", "firstBeta", "lastBeta", "sourceGiven", "delta", "velocity");
        Sampling.Diffusion usual = Sampling.Diffusion.usual(sourceGiven);
        yield new Sampling.Diffusion(
            node.whole("steps", usual.steps()),
            node.number("firstBeta", usual.firstBeta()),
            node.number("lastBeta", usual.lastBeta()),
            node.flag("sourceGiven", usual.sourceGiven()),
            node.number("delta", usual.delta()),
            node.flag("velocity", usual.velocity()));
      }
    };
  }

  private static void requireNoOther(
      StrictNode root, TrainingRecipe.Method method, String key, TrainingRecipe.Method its) {
    if (root.has(key) && method != its) {
      throw new IllegalArgumentException(
          "'%s' is for the method %s, this recipe has the method %s; leave it out"
              .formatted(key, its.id(), method.id()));
    }
  }

  /** Channels that the network reads: the image at a time, and the input where it is given. */
  static int inputChannels(Sampling sampling) {
    return inputChannels(sampling, 1);
  }

  private static int inputChannels(Sampling sampling, int channels) {
    boolean flowSees = sampling instanceof Sampling.Flow flow && flow.sourceGiven();
    boolean diffusionSees =
        sampling instanceof Sampling.Diffusion diffusion && diffusion.sourceGiven();
    return flowSees || diffusionSees ? channels + 1 : channels;
  }

  /**
   * Refuses networks that do not suit.
   *
   * @param channels of a result: 1, or those of latent images
   * @throws IllegalArgumentException naming what is needed
   */
  static void require(Architecture network, Sampling sampling, int channels) {
    boolean timed = !(sampling instanceof Sampling.OnePass);
    if (network.timed() != timed) {
      throw new IllegalArgumentException(
          timed
              ? "the methods flow and diffusion need a network that reads a time, such as 'preset:"
                  + " timeres-f', not "
                  + network.kind()
              : "the network %s reads a time, which only the methods flow and diffusion have"
                  .formatted(network.kind()));
    }
    if (timed && network.inputChannels() != inputChannels(sampling, channels)) {
      throw new IllegalArgumentException(
          "%s needs a network of %d input channels, this one has %d"
              .formatted(sampling, inputChannels(sampling, channels), network.inputChannels()));
    }
  }
}
