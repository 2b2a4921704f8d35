package io.tomodrift.learned.recipe;

import ai.djl.ndarray.NDManager;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.learned.data.PatchSource;
import io.tomodrift.learned.data.Patches;
import io.tomodrift.learned.nets.AutoEncoder;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.objective.ImageLoss;
import io.tomodrift.learned.objective.Objective;
import io.tomodrift.learned.objective.RegressionObjective;
import io.tomodrift.learned.torch.Torch;
import io.tomodrift.learned.train.LearningRate;
import io.tomodrift.learned.train.Trainer;
import io.tomodrift.learned.train.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Trains auto-encoders to reproduce targets. */
final class AutoEncoders {

  private static final double RATE = 1e-3;

  private AutoEncoders() {}

  /**
   * A trained auto-encoder.
   *
   * @param source draws pairs; targets are to be reproduced
   * @param folder where the training leaves its files
   * @param identity of the data
   */
  static Network trained(
      AutoEncoder architecture,
      int steps,
      long seed,
      PatchSource source,
      Path folder,
      String identity,
      NDManager memory,
      RunContext context)
      throws IOException {
    Torch.seed(seed);
    Network autoEncoder = Network.create(architecture, memory);
    TrainingPlan plan =
        TrainingPlan.builder(steps, folder)
            .learningRate(new LearningRate.WarmUpCosine(RATE, steps / 20, steps, RATE / 100))
            .seed(seed)
            .identity("data", identity)
            .build();
    PatchSource targets =
        random -> {
          Patches pair = source.next(random);
          return new Patches(pair.target(), pair.target(), pair.targetShape(), pair.targetShape());
        };
    try (Objective objective = new RegressionObjective(autoEncoder, ImageLoss.L1)) {
      new Trainer(objective, targets, plan, Optional.empty())
          .run(context)
          .best()
          .copyTo(autoEncoder, memory, "encoder");
    }
    return autoEncoder;
  }
}
