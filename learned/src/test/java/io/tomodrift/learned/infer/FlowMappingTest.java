package io.tomodrift.learned.infer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.geometry.error.ModelException;
import io.tomodrift.learned.model.Sampling;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.nets.TimeResNet;
import io.tomodrift.learned.nets.blocks.Norm;
import io.tomodrift.learned.ode.OdeSolvers;
import io.tomodrift.learned.torch.Torch;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A network of one convolution whose velocity is known: f(x, s) = a x + b s, s the source. */
class FlowMappingTest {

  private static final int SIDE = 8;
  private static final int[] WINDOW = {1, SIDE, SIDE};

  private static FlowMapping mapping(
      double a, double b, String solver, int steps, Direction direction) {
    NDManager memory = Torch.open();
    boolean given = b != 0;
    TimeResNet net = new TimeResNet(2, given ? 2 : 1, 1, List.of(1), 1, Norm.NONE, false);
    Network network = Network.create(net, memory);
    network.parameters().values().forEach(w -> Network.assign(w, w.zerosLike()));
    float[] first = new float[given ? 18 : 9];
    first[4] = (float) a;
    if (given) {
      first[13] = (float) b;
    }
    set(memory, network, "first.weight", first);
    float[] last = new float[9];
    last[4] = 1;
    set(memory, network, "last.weight", last);
    return new FlowMapping(
        new Evaluator(network, memory), OdeSolvers.named(solver), steps, direction, given);
  }

  private static void set(NDManager memory, Network network, String name, float[] values) {
    NDArray weights = network.parameters().get(name);
    Network.assign(weights, memory.create(values, new Shape(weights.getShape().getShape())));
  }

  private static float[] windows(int count) {
    SplittableRandom random = new SplittableRandom(5);
    float[] values = new float[count * SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return values;
  }

  private static float[] times(float[] values, double factor) {
    float[] scaled = new float[values.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (factor * values[i]);
    }
    return scaled;
  }

  /** dx/dt = a x: Euler's (1 + a h)^n, and the exponential; back with the sign turned. */
  @ParameterizedTest
  @CsvSource({
    "euler, 1, FORWARD, 1.5, 1",
    "euler, 4, FORWARD, 1.601806640625, 4",
    "euler, 1, REVERSE, 0.5, 1",
    "rk2, 1, FORWARD, 1.625, 2",
    "rk4, 5, FORWARD, 1.6487208, 20",
    "rk4, 5, REVERSE, 0.6065308, 20",
    "ab2, 40, REVERSE, 0.60649, 40",
  })
  void linearVelocities(
      String solver, int steps, Direction direction, double factor, int evaluations) {
    try (FlowMapping mapping = mapping(0.5, 0, solver, steps, direction)) {
      float[] values = windows(2);
      float[] longer = java.util.Arrays.copyOf(values, 3 * SIDE * SIDE);
      assertArrayEquals(times(values, factor), mapping.apply(longer, 2, WINDOW), 2e-5f);
      assertEquals(evaluations, mapping.evaluations());
      assertEquals(solver, mapping.description().get("solver"));
    }
  }

  /** The source stays what it was at the start: dx/dt = b s gives x + b s, in any steps. */
  @Test
  void theSourceStays() {
    try (FlowMapping mapping = mapping(0, 0.25, "euler", 3, Direction.FORWARD)) {
      float[] values = windows(1);
      assertArrayEquals(times(values, 1.25), mapping.apply(values, 1, WINDOW), 1e-6f);
    }
  }

  @Test
  void whatAModelCannotDoIsRefused() {
    SamplingSettings usual = SamplingSettings.USUAL;
    usual.require(new Sampling.Flow(true, 0), "m");
    usual.reversed().require(new Sampling.Flow(false, 0), "m");
    refused(usual.reversed(), new Sampling.Flow(true, 0), "from its input to its target only");
    refused(usual.reversed(), new Sampling.OnePass(), "from its input to its target only");
    SamplingSettings steps =
        new SamplingSettings(Optional.empty(), OptionalInt.of(3), Direction.FORWARD, 0);
    refused(steps, new Sampling.OnePass(), "in one pass");
    assertThrows(
        IllegalArgumentException.class,
        () -> new SamplingSettings(Optional.empty(), OptionalInt.of(0), Direction.FORWARD, 0));
  }

  private static void refused(SamplingSettings settings, Sampling sampling, String message) {
    ModelException e =
        assertThrows(ModelException.class, () -> settings.require(sampling, "model-x"));
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertTrue(e.getMessage().contains("model-x"), e.getMessage());
  }
}
