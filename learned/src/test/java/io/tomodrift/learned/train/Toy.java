package io.tomodrift.learned.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.GradientCollector;
import io.tomodrift.learned.data.PatchSource;
import io.tomodrift.learned.data.Patches;
import io.tomodrift.learned.nets.Architecture;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.objective.Batch;
import io.tomodrift.learned.objective.Objective;
import io.tomodrift.learned.objective.Phase;
import io.tomodrift.learned.objective.Terms;
import io.tomodrift.learned.torch.Ops;
import io.tomodrift.learned.torch.Torch;
import java.util.List;
import java.util.SplittableRandom;

/** A problem that trains in a second: two convolutions learn to blur and scale noise. */
final class Toy {

  private Toy() {}

  /** Two convolutions of 3 by 3 with a ReLU between. */
  record TwoConvolutions(int width) implements Architecture {

    @Override
    public String kind() {
      return "two-convolutions";
    }

    @Override
    public int dimensions() {
      return 2;
    }

    @Override
    public int inputChannels() {
      return 1;
    }

    @Override
    public int outputChannels() {
      return 1;
    }

    @Override
    public int sideMultiple() {
      return 1;
    }

    @Override
    public boolean residual() {
      return false;
    }

    @Override
    public Block block() {
      return new SequentialBlock()
          .add(convolution(width))
          .add(Activation.reluBlock())
          .add(convolution(1));
    }

    private static Block convolution(int filters) {
      return Conv2d.builder()
          .setKernelShape(new Shape(3, 3))
          .optPadding(new Shape(1, 1))
          .setFilters(filters)
          .build();
    }
  }

  /** A network whose first weights follow from the seed. */
  static Network network(NDManager memory, long seed) {
    Torch.seed(seed);
    return Network.create(new TwoConvolutions(6), memory);
  }

  /** What a test does in each step besides. */
  @FunctionalInterface
  interface Hook {
    void run(NDManager memory, Network network, long step);
  }

  /** Mean absolute error, with noise of the engine and of the step's source on the input. */
  static final class Regression implements Objective, Phase {
    private final Network network;
    private final Hook hook;
    private long calls;

    Regression(Network network, Hook hook) {
      this.network = network;
      this.hook = hook;
    }

    @Override
    public String method() {
      return "regression";
    }

    @Override
    public List<Phase> phases() {
      return List.of(this);
    }

    @Override
    public Network generator() {
      return network;
    }

    @Override
    public String name() {
      return "generator";
    }

    @Override
    public Network network() {
      return network;
    }

    @Override
    public String state() {
      return Long.toString(calls);
    }

    @Override
    public void restore(String state) {
      calls = Long.parseLong(state);
    }

    @Override
    public Terms accumulate(NDManager memory, Batch batch, long step, SplittableRandom random) {
      double amount = 0.01 * random.nextDouble() + 1e-5 * calls++;
      NDArray noise = memory.randomNormal(batch.input().getShape());
      NDArray input = batch.input().add(Ops.scale(noise, amount));
      double value;
      try (GradientCollector gradients = Torch.gradients()) {
        NDArray loss = Ops.mean(network.apply(input, true).sub(batch.target()).abs());
        gradients.backward(loss);
        value = loss.getFloat();
      }
      hook.run(memory, network, step);
      return Terms.of("l1", value).and("noise", amount);
    }

    @Override
    public void close() {}
  }

  /** A generator and a critic that learns to guess the target from the generator's result. */
  record Pair(Regression first, Network critic) implements Objective {

    @Override
    public String method() {
      return "pair";
    }

    @Override
    public List<Phase> phases() {
      return List.of(first, new Second(first.network(), critic));
    }

    @Override
    public Network generator() {
      return first.network();
    }

    @Override
    public String state() {
      return first.state();
    }

    @Override
    public void restore(String state) {
      first.restore(state);
    }

    @Override
    public void close() {}
  }

  private record Second(Network generator, Network critic) implements Phase {

    @Override
    public String name() {
      return "critic";
    }

    @Override
    public Network network() {
      return critic;
    }

    @Override
    public Terms accumulate(NDManager memory, Batch batch, long step, SplittableRandom random) {
      NDArray guess = generator.apply(batch.input(), false).stopGradient();
      try (GradientCollector gradients = Torch.gradients()) {
        NDArray loss = Ops.mean(Ops.square(critic.apply(guess, true).sub(batch.target())));
        gradients.backward(loss);
        return Terms.of("l2", loss.getFloat());
      }
    }
  }

  static Regression regression(Network network) {
    return new Regression(network, (memory, net, step) -> {});
  }

  /** Noise of 12 by 12 pixels, and twice its mean over crosses of five pixels. */
  static final PatchSource SOURCE =
      random -> {
        int side = 12;
        int samples = 4;
        float[] input = new float[samples * side * side];
        for (int i = 0; i < input.length; i++) {
          input[i] = (float) (2 * random.nextDouble() - 1);
        }
        float[] target = new float[input.length];
        for (int i = 0; i < target.length; i++) {
          int x = i % side;
          int y = i / side % side;
          target[i] =
              0.4f
                  * (input[i]
                      + (x > 0 ? input[i - 1] : 0)
                      + (x < side - 1 ? input[i + 1] : 0)
                      + (y > 0 ? input[i - side] : 0)
                      + (y < side - 1 ? input[i + side] : 0));
        }
        long[] shape = {samples, 1, side, side};
        return new Patches(input, target, shape, shape);
      };

  /** Mean absolute error on a fixed batch. */
  static Scores score(Network network) {
    Patches patches = SOURCE.next(new SplittableRandom(77));
    try (NDManager memory = Torch.open()) {
      NDArray input = memory.create(patches.input(), new Shape(patches.inputShape()));
      NDArray target = memory.create(patches.target(), new Shape(patches.targetShape()));
      double value = Ops.mean(network.apply(input, false).sub(target).abs()).getFloat();
      return new Scores(Terms.of("mae", value), "mae");
    }
  }
}
