package io.tomodrift.learned.nets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.learned.nets.blocks.Norm;
import io.tomodrift.learned.torch.Torch;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeResNetTest {

  private static final TimeResNet SMALL =
      new TimeResNet(2, 1, 1, List.of(4, 6), 1, Norm.NONE, false);

  private static Network random(NDManager memory, Architecture architecture) {
    Torch.seed(3);
    Network network = Network.create(architecture, memory);
    for (NDArray weights : network.parameters().values()) {
      NDArray values = memory.randomNormal(0, 0.1f, weights.getShape(), DataType.FLOAT32);
      Network.assign(weights, values);
    }
    return network;
  }

  /** The result of a sample is a function of its own time, whatever the others' are. */
  @Test
  void everySampleHasItsOwnTime() {
    try (NDManager memory = Torch.open()) {
      Network network = random(memory, new Folded(coarse(), 2, 1, 2, false));
      NDArray one = memory.randomNormal(new Shape(1, 1, 8, 8));
      NDArray both = one.concat(one, 0);
      float[] made = network.apply(both, times(memory, 0.2f, 0.7f), false).toFloatArray();
      float[] early = network.apply(one, times(memory, 0.2f), false).toFloatArray();
      float[] late = network.apply(one, times(memory, 0.7f), false).toFloatArray();
      assertArrayEquals(early, Arrays.copyOf(made, 64), 1e-5f);
      assertArrayEquals(late, Arrays.copyOfRange(made, 64, 128), 1e-5f);
      assertFalse(Arrays.equals(early, late));
    }
  }

  private static TimeResNet coarse() {
    return new TimeResNet(2, 4, 8, List.of(4, 6), 1, Norm.NONE, false);
  }

  private static NDArray times(NDManager memory, float... times) {
    return memory.create(times).duplicate();
  }

  @Test
  void timeIsGivenWhereItIsReadAndOnlyThere() {
    try (NDManager memory = Torch.open()) {
      NDArray x = memory.ones(new Shape(2, 1, 4, 4));
      Network timed = Network.create(SMALL, memory);
      Network plain = Network.create(UNet.residual(2, 4), memory);
      assertThrows(IllegalArgumentException.class, () -> timed.apply(x, false));
      assertThrows(
          IllegalArgumentException.class, () -> timed.apply(x, times(memory, 0.5f), false));
      var e =
          assertThrows(
              IllegalArgumentException.class,
              () -> plain.apply(x, times(memory, 0.5f, 0.5f), false));
      assertTrue(e.getMessage().contains("does not read"), e.getMessage());
    }
  }

  /** As large as its publication says: about 125 million weights. */
  @Test
  void sizesOfPresets() {
    assertEquals(124.7, count(Preset.TIMERES), 6);
    assertEquals(1.6, count(Preset.TIMERES_F), 0.2);
  }

  private static double count(Preset preset) {
    long sum = 0;
    for (var parameter : preset.of(2).block().getParameters()) {
      sum += parameter.getValue().getShape().size();
    }
    return sum * 1e-6;
  }

  /** Two positions that are alike attend alike; where the image is constant it stays constant. */
  @Test
  void attentionIsEquivariant() {
    TimeResNet net = new TimeResNet(2, 1, 1, List.of(4), 1, Norm.NONE, true);
    try (NDManager memory = Torch.open()) {
      Network network = random(memory, net);
      NDArray x = memory.randomNormal(new Shape(1, 1, 6, 8));
      NDArray time = times(memory, 0.4f);
      float[] straight = network.apply(x, time, false).transpose(0, 1, 3, 2).toFloatArray();
      for (NDArray w : network.parameters().values()) {
        if (w.getShape().dimension() == 4) {
          Network.assign(w, w.transpose(0, 1, 3, 2).duplicate());
        }
      }
      float[] turned = network.apply(x.transpose(0, 1, 3, 2), time, false).toFloatArray();
      assertArrayEquals(straight, turned, 1e-6f);
    }
  }
}
