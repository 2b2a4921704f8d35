package io.tomodrift.learned.nets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.learned.nets.blocks.Norm;
import io.tomodrift.learned.torch.Torch;
import java.util.List;
import org.junit.jupiter.api.Test;

class UNetTest {

  @Test
  void gradientsAgreeWithDifferences() {
    UNet flat = new UNet(2, 2, 2, List.of(3, 4, 5), Norm.INSTANCE, true);
    assertEquals(0, GradientCheck.largestError(flat, 12, 20), 1e-6);
    UNet deep = new UNet(3, 1, 1, List.of(2, 3), Norm.NONE, true);
    assertEquals(0, GradientCheck.largestError(deep, 6, 2, 4), 1e-6);
  }

  @Test
  void countsOfWeights() {
    try (NDManager memory = Torch.open()) {
      // 3 x 3 convolutions: encoder, decoder that reads two levels, 1 x 1 at the end.
      long expected = 0;
      int[][] convolutions = {
        {1, 16}, {16, 16}, {16, 32}, {32, 32}, {32, 64}, {64, 64}, {48, 16}, {16, 16}, {96, 32},
        {32, 32}
      };
      for (int[] c : convolutions) {
        expected += 9L * c[0] * c[1] + c[1];
      }
      expected += 17;
      Network network = Network.create(UNet.residual(2, 16, 32, 64), memory);
      assertEquals(expected, network.parameterCount());
      assertEquals(117_985, network.parameterCount());
    }
  }

  @Test
  void weightsAreNamedByTheirPlace() {
    try (NDManager memory = Torch.open()) {
      Network network =
          Network.create(new UNet(2, 1, 1, List.of(2, 3), Norm.INSTANCE, true), memory);
      List<String> names = List.copyOf(network.parameters().keySet());
      assertEquals(
          List.of("encoder.0.0.conv.weight", "encoder.0.0.conv.bias", "encoder.0.0.norm.weight"),
          names.subList(0, 3));
      assertEquals(List.of("last.weight", "last.bias"), names.subList(24, 26));
      assertTrue(names.contains("decoder.0.1.conv.weight"));
    }
  }

  @Test
  void untrainedIsTheIdentityOnTheFirstChannel() {
    try (NDManager memory = Torch.open()) {
      Torch.seed(3);
      Network network = Network.create(new UNet(2, 3, 2, List.of(4, 4), Norm.NONE, true), memory);
      NDArray x = memory.randomNormal(new Shape(2, 3, 6, 10));
      NDArray y = network.apply(x, false);
      assertEquals(new Shape(2, 2, 6, 10), y.getShape());
      float[] first = x.get(":, 0").toFloatArray();
      assertArrayEquals(first, y.get(":, 0").toFloatArray());
      assertArrayEquals(first, y.get(":, 1").toFloatArray());
    }
  }

  @Test
  void otherShapesAreRefused() {
    try (NDManager memory = Torch.open()) {
      Network network = Network.create(UNet.residual(2, 2, 2, 2), memory);
      var e =
          assertThrows(
              IllegalArgumentException.class,
              () -> network.apply(memory.zeros(new Shape(1, 1, 8, 10)), false));
      assertTrue(e.getMessage().contains("multiples of 4"), e.getMessage());
      assertTrue(e.getMessage().contains("to 12"), e.getMessage());
      assertThrows(
          IllegalArgumentException.class,
          () -> network.apply(memory.zeros(new Shape(1, 2, 8, 8)), false));
      assertThrows(
          IllegalArgumentException.class,
          () -> network.apply(memory.zeros(new Shape(1, 1, 8, 8, 8)), false));
    }
    assertThrows(IllegalArgumentException.class, () -> UNet.residual(4, 2));
    assertThrows(IllegalArgumentException.class, () -> UNet.residual(2, 2, 0));
  }
}
