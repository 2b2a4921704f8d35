package io.tomodrift.learned.recipe;

import ai.djl.ndarray.NDManager;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.learned.data.PatchSource;
import io.tomodrift.learned.drift.DriftLoss;
import io.tomodrift.learned.drift.FeatureSettings;
import io.tomodrift.learned.model.Sampling;
import io.tomodrift.learned.nets.AutoEncoder;
import io.tomodrift.learned.nets.FeatureEncoder;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.nets.Preset;
import io.tomodrift.learned.objective.DataTerm;
import io.tomodrift.learned.objective.DiffusionObjective;
import io.tomodrift.learned.objective.FlowObjective;
import io.tomodrift.learned.objective.GanObjective;
import io.tomodrift.learned.objective.GdmObjective;
import io.tomodrift.learned.objective.Objective;
import io.tomodrift.learned.objective.RegressionObjective;
import io.tomodrift.learned.torch.Torch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Makes the objective of a recipe, helper networks included. */
final class Objectives {

  private static final int ENCODER_SEED_OFFSET = 7919;

  private Objectives() {}

  /**
   * The objective.
   *
   * @param generator stays the caller's
   * @param source draws pairs; targets train the feature encoder
   * @param physics the term of the projections, if they count; stays the caller's
   * @param folder where the encoder's training leaves its files
   * @param identity of the data
   */
  static Objective of(
      TrainingRecipe recipe,
      Network generator,
      PatchSource source,
      Optional<DataTerm> physics,
      Path folder,
      String identity,
      NDManager memory,
      RunContext context)
      throws IOException {
    ObjectiveRecipe wanted = recipe.objective();
    return switch (recipe.method()) {
      case REGRESSION -> new RegressionObjective(generator, wanted.paired(), physics);
      case GAN -> {
        Torch.seed(recipe.seed() + 1);
        int channels = recipe.network().inputChannels() + recipe.network().outputChannels();
        Network discriminator =
            Network.create(
                Preset.PATCHGAN_N.of(recipe.network().dimensions(), channels, 1, false), memory);
        yield new GanObjective(
            generator,
            discriminator,
            wanted.adversary(),
            wanted.adversarialWeight(),
            wanted.paired(),
            physics);
      }
      case FLOW -> new FlowObjective(generator, (Sampling.Flow) recipe.sampling());
      case DIFFUSION -> new DiffusionObjective(generator, (Sampling.Diffusion) recipe.sampling());
      case GDM -> {
        Network encoder = encoder(recipe, source, folder, identity, memory, context);
        DriftLoss drift =
            new DriftLoss(
                crops -> encoder.applyAll(crops, true),
                FeatureSettings.defaults(),
                wanted.crops(),
                wanted.drift());
        yield new GdmObjective(
            generator,
            encoder,
            wanted.paired(),
            drift,
            wanted.balance(),
            wanted.mgda(),
            wanted.lambda(),
            physics);
      }
    };
  }

  /** Trains an auto-encoder on targets and keeps its first half, frozen. */
  private static Network encoder(
      TrainingRecipe recipe,
      PatchSource source,
      Path folder,
      String identity,
      NDManager memory,
      RunContext context)
      throws IOException {
    int steps = recipe.objective().encoderSteps();
    long seed = recipe.objective().encoderSeed().orElse(recipe.seed() + ENCODER_SEED_OFFSET);
    FeatureEncoder architecture = FeatureEncoder.usual(recipe.network().dimensions());
    try (Network autoEncoder =
        AutoEncoders.trained(
            AutoEncoder.of(architecture),
            steps,
            seed,
            source,
            folder.resolve("encoder"),
            identity,
            memory,
            context)) {
      return FeatureEncoder.frozen(autoEncoder, memory);
    }
  }
}
