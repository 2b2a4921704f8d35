package io.tomodrift.learned.nets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.tomodrift.learned.torch.Torch;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureEncoderTest {

  @Test
  void gradientsAgreeWithDifferences() {
    assertEquals(
        0, GradientCheck.largestError(new FeatureEncoder(2, 1, List.of(3, 4)), 8, 4), 1e-6);
    assertEquals(
        0, GradientCheck.largestError(new FeatureEncoder(3, 1, List.of(2, 3)), 4, 8, 4), 1e-6);
    assertEquals(0, GradientCheck.largestError(new AutoEncoder(2, 1, List.of(3, 4)), 8, 4), 1e-6);
    assertEquals(
        0, GradientCheck.largestError(new AutoEncoder(3, 2, List.of(2, 3)), 4, 8, 4), 1e-6);
  }

  @Test
  void everyStageHasHalfTheSides() {
    try (NDManager memory = Torch.open()) {
      Network network = Network.create(FeatureEncoder.usual(2), memory);
      NDList maps = network.applyAll(memory.zeros(new Shape(3, 1, 24, 40)), false);
      assertEquals(3, maps.size());
      assertEquals(new Shape(3, 16, 12, 20), maps.get(0).getShape());
      assertEquals(new Shape(3, 32, 6, 10), maps.get(1).getShape());
      assertEquals(new Shape(3, 32, 3, 5), maps.get(2).getShape());
      assertEquals(160 + 4640 + 9248, network.parameterCount());
    }
  }

  @Test
  void takesTheWeightsOfTheAutoEncoderAndKeepsThemOutOfGradients() {
    try (NDManager memory = Torch.open()) {
      Network whole = Network.create(AutoEncoder.of(FeatureEncoder.usual(3)), memory);
      Network encoder = FeatureEncoder.frozen(whole, memory);
      for (var entry : encoder.parameters().entrySet()) {
        assertArrayEquals(
            whole.parameters().get(entry.getKey()).toFloatArray(), entry.getValue().toFloatArray());
      }
      NDArray x = memory.randomNormal(new Shape(1, 1, 8, 8, 8));
      x.setRequiresGradient(true);
      try (GradientCollector gradients = Torch.gradients()) {
        gradients.backward(encoder.applyAll(x, false).get(2).sum());
      }
      assertEquals(new Shape(1, 1, 8, 8, 8), x.getGradient().getShape());
      encoder.parameters().values().forEach(w -> assertEquals(false, w.hasGradient()));
      assertThrows(IllegalArgumentException.class, () -> FeatureEncoder.frozen(encoder, memory));
      assertEquals(new Shape(1, 1, 8, 8, 8), whole.apply(x, false).getShape());
    }
  }
}
