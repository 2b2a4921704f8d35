package io.tomodrift.learned.recipe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.learned.data.PatchSource;
import io.tomodrift.learned.data.Patches;
import io.tomodrift.learned.model.Sampling;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.objective.DiffusionObjective;
import io.tomodrift.learned.objective.FlowObjective;
import io.tomodrift.learned.objective.Losses;
import io.tomodrift.learned.objective.Terms;
import io.tomodrift.learned.torch.Torch;
import io.tomodrift.learned.train.Scores;
import io.tomodrift.learned.train.Validation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Judges a network by the same random patches of held-out subjects at each validation.
 *
 * <p>A network that gives results, or in one step of a flow: {@code mae_hu}, the mean absolute
 * error, and {@code edge_ratio}, the mean edge strength over that of the target, 1 being right. A
 * flow that is wanted both ways is judged by the mean of both errors. A diffusion: {@code
 * noise_mse} or {@code velocity_mse}, the mean squared error of what it predicts at fixed levels.
 *
 * @param source of the patches
 * @param huPerUnit HU of the network's unit
 * @param seed which patches
 * @param sampling what the network gives
 * @param bothWays whether the way from target to input is wanted, too
 */
record PatchValidation(
    PatchSource source, double huPerUnit, long seed, Sampling sampling, boolean bothWays)
    implements Validation {

  private static final int BATCHES = 16;
  private static final String MAE = "mae_hu";
  private static final String SQUARED = "_mse";

  @Override
  public Scores run(Network network, long step) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Double> sums = new LinkedHashMap<>();
    try (NDManager memory = Torch.open()) {
      for (int k = 0; k < BATCHES; k++) {
        Patches patches = source.next(random.split());
        try (NDManager part = memory.newSubManager()) {
          NDArray x = part.create(patches.input(), new Shape(patches.inputShape()));
          NDArray y = part.create(patches.target(), new Shape(patches.targetShape()));
          judge(network, x, y, random.split(), sums);
        }
      }
    }
    return sampling instanceof Sampling.Diffusion ? noise(sums) : errors(sums);
  }

  private void judge(
      Network network, NDArray x, NDArray y, SplittableRandom random, Map<String, Double> sums) {
    if (sampling instanceof Sampling.Diffusion diffusion) {
      Torch.seed(random.nextLong());
      DiffusionObjective objective = new DiffusionObjective(network, diffusion);
      add(sums, objective.term() + SQUARED, objective.loss(x, y, random, false));
      return;
    }
    NDArray made = estimate(network, x, x, 0);
    add(sums, MAE, Losses.l1(made, y));
    add(sums, "edges", Losses.edges(made).sum());
    add(sums, "target_edges", Losses.edges(y).sum());
    if (bothWays) {
      add(sums, "reverse_mae_hu", Losses.l1(estimate(network, y, x, 1), x));
    }
  }

  /** The result, or one step of a flow from one end to the other: the estimate of least squares. */
  private NDArray estimate(Network network, NDArray from, NDArray input, double end) {
    if (!(sampling instanceof Sampling.Flow flow)) {
      return network.apply(from, false);
    }
    double[] times = new double[(int) from.getShape().get(0)];
    java.util.Arrays.fill(times, end);
    NDArray seen = flow.sourceGiven() ? from.concat(input, 1) : from;
    NDArray velocity = network.apply(seen, FlowObjective.times(from, times), false);
    return end == 0 ? from.add(velocity) : from.sub(velocity);
  }

  private static Scores noise(Map<String, Double> sums) {
    String name = sums.keySet().iterator().next();
    return new Scores(Terms.of(name, sums.get(name) / BATCHES), name);
  }

  private Scores errors(Map<String, Double> sums) {
    double error = sums.get(MAE) / BATCHES * huPerUnit;
    Terms terms = Terms.of(MAE, error);
    Terms all = terms;
    String minimised = MAE;
    if (bothWays) {
      double reverse = sums.get("reverse_mae_hu") / BATCHES * huPerUnit;
      all = all.and("reverse_mae_hu", reverse).and("both_mae_hu", (error + reverse) / 2);
      minimised = "both_mae_hu";
    }
    return new Scores(
        all.and("edge_ratio", sums.get("edges") / sums.get("target_edges")), minimised);
  }

  private static void add(Map<String, Double> sums, String name, NDArray scalar) {
    sums.merge(name, scalar.toType(DataType.FLOAT64, false).getDouble(), Double::sum);
  }
}
