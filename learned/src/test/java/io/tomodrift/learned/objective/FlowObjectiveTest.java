package io.tomodrift.learned.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tomodrift.learned.model.Sampling;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.nets.TimeResNet;
import io.tomodrift.learned.nets.UNet;
import io.tomodrift.learned.nets.blocks.Norm;
import io.tomodrift.learned.torch.Torch;
import io.tomodrift.tests.support.ArrayAssertions;
import io.tomodrift.tests.support.Vectors;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlowObjectiveTest {

  private static final Shape SHAPE = new Shape(2, 1, 3, 3);

  private final NDManager memory = Torch.open();

  @AfterEach
  void close() {
    memory.close();
  }

  private static DoubleStream flat(JsonNode node) {
    if (node.isNumber()) {
      return DoubleStream.of(node.doubleValue());
    }
    DoubleStream all = DoubleStream.empty();
    for (JsonNode child : node) {
      all = DoubleStream.concat(all, flat(child));
    }
    return all;
  }

  private NDArray array(JsonNode node) {
    return memory.create(flat(node).toArray(), SHAPE).duplicate();
  }

  /** Against values computed by numpy in double. */
  @Test
  void pathVelocityAndLoss() throws IOException {
    JsonNode one =
        new ObjectMapper()
            .readTree(Vectors.require("learned/flow_matching.json").toFile())
            .get("cases")
            .get(0);
    assertEquals("loss", one.get("id").asText());
    NDArray x0 = array(one.get("x0_native"));
    NDArray x1 = array(one.get("x1_contrast"));
    NDArray velocity = x1.sub(x0);
    NDArray time = FlowObjective.times(x0, flat(one.get("t")).toArray());
    ArrayAssertions.assertClose(
        flat(one.get("x_t")).toArray(),
        FlowObjective.between(x0, velocity, time).toDoubleArray(),
        1e-12,
        1e-12);
    ArrayAssertions.assertClose(
        flat(one.get("v")).toArray(), velocity.toDoubleArray(), 1e-12, 1e-12);
    assertEquals(
        one.get("loss_mse").doubleValue(),
        Losses.l2(array(one.get("prediction")), velocity).getDouble(),
        1e-9);
  }

  private Network network(int channels, float bias) {
    Network network =
        Network.create(
            new TimeResNet(2, channels, 1, List.of(4), 1, Norm.NONE, false),
            memory,
            DataType.FLOAT64);
    network.parameters().values().forEach(w -> Network.assign(w, w.zerosLike()));
    NDArray last = network.parameters().get("last.bias");
    Network.assign(last, last.onesLike().mul(memory.full(new Shape(1), bias, DataType.FLOAT64)));
    return network;
  }

  /** A network that always says 0.5 has the loss mean (0.5 - v)^2, at any time. */
  @Test
  void lossOfAConstantVelocity() {
    Torch.seed(1);
    NDArray x0 = memory.randomNormal(0, 1, SHAPE, DataType.FLOAT64);
    NDArray x1 = memory.randomNormal(0, 1, SHAPE, DataType.FLOAT64);
    double expected = 0;
    double[] a = x0.toDoubleArray();
    double[] b = x1.toDoubleArray();
    for (int i = 0; i < a.length; i++) {
      expected += Math.pow(0.5 - (b[i] - a[i]), 2) / a.length;
    }
    for (boolean given : new boolean[] {false, true}) {
      FlowObjective flow =
          new FlowObjective(network(given ? 2 : 1, 0.5f), new Sampling.Flow(given, 0));
      Terms terms = flow.accumulate(memory, new Batch(x0, x1), 0, new SplittableRandom(3));
      assertEquals(expected, terms.get("velocity"), 1e-12);
      double gradient = flow.generator().parameters().get("last.bias").getGradient().getDouble();
      double mean = 0;
      for (int i = 0; i < a.length; i++) {
        mean += 2 * (0.5 - (b[i] - a[i])) / a.length;
      }
      assertEquals(mean, gradient, 1e-12);
    }
  }

  /** The mean of t^2 is 1/3 of uniform times and 1/2 of ends. */
  @Test
  void shareOfTheEnds() {
    for (double share : new double[] {0, 0.6, 1}) {
      double[] times = new double[2];
      FlowObjective flow = new FlowObjective(network(1, 0), new Sampling.Flow(false, share));
      for (double time : flow.times(4096, new SplittableRandom(9))) {
        times[0] += time / 4096;
        times[1] += time * time / 4096;
      }
      assertEquals(0.5, times[0], 0.02);
      assertEquals((1 - share) / 3 + share / 2, times[1], 0.02);
    }
  }

  @Test
  void networksWithoutTimeAreRefused() {
    Network plain = Network.create(UNet.residual(2, 4), memory);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new FlowObjective(plain, new Sampling.Flow(false, 0)));
    assertTrue(e.getMessage().contains("reads a time"), e.getMessage());
  }
}
