package io.tomodrift.learned.recipe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.learned.data.PatchSource;
import io.tomodrift.learned.data.Patches;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.objective.Losses;
import io.tomodrift.learned.objective.Terms;
import io.tomodrift.learned.torch.Torch;
import io.tomodrift.learned.train.Scores;
import io.tomodrift.learned.train.Validation;
import java.util.SplittableRandom;

/**
 * The mean absolute error on the same random patches of held-out subjects at each validation, and
 * how sharp the result is: the mean edge strength over that of the target, 1 being right.
 *
 * @param source of the patches
 * @param huPerUnit HU of the network's unit
 * @param seed which patches
 */
record PatchValidation(PatchSource source, double huPerUnit, long seed) implements Validation {

  private static final int BATCHES = 16;

  @Override
  public Scores run(Network network, long step) {
    SplittableRandom random = new SplittableRandom(seed);
    double error = 0;
    double edges = 0;
    double targetEdges = 0;
    try (NDManager memory = Torch.open()) {
      for (int k = 0; k < BATCHES; k++) {
        Patches patches = source.next(random.split());
        try (NDManager part = memory.newSubManager()) {
          NDArray x = part.create(patches.input(), new Shape(patches.inputShape()));
          NDArray y = part.create(patches.target(), new Shape(patches.targetShape()));
          NDArray made = network.apply(x, false);
          error += number(Losses.l1(made, y));
          edges += number(Losses.edges(made).sum());
          targetEdges += number(Losses.edges(y).sum());
        }
      }
    }
    return new Scores(
        Terms.of("mae_hu", error / BATCHES * huPerUnit).and("edge_ratio", edges / targetEdges),
        "mae_hu");
  }

  private static double number(NDArray scalar) {
    return scalar.toType(DataType.FLOAT64, false).getDouble();
  }
}
