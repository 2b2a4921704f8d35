package io.tomodrift.learned.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.learned.model.Sampling;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.nets.TimeResNet;
import io.tomodrift.learned.nets.blocks.Norm;
import io.tomodrift.learned.torch.Torch;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiffusionObjectiveTest {

  private static final Shape SHAPE = new Shape(8, 1, 64, 64);

  private final NDManager memory = Torch.open();

  @AfterEach
  void close() {
    memory.close();
  }

  /** A network whose only way through is the first convolution's middle and the last's. */
  private Network passing(float factor) {
    TimeResNet architecture = new TimeResNet(2, 1, 1, List.of(1), 1, Norm.NONE, false);
    Network network = Network.create(architecture, memory);
    network.parameters().values().forEach(w -> Network.assign(w, w.zerosLike()));
    middle(network, "first.weight", 1);
    middle(network, "last.weight", factor);
    return network;
  }

  private void middle(Network network, String name, float value) {
    float[] kernel = new float[9];
    kernel[4] = value;
    Network.assign(network.parameters().get(name), memory.create(kernel, new Shape(1, 1, 3, 3)));
  }

  /**
   * What always says 0 has the mean square of the noise: 1 + delta^2. What says x_t has, with a
   * target of 0 and one level of alpha_bar a, (1 - sqrt(1 - a))^2 times that.
   */
  @Test
  void lossOfKnownPredictions() {
    NDArray target = memory.zeros(SHAPE);
    for (double delta : new double[] {0, 0.5}) {
      double square = 1 + delta * delta;
      Sampling.Diffusion one = new Sampling.Diffusion(1, 0.36, 0.36, false, delta, false);
      Torch.seed(2);
      NDArray nothing =
          new DiffusionObjective(passing(0), one)
              .loss(target, target, new SplittableRandom(1), false);
      assertEquals(square, nothing.getFloat(), 0.03 * square);
      Torch.seed(2);
      NDArray all =
          new DiffusionObjective(passing(1), one)
              .loss(target, target, new SplittableRandom(1), false);
      // The same noise, so that the ratio is exact: a = 0.64, the deviation 0.6.
      assertEquals(0.4 * 0.4, all.getFloat() / nothing.getFloat(), 1e-5);
    }
  }

  /** With a target that is not 0, x_t is sqrt(a) of it and sqrt(1 - a) of the noise. */
  @Test
  void shareOfTheTarget() {
    Sampling.Diffusion one = new Sampling.Diffusion(1, 0.36, 0.36, false, 0, false);
    NDArray target = memory.full(SHAPE, 10f, DataType.FLOAT32);
    NDArray loss =
        new DiffusionObjective(passing(1), one)
            .loss(target, target, new SplittableRandom(1), false);
    // (0.8 * 10 + 0.6 e - e)^2 on average.
    assertEquals(64 + 0.16, loss.getFloat(), 0.3);
  }

  /** With a target of 10, the velocity is 0.8 e - 6: what says 0 is (6^2 + 0.64) off. */
  @Test
  void velocityOfATarget() {
    Sampling.Diffusion one = new Sampling.Diffusion(1, 0.36, 0.36, false, 0, true);
    NDArray target = memory.full(SHAPE, 10f, DataType.FLOAT32);
    NDArray loss =
        new DiffusionObjective(passing(0), one)
            .loss(target, target, new SplittableRandom(1), false);
    assertEquals(36 + 0.64, loss.getFloat(), 0.2);
    // What says x_t = 8 + 0.6 e: (8 + 6 + (0.6 - 0.8) e)^2.
    NDArray all =
        new DiffusionObjective(passing(1), one)
            .loss(target, target, new SplittableRandom(1), false);
    assertEquals(196 + 0.04, all.getFloat(), 0.2);
    assertEquals("velocity", new DiffusionObjective(passing(1), one).term());
  }

  @Test
  void everyLevelIsDrawn() {
    Sampling.Diffusion many = new Sampling.Diffusion(50, 1e-3, 0.5, false, 0, false);
    NDArray target = memory.full(SHAPE, 1f, DataType.FLOAT32);
    Terms terms =
        new DiffusionObjective(passing(0.1f), many)
            .accumulate(memory, new Batch(target, target), 0, new SplittableRandom(4));
    assertTrue(terms.get("noise") > 0.5 && terms.get("noise") < 2, terms.toString());
  }
}
